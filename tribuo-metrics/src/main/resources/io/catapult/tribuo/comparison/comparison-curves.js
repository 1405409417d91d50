/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** Small multiples: the loss curves of each configuration, all on one scale. */
Catapult.comparison.curves = (() => {
  const { data, el, format, verdictNames } = Catapult;
  const C = Catapult.comparison;
  const MOST = 24;
  const PANEL = { width: 270, height: 190, top: 30, bottom: 26, left: 52, right: 10 };
  let steps = "same";

  const byRank = () => [...C.configurations].sort((a, b) => (a.rank || Infinity) - (b.rank || Infinity) || a.index - b.index).slice(0, MOST);
  const drawn = (c) => c.runs.filter((run) => run.curve && run.curve.steps.length > 0);
  const columns = (width) => Math.max(1, Math.min(4, Math.floor(width / PANEL.width), byRank().length));
  const rows = (width) => Math.ceil(byRank().length / columns(width));
  const last = (run) => run.curve.steps[run.curve.steps.length - 1];

  /** The lowest and the highest loss of all, which all panels show. */
  function range() {
    let [low, high] = [Infinity, 0];
    byRank().flatMap(drawn).forEach((run) => run.curve.values.forEach((v) => {
      if (v > 0) [low, high] = [Math.min(low, v), Math.max(high, v)];
    }));
    return high > 0 ? [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))] : [0.1, 1];
  }

  /** A panel without a curve keeps the scale of the others. */
  function longest(c) {
    const of = steps === "own" && drawn(c).length > 0 ? [c] : byRank();
    return Math.max(1, ...of.flatMap(drawn).map(last));
  }

  function at(run, step) {
    const i = Catapult.nearest(run.curve.steps, step);
    return run.curve.values[i];
  }

  function option(t, view) {
    const all = byRank();
    const across = columns(view.width);
    const [low, high] = range();
    const width = view.width / across;
    const option = { ...Catapult.base(t), title: [], grid: [], xAxis: [], yAxis: [], series: [], tooltip: { ...Catapult.tooltip(t), trigger: "axis", axisPointer: { type: "line", lineStyle: { color: t.soft } }, formatter: (p) => tip(p) } };
    all.forEach((c, i) => {
      const left = (i % across) * width;
      const top = Math.floor(i / across) * PANEL.height;
      const isLog = steps === "log";
      const missing = drawn(c).length === 0 ? "no trace" : null;
      option.title.push({ text: c.label + (missing ? `: ${missing}` : ""), left: left + PANEL.left, top: top + 4, padding: 0, textStyle: { color: t.ink, fontSize: 12, fontWeight: 600, width: width - PANEL.left - PANEL.right, overflow: "truncate" } });
      option.grid.push({ left: left + PANEL.left, top: top + PANEL.top, width: width - PANEL.left - PANEL.right, height: PANEL.height - PANEL.top - PANEL.bottom, show: true, borderColor: t.line });
      option.xAxis.push(Catapult.axis(t, { gridIndex: i, type: isLog ? "log" : "value", min: isLog ? 1 : 0, max: longest(c), splitNumber: 3, splitLine: { show: false }, axisLabel: { fontSize: 11, showMaxLabel: steps !== "log" ? null : false } }));
      option.yAxis.push(Catapult.axis(t, { gridIndex: i, type: "log", min: low, max: high, splitNumber: 3, axisLabel: { fontSize: 11, formatter: power } }));
      drawn(c).forEach((run) => option.series.push(line(run, i, isLog), marks(run, i, isLog, t)));
    });
    return option;
  }

  function power(v) {
    return v >= 0.001 && v < 10000 ? format(v, 2) : "1e" + Math.round(Math.log10(v));
  }

  function line(run, i, isLog) {
    const { colour } = C.look(run.of.family);
    const isSelected = C.selected() === run.index;
    return {
      name: C.name(run), type: "line", xAxisIndex: i, yAxisIndex: i, showSymbol: run.curve.steps.length === 1, triggerLineEvent: true, z: isSelected ? 6 : 3, run: run.index,
      itemStyle: { color: colour }, lineStyle: { color: colour, width: isSelected ? 2.6 : 1.2, opacity: isSelected ? 1 : 0.5 }, emphasis: { disabled: true },
      data: run.curve.steps.map((step, k) => [isLog ? Math.max(step, 1) : step, Catapult.drawable(run.curve.values[k], true)])
    };
  }

  /** Spikes at their peaks; catapults are triangles, what else was judged is a small cross. */
  function marks(run, i, isLog, t) {
    return {
      name: C.name(run), type: "scatter", xAxisIndex: i, yAxisIndex: i, z: 7, silent: true, tooltip: { show: false },
      data: run.curve.spikes.map((s) => {
        const isCatapult = s.verdict === "CATAPULT";
        return { value: [isLog ? Math.max(s.peak, 1) : s.peak, Catapult.drawable(at(run, s.peak), true)], symbol: isCatapult ? "path://M8 14.4 15.4 .8H.6z" : "path://M3 1 8 6 13 1 15 3 10 8 15 13 13 15 8 10 3 15 1 13 6 8 1 3z", symbolSize: isCatapult ? 8 : 6, symbolOffset: isCatapult ? [0, -6] : 0, itemStyle: { color: t.verdicts[s.verdict] || t.soft, opacity: 0.9 } };
      })
    };
  }

  function tip(params) {
    const lines = params.filter((p) => p.seriesType === "line");
    if (lines.length === 0) return "";
    return el("div", {}, el("strong", {}, "Step " + format(Math.round(lines[0].value[0]))),
      el("table", {}, el("tbody", {}, lines.map((p) => el("tr", {}, el("td", { class: "text" }, p.seriesName), el("td", {}, format(p.value[1])), el("td", { class: "text" }, p.value[0] === lines[0].value[0] ? "" : `(step ${format(p.value[0])})`))))));
  }

  function note() {
    const missing = C.runs.filter((run) => !run.curve && run.outcome !== "pending");
    const parts = [];
    if (C.configurations.length > MOST) parts.push(`The ${MOST} best of ${C.configurations.length} configurations are drawn.`);
    if (missing.length > 0) parts.push(`Without a curve: ${missing.slice(0, 6).map((run) => `${C.name(run)} (${run.missing})`).join("; ")}${missing.length > 6 ? `; and ${missing.length - 6} more` : ""}.`);
    const thinned = byRank().flatMap(drawn).filter((run) => run.curve.spikesOf > run.curve.spikes.length).length;
    if (thinned > 0) parts.push(`Of ${thinned} ${thinned === 1 ? "run" : "runs"} with very many spikes the highest are marked, catapults first.`);
    if (data.catapults !== "spikes.catapult") parts.push(`Marked are spikes of this loss, as they were judged; catapults elsewhere on this page are counted otherwise: ${data.quantities[data.catapults] ? data.quantities[data.catapults].formula : data.catapults}.`);
    if (steps === "log") parts.push("Step 0 stands at step 1.");
    return parts.join(" ");
  }

  function table() {
    const ends = (run) => {
      const found = run.curve.values.filter((v) => v !== null);
      return [found[0], Math.min(...found), found[found.length - 1]];
    };
    return {
      head: ["configuration", "seed", "first loss", "lowest loss drawn", "last loss", "last step", "spikes", "points drawn", "points in the trace"],
      rows: byRank().flatMap(drawn).map((run) => [run.configuration, String(run.seed), ...ends(run), last(run), run.curve.spikesOf, run.curve.steps.length, run.curve.of])
    };
  }

  function keys(t) {
    const found = new Set(byRank().flatMap(drawn).flatMap((run) => run.curve.spikes.map((s) => s.verdict)));
    return Object.keys(verdictNames).filter((v) => found.has(v)).map((v) => [verdictNames[v], t.verdicts[v]]);
  }

  function build(into) {
    const lengths = byRank().flatMap(drawn).map(last);
    if (lengths.length === 0) return null;
    steps = Math.max(...lengths) > 12 * Math.min(...lengths) ? "log" : "same";
    const names = { same: "same scale", log: "logarithmic", own: "each its own scale" };
    const choose = el("select", { "aria-label": "Scale of the steps", onchange: () => { steps = choose.value; card.update(); } }, Object.keys(names).map((id) => el("option", { value: id, selected: id === steps }, names[id])));
    const quantities = [...new Set(C.runs.filter((run) => run.curve).map((run) => run.curve.quantity))];
    const card = Catapult.chart({
      id: "curves", into, wide: true, fluid: true, marksRun: true, title: "Loss curves", lead: "The best first, all on one logarithmic scale, each seed a line. A triangle marks a catapult at its peak. Click on a line to mark that run everywhere.",
      measure: (width) => Math.max(1, rows(width)) * PANEL.height + 4, quantities, keys, option, table, note, above: el("label", { class: "choice" }, "Steps: ", choose), below: C.panel(),
      onClick: (event) => { if (event.componentType === "series" && event.seriesIndex !== undefined) pick(event.seriesName); }
    });
    return card;
  }

  function pick(name) {
    const run = C.runs.find((one) => C.name(one) === name);
    if (run) C.select(run.index);
  }

  return { build };
})();
