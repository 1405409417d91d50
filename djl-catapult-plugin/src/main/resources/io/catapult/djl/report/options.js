/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What the charts' options have in common: colours, axes, tooltips, the axis of the steps. */
Object.assign(Catapult, (() => {
  const { format } = Catapult;

  /** A finger that moves over a chart scrolls the page; two fingers zoom the chart. */
  const coarse = matchMedia("(pointer: coarse)");

  /** What all charts have in common. */
  function base(t) {
    return {
      animation: false,
      backgroundColor: "transparent",
      textStyle: { fontFamily: "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif", color: t.ink },
      color: t.series,
      aria: { enabled: true }
    };
  }

  function axis(t, more) {
    return {
      axisLine: { lineStyle: { color: t.axis } },
      axisTick: { lineStyle: { color: t.axis } },
      axisLabel: { color: t.soft, hideOverlap: true, ...(more && more.type === "category" ? {} : { formatter: (v) => format(v, 3) }), ...(more && more.axisLabel) },
      splitLine: { lineStyle: { color: t.line } },
      nameTextStyle: { color: t.soft },
      ...Object.fromEntries(Object.entries(more || {}).filter(([key]) => key !== "axisLabel"))
    };
  }

  function tooltip(t) {
    return { confine: true, backgroundColor: t.paper, borderColor: t.axis, textStyle: { color: t.ink }, className: "tip", transitionDuration: 0 };
  }

  /** An option whose x axis is the step: zoom by wheel, pinch, slider and keys, a line at the step. */
  function stepOption(t, from, to, more) {
    return {
      ...base(t),
      grid: { left: 62, right: 18, top: 22, bottom: 62, ...(more.grid || {}) },
      legend: { show: false, top: 2, left: 0, right: 0, icon: "roundRect", itemWidth: 16, itemHeight: 4, textStyle: { color: t.ink } },
      tooltip: { ...tooltip(t), trigger: "axis", axisPointer: { type: "line", lineStyle: { color: t.soft } }, formatter: more.tip },
      xAxis: [axis(t, { type: "value", min: from, max: Math.max(to, from + 1), minInterval: 1, name: "step", nameLocation: "middle", nameGap: 24, splitLine: { show: false } })],
      dataZoom: [
        { type: "inside", xAxisIndex: [0], filterMode: "none", throttle: 60, zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: !coarse.matches },
        { type: "slider", xAxisIndex: [0], filterMode: "none", throttle: 60, height: 16, bottom: 6, showDataShadow: false, brushSelect: true, borderColor: t.line, textStyle: { color: t.soft }, labelFormatter: (v) => format(Math.round(v)) }
      ]
    };
  }

  /** Only what is above zero can be drawn on a logarithmic axis. */
  function drawable(value, log) {
    return value === null || (log && value <= 0) ? null : value;
  }

  return { base, axis, tooltip, stepOption, drawable };
})());
