/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** Draws a chart of series: lines, dashed lines, marks and coloured surfaces between two axes, each linear or logarithmic. */
Catapult.drawn = (chart, id, into) => {
  const { el, format } = Catapult;
  const DASHES = { CURVE: "solid", DASHED: "dashed", POINTS: "dotted" };
  /** More points than a screen has columns are thinned out for drawing, not in the table. */
  const MANY = 2000;
  const colour = (t, i) => t.series[i % t.series.length];
  const isDrawable = (log) => ([x, y]) => (!chart.x.isLogarithmic || x > 0) && (!log || y > 0);

  /** The fields of a grid, as wide as its points are apart. */
  function surface(one) {
    const apart = (k) => {
      const all = [...new Set(one.points.map((p) => p[k]))].sort((a, b) => a - b);
      return (all[all.length - 1] - all[0]) / Math.max(all.length - 1, 1) || 1;
    };
    const half = [apart(0) / 2, apart(1) / 2];
    return {
      name: one.name, type: "custom", clip: true, progressive: 0, data: one.points, encode: { x: 0, y: 1 },
      renderItem: (_, api) => {
        const [left, top] = api.coord([api.value(0) - half[0], api.value(1) + half[1]]).map(Math.floor);
        const [right, bottom] = api.coord([api.value(0) + half[0], api.value(1) - half[1]]).map(Math.ceil);
        return { type: "rect", shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: api.visual("color") } };
      }
    };
  }

  const surfaces = chart.series.filter((one) => one.kind === "SURFACE");
  const lines = chart.series.filter((one) => one.kind !== "SURFACE");
  const heights = (one) => one.points.map((p) => p[2]).reduce(([low, high], z) => [Math.min(low, z), Math.max(high, z)], [Infinity, -Infinity]);

  function series(one, i, t, log) {
    if (one.kind === "SURFACE") return surface(one);
    const data = one.points.filter(isDrawable(log));
    const common = { name: one.name, itemStyle: { color: colour(t, i) }, data };
    return one.kind === "POINTS"
      ? { ...common, type: "scatter", symbolSize: data.length > 200 ? 4 : 8, large: data.length > MANY }
      : { ...common, type: "line", symbol: "none", sampling: data.length > MANY ? "lttb" : undefined, lineStyle: { color: colour(t, i), width: 2, type: DASHES[one.kind] } };
  }

  const axis = (t, one, log, more) => Catapult.axis(t, { type: log ? "log" : "value", scale: true, name: one.name, nameLocation: "middle", ...more });

  Catapult.chart({
    id, into, title: chart.title, lead: chart.lead, fluid: true, log: chart.y.isLogarithmic || undefined,
    legend: lines.length < 2 ? undefined : (t) => lines.map((one) => ({ name: one.name, colour: colour(t, chart.series.indexOf(one)), dash: DASHES[one.kind] })),
    keys: (t) => surfaces.flatMap((one) => heights(one).map((z, k) => [`${one.name} ${format(z)}`, t.scale[k === 0 ? 0 : t.scale.length - 1]])),
    table: () => ({ head: ["series", chart.x.name, chart.y.name, ...surfaces.slice(0, 1).map((one) => one.name)], rows: chart.series.flatMap((one) => one.points.map((p) => [one.name, ...p])) }),
    option: (t, view) => ({
      ...Catapult.base(t), legend: { show: false, top: 2, textStyle: { color: t.ink } }, grid: { left: 72, right: 18, top: 22, bottom: 46 },
      tooltip: { ...Catapult.tooltip(t), trigger: "item", formatter: (p) => el("div", {}, `${p.seriesName}${p.value.length > 2 ? " " + format(p.value[2]) : ""}: ${chart.x.name} ${format(p.value[0])}, ${chart.y.name} ${format(p.value[1])}`) },
      xAxis: axis(t, chart.x, chart.x.isLogarithmic, { nameGap: 26 }),
      yAxis: axis(t, chart.y, view.log, { nameGap: 52 }),
      dataZoom: [0, 1].map((i) => ({ type: "inside", ...(i === 0 ? { xAxisIndex: 0 } : { yAxisIndex: 0 }), filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: false })),
      visualMap: surfaces.map((one) => ({ show: false, seriesIndex: chart.series.indexOf(one), dimension: 2, min: heights(one)[0], max: heights(one)[1], inRange: { color: t.scale } })),
      series: chart.series.map((one, i) => series(one, i, t, view.log))
    })
  });
};
