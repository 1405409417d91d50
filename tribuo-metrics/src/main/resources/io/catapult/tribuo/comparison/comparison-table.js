/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The table of configurations: sorted by any column, with the runs of each where they are asked for. */
Catapult.comparison.table = (() => {
  const { data, el, format } = Catapult;
  const C = Catapult.comparison;
  const open = new Set();
  const shown = new Set(data.shown);
  const order = { key: "rank", descending: false };
  const body = el("tbody", {});
  const head = el("thead", {});
  const all = el("button", { class: "tool", type: "button", id: "all-runs", onclick: () => toggleAll() });

  /** Columns before and after the metrics. */
  const BEFORE = [
    { key: "label", name: "configuration", text: true, of: (c) => c.label.toLowerCase() },
    { key: "rank", name: "rank", of: (c) => c.rank, show: (c) => (c.rank === undefined ? "–" : c.rank) },
    { key: "batch", name: "batch", of: (c) => (c.batchSize === 0 ? Infinity : c.batchSize), show: C.batch },
    { key: "rate", name: "rate", text: true, of: (c) => (Number.isNaN(Number(c.rate)) ? c.rate : Number(c.rate)), show: (c) => c.rate }
  ];
  const AFTER = [{ key: "runs", name: "runs", text: true, of: (c) => c.finished - c.diverged, show: endings }];

  function endings(c) {
    if (c.diverged + c.failed + c.pending === 0) return String(c.finished);
    const parts = [[c.finished - c.diverged, "finished"], [c.diverged, "diverged"], [c.failed, "failed"], [c.pending, "pending"]];
    return parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`).join(", ");
  }

  function columns() {
    const metrics = data.metrics.filter((id) => shown.has(id)).sort((a, b) => place(a) - place(b))
      .map((id) => ({ key: id, name: C.label(id), metric: id, of: (c) => c.metrics[id] && c.metrics[id].mean, show: (c) => C.meanText(c.metrics[id]) }));
    return [...BEFORE, ...metrics, ...AFTER];
  }

  /** The main metrics stand first, in their order. */
  function place(id) {
    const at = data.shown.indexOf(id);
    return at < 0 ? data.shown.length + data.metrics.indexOf(id) : at;
  }

  /** Undefined stands last, whichever way it is sorted. */
  function compare(a, b) {
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    const way = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
    return order.descending ? -way : way;
  }

  function sorted() {
    const column = columns().find((c) => c.key === order.key) || BEFORE[1];
    return [...C.configurations].sort((a, b) => compare(column.of(a), column.of(b)) || a.index - b.index);
  }

  function sortBy(key) {
    order.descending = order.key === key && !order.descending;
    order.key = key;
    fill();
    head.querySelector(`button[data-column="${CSS.escape(key)}"]`).focus();
    Catapult.announce(`Sorted by ${columns().find((c) => c.key === key).name}, ${order.descending ? "descending" : "ascending"}`);
  }

  function header(column) {
    const isSorted = column.key === order.key;
    const arrow = isSorted ? (order.descending ? " ▼" : " ▲") : "";
    return el("th", { scope: "col", class: column.text ? "text" : null, "aria-sort": isSorted ? (order.descending ? "descending" : "ascending") : "none" },
      el("button", { class: "sort", type: "button", "data-column": column.key, title: "Sort by " + column.name, onclick: () => sortBy(column.key) }, column.name, el("span", { "aria-hidden": "true" }, arrow)));
  }

  function row(c) {
    const isOpen = open.has(c.index);
    const toggle = el("button", { class: "expand", type: "button", "aria-expanded": String(isOpen), title: "The runs of " + c.label, onclick: () => expand(c, !isOpen) },
      el("span", { "aria-hidden": "true" }, isOpen ? "▾ " : "▸ "), C.mark(c.family), " ", c.label);
    const cells = columns().slice(1).map((column) => el("td", { class: column.text ? "text" : null }, String(column.show(c))));
    return [el("tr", { "data-configuration": c.index }, el("th", { scope: "row", class: "text" }, toggle), cells), ...(isOpen ? c.runs.flatMap(runRow) : [])];
  }

  function runRow(run) {
    const cells = columns().slice(4, -1).map((column) => el("td", {}, format(C.value(run, column.metric))));
    const words = run.diverged ? "diverged" : run.outcome === "finished" ? null : run.outcome;
    const choose = el("button", { class: "tool", type: "button", "aria-pressed": String(C.selected() === run.index), onclick: () => C.select(run.index) }, "seed " + run.seed);
    const row = el("tr", { class: "run", id: "run-" + run.index, tabindex: "-1", "aria-selected": String(C.selected() === run.index) },
      el("td", { class: "text" }, choose), el("td", { colspan: "3" }), cells,
      el("td", { class: "text" }, [words, ...C.files(run)].filter(Boolean).map((part, i) => [i > 0 ? " · " : "", part])));
    const failure = run.failure ? el("tr", { class: "run" }, el("td", { class: "text", colspan: String(columns().length) }, el("span", { class: "failure" }, run.failure))) : null;
    return [row, failure].filter(Boolean);
  }

  function expand(c, isOpen) {
    if (isOpen) open.add(c.index);
    else open.delete(c.index);
    fill();
    body.querySelector(`tr[data-configuration="${c.index}"] button`).focus();
  }

  function fill() {
    all.textContent = open.size > 0 ? "Hide the runs" : "Show all runs";
    head.replaceChildren(el("tr", {}, columns().map(header)));
    body.replaceChildren(...sorted().flatMap(row));
  }

  /** Which metrics have a column. */
  function chooser() {
    const box = (id) => {
      const input = el("input", { type: "checkbox", value: id, checked: shown.has(id), onchange: () => {
        if (input.checked) shown.add(id);
        else shown.delete(id);
        fill();
      } });
      return el("label", { class: "choice" }, input, C.label(id));
    };
    return el("details", { class: "chooser" }, el("summary", {}, `Columns (${data.metrics.length} metrics to choose from)`),
      C.groups().map(([group, ids]) => el("fieldset", {}, el("legend", {}, group), el("div", { class: "choices" }, ids.map(box)))));
  }

  function csv() {
    const shownNow = columns();
    const rows = sorted().map((c) => shownNow.flatMap((column) => (column.metric ? [column.of(c), c.metrics[column.metric] && c.metrics[column.metric].deviation] : [column.key === "label" ? c.label : column.show(c)])));
    const names = shownNow.flatMap((column) => (column.metric ? [column.metric + ".mean", column.metric + ".deviation"] : [column.name]));
    Catapult.save("comparison.csv", "text/csv", Catapult.csv(names, rows));
  }

  function toggleAll() {
    const isOpen = open.size > 0;
    open.clear();
    if (!isOpen) C.configurations.forEach((c) => open.add(c.index));
    fill();
  }

  /** Opens the row of a run and goes there. */
  function show(index) {
    open.add(C.runs[index].of.index);
    fill();
    Catapult.reveal("run-" + index);
  }

  function build(into) {
    const scroll = el("div", { class: "scroll tall", tabindex: "0", role: "group", "aria-label": "Table of configurations" },
      el("table", { class: "sortable", id: "configurations", "aria-describedby": "table-words" }, head, body));
    into.append(el("article", { class: "card wide", id: "chart-table", tabindex: "-1", "aria-labelledby": "chart-table-title" },
      el("header", {}, el("h3", { id: "chart-table-title" }, "Configurations"),
        el("div", { class: "tools" }, all, el("button", { class: "tool", type: "button", onclick: csv }, "Save as CSV"))),
      el("p", { class: "lead", id: "table-words" }, "Mean ± standard deviation over the seeds, without runs that diverged or failed. Press a name for its runs, a heading to sort."),
      chooser(), scroll, C.panel()));
    C.onSelect(fill);
    fill();
  }

  C.show = show;
  return { build };
})();
