/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What charts over the steps share: the stretch in view, the step that is pointed at, and the keys for both. */
Object.assign(Catapult, (() => {
  const charts = new Map();
  const state = { zoom: null, step: null };
  let isFollowing = false;

  /** The place of the step that is nearest, in an ascending list. */
  function nearest(steps, step) {
    let low = 0;
    let high = steps.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (steps[middle] <= step) low = middle;
      else high = middle;
    }
    return Math.abs(steps[high] - step) < Math.abs(steps[low] - step) ? high : low;
  }

  /** Zooms all charts over the steps; null for the whole run. */
  function zoom(range, source) {
    const card = [...charts.values()].find((c) => c.spec.steps);
    if (!card) return;
    const [first, last] = card.spec.range();
    if (range) {
      const width = Math.min(Math.max(range[1] - range[0], 2), last - first);
      const from = Math.min(Math.max(range[0], first), last - width);
      range = [from, from + width];
    }
    state.zoom = range;
    const [startValue, endValue] = range || [first, Math.max(last, first + 1)];
    isFollowing = true;
    for (const other of charts.values()) {
      if (!other.spec.steps) continue;
      other.whole.hidden = !range;
      other.cursor.hidden = true;
      if (!other.chart) continue;
      if (!other.isNear && other !== source) {
        other.isStale = true;
        continue;
      }
      other.chart.setOption({ yAxis: [other.fit()] }, { lazyUpdate: true });
      if (other !== source) other.chart.dispatchAction({ type: "dataZoom", batch: [0, 1].map((dataZoomIndex) => ({ dataZoomIndex, startValue, endValue })) });
    }
    isFollowing = false;
  }

  /** Marks a step in all charts but the one that the pointer is in. */
  function moveTo(step, source) {
    state.step = step === null ? state.step : step;
    for (const other of charts.values()) {
      if (!other.spec.steps || !other.chart || other === source) continue;
      const x = step === null ? NaN : other.chart.convertToPixel({ xAxisIndex: 0 }, step);
      const isIn = x >= 40 && x <= other.plot.clientWidth;
      other.cursor.hidden = !isIn;
      if (isIn) other.cursor.style.left = Math.round(x) + "px";
    }
  }

  /** Keys of a chart: along the steps, into them, and to the event there. */
  function key(card, event) {
    if (!card.spec.steps || event.ctrlKey || event.metaKey || event.altKey || event.target !== card.plot) return;
    card.begin();
    const act = {
      ArrowLeft: () => walk(card, event.shiftKey ? -10 : -1), ArrowRight: () => walk(card, event.shiftKey ? 10 : 1),
      Home: () => walk(card, -Infinity), End: () => walk(card, Infinity),
      "+": () => scale(card, 0.5), "=": () => scale(card, 0.5), "-": () => scale(card, 2), 0: () => zoom(null), Escape: () => zoom(null),
      Enter: () => card.spec.onEnter && card.spec.onEnter(state.step)
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function walk(card, by) {
    const steps = card.spec.stepsShown();
    if (steps.length === 0) return;
    let at = state.step === null ? (by > 0 ? -1 : steps.length) : nearest(steps, state.step);
    at = Math.min(Math.max(at + by, 0), steps.length - 1);
    if (state.zoom && (steps[at] < state.zoom[0] || steps[at] > state.zoom[1])) {
      const half = (state.zoom[1] - state.zoom[0]) / 2;
      zoom([steps[at] - half, steps[at] + half]);
    }
    const x = card.chart.convertToPixel({ xAxisIndex: 0 }, steps[at]);
    card.chart.dispatchAction({ type: "showTip", x, y: card.plot.clientHeight / 3 });
    moveTo(steps[at], card);
    Catapult.announce(card.spec.words(steps[at]));
  }

  function scale(card, by) {
    const [from, to] = state.zoom || card.spec.range();
    const [first, last] = card.spec.range();
    const middle = state.step === null ? (from + to) / 2 : state.step;
    const half = Math.max(((to - from) / 2) * by, 1);
    zoom(half * 2 >= last - first ? null : [middle - half, middle + half]);
  }

  return {
    charts, nearest, zoom, moveTo, key,
    zoomed: () => state.zoom, isFollowing: () => isFollowing
  };
})());
