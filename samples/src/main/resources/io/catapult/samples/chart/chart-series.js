/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** Draws a chart of series: lines, dashed lines and marks between two axes, each linear or logarithmic. */
Catapult.drawn = (chart, id, into) => {
  const { el, format } = Catapult;
  const DASHES = { CURVE: "solid", DASHED: "dashed", POINTS: "dotted" };
  /** More points than a screen has columns are thinned out for drawing, not in the table. */
  const MANY = 2000;
  const colour = (t, i) => t.series[i % t.series.length];
  const isDrawable = (log) => ([x, y]) => (!chart.x.isLogarithmic || x > 0) && (!log || y > 0);

  function series(one, i, t, log) {
    const data = one.points.filter(isDrawable(log));
    const common = { name: one.name, itemStyle: { color: colour(t, i) }, data };
    return one.kind === "POINTS"
      ? { ...common, type: "scatter", symbolSize: data.length > 200 ? 4 : 8, large: data.length > MANY }
      : { ...common, type: "line", symbol: "none", sampling: data.length > MANY ? "lttb" : undefined, lineStyle: { color: colour(t, i), width: 2, type: DASHES[one.kind] } };
  }

  const axis = (t, one, log, more) => Catapult.axis(t, { type: log ? "log" : "value", scale: true, name: one.name, nameLocation: "middle", ...more });

  Catapult.chart({
    id, into, title: chart.title, lead: chart.lead, fluid: true, log: chart.y.isLogarithmic || undefined,
    legend: (t) => chart.series.map((one, i) => ({ name: one.name, colour: colour(t, i), dash: DASHES[one.kind] })),
    table: () => ({ head: ["series", chart.x.name, chart.y.name], rows: chart.series.flatMap((one) => one.points.map(([x, y]) => [one.name, x, y])) }),
    option: (t, view) => ({
      ...Catapult.base(t), legend: { show: false, top: 2, textStyle: { color: t.ink } }, grid: { left: 72, right: 18, top: 22, bottom: 46 },
      tooltip: { ...Catapult.tooltip(t), trigger: "item", formatter: (p) => el("div", {}, `${p.seriesName}: ${chart.x.name} ${format(p.value[0])}, ${chart.y.name} ${format(p.value[1])}`) },
      xAxis: axis(t, chart.x, chart.x.isLogarithmic, { nameGap: 26 }),
      yAxis: axis(t, chart.y, view.log, { nameGap: 52 }),
      dataZoom: [0, 1].map((i) => ({ type: "inside", ...(i === 0 ? { xAxisIndex: 0 } : { yAxisIndex: 0 }), filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: false })),
      series: chart.series.map((one, i) => series(one, i, t, view.log))
    })
  });
};
