/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The page of a comparison: words first, then the table, charts, curves and settings. */
Object.assign(Catapult.comparison, (() => {
  const { data, main, el, format } = Catapult;
  const C = Catapult.comparison;
  const ALIGNMENT = "agop.alignment.end";
  const LOSS = "test.loss";

  function scatters() {
    const judged = C.has(LOSS) ? LOSS : data.primaryMetric;
    const wanted = [
      { id: "alignment", x: ALIGNMENT, y: judged, lead: "Do networks that look at the right features generalise better?" },
      { id: "catapults", x: data.catapults, y: C.has(ALIGNMENT) ? ALIGNMENT : judged, lead: C.has(ALIGNMENT) ? "Do catapults bring the features into line?" : "Do catapults go with better generalisation?" }
    ].filter(({ x, y }) => C.has(x) && C.has(y));
    const other = [...data.shown, ...data.metrics].find((id) => id !== judged);
    if (wanted.length === 0 && C.has(judged) && other) wanted.push({ id: "alignment", x: other, y: judged, lead: "Neither alignment nor catapults were measured; choose any two metrics." });
    const grid = Catapult.section("scatter", "What goes with what", "Each optimizer has one colour and one shape on the whole page. Both axes can be any metric.");
    wanted.forEach((spec) => C.scatter({ ...spec, into: grid }));
    Catapult.finish(grid);
  }

  function sizes() {
    const groups = C.sizeGroups();
    if (groups.length === 0) return;
    const grid = Catapult.section("sizes", "Batch size", "Smaller batches catapult more: do they also align and generalise better?");
    const metrics = [...new Set([data.primaryMetric, LOSS, ALIGNMENT, data.catapults])].filter(C.has);
    metrics.forEach((metric) => C.sizeChart(grid, "size-" + metric.replace(/[^a-z0-9]+/gi, "-"), metric, groups));
    Catapult.finish(grid);
  }

  /** Where two runs differ: in settings, versions, data. */
  function settings() {
    const grid = Catapult.section("settings", "Settings and provenance");
    const options = () => C.configurations.map((c) => el("optgroup", { label: c.label }, c.runs.map((run) => el("option", { value: run.index }, C.name(run)))));
    const left = el("select", { id: "diff-left", "aria-label": "First run", onchange: () => fill() }, options());
    const right = el("select", { id: "diff-right", "aria-label": "Second run", onchange: () => fill() }, options());
    const result = el("div", { id: "diff", role: "region", "aria-live": "polite", "aria-label": "Differences" });
    const best = [...C.configurations].sort((a, b) => (a.rank || Infinity) - (b.rank || Infinity)).filter((c) => c.runs.length > 0);
    left.value = String(best[0].runs[0].index);
    right.value = String((best[1] || best[0]).runs[best[1] ? 0 : best[0].runs.length - 1].index);

    function fill() {
      const [a, b] = [C.runs[left.value], C.runs[right.value]];
      const names = [...new Set([...Object.keys(a.settings), ...Object.keys(b.settings)])].sort().filter((name) => a.settings[name] !== b.settings[name]);
      const shown = (run, name) => (run.settings[name] === undefined ? "absent" : run.settings[name] === "" ? "empty" : run.settings[name]);
      const same = Object.keys(data.shared).length + Object.keys(a.settings).length - names.filter((name) => name in a.settings).length;
      result.replaceChildren(
        el("p", { class: "note" }, names.length === 0 ? `Nothing differs: the same in all ${same} settings.` : `${names.length} ${names.length === 1 ? "setting differs" : "settings differ"}, ${same} ${same === 1 ? "is" : "are"} the same.`),
        names.length === 0 ? "" : el("div", { class: "scroll", tabindex: "0" }, Catapult.table(["setting", C.name(a), C.name(b)], names.map((name) => [name, shown(a, name), shown(b, name)]))),
        el("div", { class: "pager" }, [a, b].map((run) => [C.name(run) + ": ", C.files(run).filter(Boolean).flatMap((file) => [file, " "])])));
    }
    fill();
    C.diff = (index) => {
      left.value = String(index);
      fill();
      Catapult.reveal("chart-diff");
    };
    const shared = Object.entries(data.shared);
    grid.append(el("article", { class: "card wide", id: "chart-diff", tabindex: "-1", "aria-labelledby": "chart-diff-title" },
      el("header", {}, el("h3", { id: "chart-diff-title" }, "What differs between two runs")),
      el("p", { class: "lead" }, "What was asked for, the provenance of the trainer, the data that were measured on, versions and device."),
      el("div", { class: "choice" }, left, " against ", right), result,
      el("details", { class: "chooser" }, el("summary", {}, `What all runs share (${format(shared.length)})`), el("div", { class: "scroll", tabindex: "0" }, Catapult.table(["setting", "value"], shared)))));
  }

  function build() {
    const open = C.runs.filter((run) => run.outcome === "pending").length;
    const failed = C.runs.filter((run) => run.outcome === "failed").length;
    Catapult.frame(open > 0 ? `${C.runs.length - open} of ${C.runs.length} runs ended` : failed > 0 ? `ended, ${failed} failed` : "ended", open + failed > 0 ? "bad" : "plain");
    const opening = el("section", { class: "first", id: "first" });
    main.append(opening);
    C.table.build(Catapult.section("table", "Configurations"));
    scatters();
    sizes();
    const curves = Catapult.section("training", "The training");
    C.curves.build(curves);
    Catapult.finish(curves);
    if (C.runs.length > 0) settings();
    opening.append(...Catapult.opening((line) => ["see it", () => Catapult.reveal("chart-" + line.chart)]));
    Catapult.exportAll();
  }

  return { build };
})());
Catapult.comparison.build();
