/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** Draws a chart of series: lines, dashed lines, marks and coloured surfaces between two axes, each linear or logarithmic. */
Catapult.drawn = (chart, id, into) => {
  const { el, format } = Catapult;
  const DASHES = { CURVE: "solid", DASHED: "dashed", POINTS: "dotted" };
  /** More points than a screen has columns are thinned out for drawing, not in the table. */
  const MANY = 2000;
  const colour = (t, i) => t.series[i % t.series.length];
  /** The height of the colours of a surface, in pixels. */
  const SCALE = 26;
  const SURFACES = ["SURFACE", "LOG_SURFACE"];
  /** More marks than this are small ones. */
  const CROWD = 200;
  const isDrawable = (log) => ([x, y]) => (!chart.x.isLogarithmic || x > 0) && (!log || y > 0);

  const surfaces = chart.series.filter((one) => SURFACES.includes(one.kind));
  const lines = chart.series.filter((one) => !surfaces.includes(one));
  const ends = (numbers) => numbers.reduce(([low, high], z) => [Math.min(low, z), Math.max(high, z)], [Infinity, -Infinity]);
  const shade = (one, z) => (one.kind === "LOG_SURFACE" ? Math.log10(z) : z);

  /** Half of the distance between the points of a grid along an axis. */
  function half(one, k) {
    const all = [...new Set(one.points.map((p) => p[k]))].sort((a, b) => a - b);
    return (all[all.length - 1] - all[0]) / Math.max(all.length - 1, 1) / 2 || 0.5;
  }

  /** Where an axis begins and ends, so that the fields fill the chart. */
  function extent(k) {
    const all = chart.series.flatMap((one) => {
      const [low, high] = ends(one.points.map((p) => p[k]));
      const edge = surfaces.includes(one) ? half(one, k) : 0;
      return [low - edge, high + edge];
    });
    const [min, max] = ends(all);
    return Number.isFinite(max - min) ? { min, max } : {};
  }

  /** The fields of a grid, as wide as its points are apart, with the number of their colour. */
  function surface(one) {
    const halves = [half(one, 0), half(one, 1)];
    return {
      name: one.name, type: "custom", z: 1, clip: true, progressive: 0, data: one.points.map((p) => [...p, shade(one, p[2])]), encode: { x: 0, y: 1 },
      renderItem: (_, api) => {
        const [left, top] = api.coord([api.value(0) - halves[0], api.value(1) + halves[1]]).map(Math.floor);
        const [right, bottom] = api.coord([api.value(0) + halves[0], api.value(1) - halves[1]]).map(Math.ceil);
        return { type: "rect", shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: api.visual("color") } };
      }
    };
  }

  function series(one, i, t, log) {
    if (surfaces.includes(one)) return surface(one);
    const data = one.points.filter(isDrawable(log));
    // What lies above a surface lets a pointer through to it.
    const above = surfaces.length > 0 ? { z: 3, silent: true } : {};
    const rim = surfaces.length > 0 && data.length <= CROWD ? { borderColor: t.paper, borderWidth: 1.5, opacity: 1 } : {};
    const common = { name: one.name, itemStyle: { color: colour(t, i), ...rim }, data, ...above };
    return one.kind === "POINTS"
      ? { ...common, type: "scatter", symbolSize: data.length > CROWD ? 4 : surfaces.length > 0 ? 11 : 8, large: data.length > MANY }
      : { ...common, type: "line", symbol: "none", sampling: data.length > MANY ? "lttb" : undefined, lineStyle: { color: colour(t, i), width: 2, type: DASHES[one.kind] } };
  }

  /** A rim, by which a line is seen on fields of any colour. */
  function rim(one, i, t, log) {
    const line = series(one, i, t, log);
    return { ...line, z: 2, lineStyle: { color: t.paper, width: 5 } };
  }
  const rims = surfaces.length > 0 ? lines.filter((one) => one.kind !== "POINTS") : [];

  /** The colours of a surface below the chart, with their ends. */
  function scale(one, i, t) {
    const [min, max] = ends(one.points.map((p) => shade(one, p[2])));
    const [low, high] = ends(one.points.map((p) => p[2]));
    return {
      type: "continuous", seriesIndex: chart.series.indexOf(one), dimension: 3, min, max, inRange: { color: t.scale }, hoverLink: false,
      show: one.points.length > 0, orient: "horizontal", left: "center", bottom: 2 + SCALE * i, itemWidth: 12, itemHeight: 180,
      text: [format(high), `${one.name}  ${format(low)}`], textStyle: { color: t.ink }
    };
  }

  const dot = (background) => {
    const mark = el("span", { class: "swatch", "aria-hidden": "true" });
    Object.assign(mark.style, { background, borderRadius: "50%" });
    return mark;
  };
  const filled = (t, k, log) => (surfaces.length > 0 && !log ? { ...extent(k), axisLine: { onZero: false, lineStyle: { color: t.axis } }, axisLabel: { showMinLabel: false, showMaxLabel: false } } : {});
  const axis = (t, one, log, more) => Catapult.axis(t, { type: log ? "log" : "value", scale: true, name: one.name, nameLocation: "middle", ...more });

  Catapult.chart({
    id, into, title: chart.title, lead: chart.lead, fluid: true, measure: surfaces.length > 0 ? (width) => Math.min(560, Math.max(340, 0.6 * width)) : undefined, log: chart.y.isLogarithmic || undefined,
    legend: lines.length < 2 ? undefined : (t) => lines.map((one) => ({ name: one.name, colour: colour(t, chart.series.indexOf(one)), dash: DASHES[one.kind], shape: one.kind === "POINTS" ? dot(colour(t, chart.series.indexOf(one))) : undefined })),
    table: () => ({ head: ["series", chart.x.name, chart.y.name, ...surfaces.slice(0, 1).map((one) => one.name)], rows: chart.series.flatMap((one) => one.points.map((p) => [one.name, ...p])) }),
    option: (t, view) => ({
      ...Catapult.base(t), legend: { show: false, top: 2, textStyle: { color: t.ink } }, grid: { left: 72, right: 18, top: 22, bottom: 46 + SCALE * surfaces.length },
      tooltip: { ...Catapult.tooltip(t), trigger: "item", formatter: (p) => el("div", {}, `${p.seriesName}${p.value.length > 2 ? " " + format(p.value[2]) : ""}: ${chart.x.name} ${format(p.value[0])}, ${chart.y.name} ${format(p.value[1])}`) },
      xAxis: axis(t, chart.x, chart.x.isLogarithmic, { nameGap: 26, ...filled(t, 0, chart.x.isLogarithmic) }),
      yAxis: axis(t, chart.y, view.log, { nameGap: 52, ...filled(t, 1, view.log) }),
      dataZoom: [0, 1].map((i) => ({ type: "inside", ...(i === 0 ? { xAxisIndex: 0 } : { yAxisIndex: 0 }), filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: false })),
      visualMap: surfaces.map((one, i) => scale(one, i, t)),
      series: [...chart.series.map((one, i) => series(one, i, t, view.log)), ...rims.map((one) => rim(one, chart.series.indexOf(one), t, view.log))]
    })
  });
};
