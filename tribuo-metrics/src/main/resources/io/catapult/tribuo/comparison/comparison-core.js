/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What all parts of the page of a comparison share: looks of optimizers, numbers, the run that is selected. */
Catapult.comparison = (() => {
  const { data, el, link, format, minus, theme } = Catapult;

  /** Eight shapes in a square of 16, told apart without colour: the same in charts, legends and tables. */
  const SHAPES = [
    "M8 1.2a6.8 6.8 0 0 1 0 13.6a6.8 6.8 0 0 1 0-13.6z", "M8 .8 15.4 14.4H.6z", "M2 2h12v12H2z", "M8 .2 15.8 8 8 15.8.2 8z",
    "M6 .8h4V6h5.2v4H10v5.2H6V10H.8V6H6z", "M.6 1.6h14.8L8 15.2z", "M3.6 1 8 5.4 12.4 1 15 3.6 10.6 8 15 12.4 12.4 15 8 10.6 3.6 15 1 12.4 5.4 8 1 3.6z", "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z"
  ];
  const LIMIT = 1.959964; // the normal distribution's quantile for 95 percent
  const state = { run: -1, listeners: [] };
  const configurations = data.configurations.map((c, index) => ({ ...c, index, runs: [] }));
  const byLabel = new Map(configurations.map((c) => [c.label, c]));
  const runs = data.runs.map((run, index) => ({ ...run, index, of: byLabel.get(run.configuration) }));
  runs.forEach((run) => run.of.runs.push(run));
  const has = (id) => data.metrics.includes(id);

  /** Colour and shape of an optimizer; after eight both go on, but no pair comes twice before sixty-four. */
  function look(family) {
    const i = data.families.indexOf(family);
    const n = SHAPES.length;
    const path = SHAPES[(i + Math.floor(i / n)) % n];
    return { colour: theme().series[i % n], path, symbol: "path://" + path };
  }

  /** The shape of an optimizer as an element that follows the theme. */
  function mark(family) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    const { path: d, colour } = look(family);
    for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", width: "12", height: "12", class: "shape", "aria-hidden": "true" })) svg.setAttribute(name, value);
    svg.dataset.family = family;
    path.setAttribute("d", d);
    path.setAttribute("fill", colour);
    svg.append(path);
    return svg;
  }
  Catapult.onTheme(() => document.querySelectorAll("svg.shape").forEach((svg) => svg.firstChild.setAttribute("fill", look(svg.dataset.family).colour)));

  const label = (id) => (data.quantities[id] ? data.quantities[id].label : id);
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const counts = (run) => run.outcome === "finished" && !run.diverged;
  const value = (run, id) => (run.metrics[id] === undefined ? null : run.metrics[id]);
  const name = (run) => `${run.configuration}, seed ${run.seed}`;
  const batch = (c) => (c.batchSize === 0 ? "full" : format(c.batchSize));

  /** Mean and deviation with the same decimals, some four digits. */
  function meanText(summary) {
    if (!summary) return "–";
    const { mean, deviation } = summary;
    if (deviation === undefined) return format(mean);
    const size = Math.max(Math.abs(mean), deviation);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) return minus(`${mean.toExponential(2)} ± ${deviation.toExponential(1)}`);
    const isCount = deviation === 0 && Number.isInteger(mean);
    const decimals = isCount ? 0 : Math.max(0, 4 - (size < 1 ? 0 : Math.floor(Math.log10(size)) + 1));
    return minus(`${mean.toFixed(decimals)} ± ${deviation.toFixed(decimals)}`);
  }

  function ranks(values) {
    const order = values.map((v, i) => i).sort((a, b) => values[a] - values[b]);
    const found = new Array(values.length);
    for (let i = 0; i < order.length;) {
      let end = i;
      while (end + 1 < order.length && values[order[end + 1]] === values[order[i]]) end++;
      for (let k = i; k <= end; k++) found[order[k]] = (i + end) / 2;
      i = end + 1;
    }
    return found;
  }

  function coefficient(x, y, variance) {
    const n = x.length;
    const varies = (v) => v.some((one) => one !== v[0]);
    if (n < 3 || !varies(x) || !varies(y)) return null;
    const mean = (v) => v.reduce((sum, one) => sum + one, 0) / n;
    const [mx, my] = [mean(x), mean(y)];
    let [xy, xx, yy] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) ** 2;
      yy += (y[i] - my) ** 2;
    }
    const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
    if (n < 4 || Math.abs(r) === 1) return { value: r };
    const half = LIMIT * Math.sqrt(variance(r) / (n - 3));
    return { value: r, low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
  }

  /** Correlation of two metrics over the runs that count, by the formulas of CorrelationStatistics. */
  function correlation(xId, yId) {
    const both = runs.filter((r) => counts(r) && value(r, xId) !== null && value(r, yId) !== null);
    const x = both.map((r) => value(r, xId));
    const y = both.map((r) => value(r, yId));
    return { n: both.length, pearson: coefficient(x, y, () => 1), spearman: coefficient(ranks(x), ranks(y), (r) => 1 + (r * r) / 2) };
  }

  function correlationText(xId, yId, gap = " ") {
    const { n, pearson, spearman } = correlation(xId, yId);
    if (!pearson) return n < 3 ? `No correlation: ${n === 1 ? "one run has" : n + " runs have"} both.` : "No correlation: one of the two does not vary.";
    const one = (what, e) => minus(`${what} ${e.value.toFixed(2)}` + (e.low === undefined ? "" : ` (95 %: ${e.low.toFixed(2)} to ${e.high.toFixed(2)})`));
    return `${one("Pearson", pearson)},${gap}${one("Spearman", spearman)}, ${n} runs`;
  }

  /** Marks a run everywhere on the page; again, or -1, for none. */
  function select(index) {
    state.run = index === state.run ? -1 : index;
    state.listeners.forEach((listener) => listener());
    Catapult.charts.forEach((card) => card.spec.marksRun && card.draw());
    if (state.run >= 0) Catapult.announce(`${name(runs[state.run])} is marked in table and charts`);
  }

  /** Tells about the run that is selected, wherever it is put. */
  function panel() {
    const node = el("div", { class: "event run-panel", hidden: true });
    const fill = () => {
      node.hidden = state.run < 0;
      if (state.run >= 0) node.replaceChildren(...told(runs[state.run]));
    };
    state.listeners.push(fill);
    fill();
    return node;
  }

  function told(run) {
    const shown = data.shown.filter((id) => value(run, id) !== null);
    const words = run.diverged ? "It diverged, so means and correlations leave it out." : run.outcome === "failed" ? "It failed: " + run.failure : run.outcome === "pending" ? "It has no result yet." : null;
    return [
      el("h4", {}, mark(run.of.family), " ", name(run)), words ? el("p", {}, words) : null,
      shown.length > 0 ? el("p", {}, shown.map((id) => `${label(id)} ${format(value(run, id))}`).join(" · ")) : null,
      el("div", { class: "pager" }, files(run),
        el("button", { class: "tool", type: "button", onclick: () => Catapult.comparison.show(run.index) }, "Show in the table"),
        el("button", { class: "tool", type: "button", onclick: () => Catapult.comparison.diff(run.index) }, "Compare its settings"),
        el("button", { class: "tool", type: "button", onclick: () => select(-1) }, "Close"))
    ].filter(Boolean);
  }

  function files(run) {
    return [run.report ? link(run.report, "report") : null, run.trace ? link(run.trace, "trace") : run.missing];
  }

  /** The metrics by their groups: [group, ids] each. */
  function groups() {
    const found = new Map();
    data.metrics.forEach((id) => {
      const { group } = data.quantities[id];
      found.set(group, [...(found.get(group) || []), id]);
    });
    return [...found];
  }

  /** A choice of a metric, by groups. */
  function metricChoice(what, chosen, act) {
    const select = el("select", { "aria-label": what, onchange: () => act(select.value) },
      groups().map(([group, ids]) => el("optgroup", { label: group }, ids.map((id) => el("option", { value: id, selected: id === chosen }, label(id))))));
    return select;
  }

  return {
    configurations, runs, has, look, mark, label, capital, counts, value, name, batch, meanText, correlation, correlationText,
    select, selected: () => state.run, onSelect: (listener) => state.listeners.push(listener), panel, files, groups, metricChoice
  };
})();
