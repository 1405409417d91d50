/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The page of an experiment: the claim, what each check found, its numbers beside the paper's, the runs. */
(() => {
  const { data, main, el, link, format } = Catapult;
  const WORDS = { pass: "every check passed", fail: "a check failed", "not measured": "not all was measured" };

  function seedsWords(check) {
    const outcomes = Object.values(check.bySeed);
    return outcomes.length < 2 ? "" : ` Of ${outcomes.length} seeds alone, ${outcomes.filter((o) => o === "pass").length} pass.`;
  }

  function told(check, i) {
    const paper = check.paper ? `; the paper: ${check.paper}` : "";
    const chart = document.getElementById("chart-check-" + i);
    return el("li", { "data-tone": Verdicts.tone(check) }, `${capital(check.name)}: ${check.numbers}${paper}. ${capital(check.bar)}: ${Verdicts.words(check)}.${seedsWords(check)}`,
      Verdicts.isFinding(check) ? el("span", { class: "finding" }, ` ${check.finding}`) : null,
      chart ? el("button", { class: "go", type: "button", onclick: () => Catapult.reveal("chart-check-" + i) }, "see it") : null);
  }

  /** Runs have settings of a training, or were computed. */
  const isTrained = data.runs.some((run) => run.schedule !== undefined);

  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  function first() {
    const passed = data.checks.filter((check) => check.outcome === "pass").length;
    return [
      el("div", { class: "card" }, el("p", { class: "headline", role: "heading", "aria-level": "2" }, data.claim), el("p", { class: "note" }, data.source + (data.figures.length > 0 ? `. Shows ${data.figures.join(", ")} as well.` : "")), el("ul", { class: "story" }, data.checks.map(told))),
      el("div", { class: "card" }, Catapult.definitions("tiles", [["checks passed", `${passed} of ${data.checks.length}`], ["size", data.size], [data.seeds.length === 1 ? "seed" : "seeds", data.seeds.join(", ")], [isTrained ? "trainings" : "runs", format(data.runs.length)]]),
        el("h3", {}, "How it differs from the paper"), el("p", {}, capital(data.scaling)), data.notes.map((note) => el("p", { class: "note" }, note)))];
  }

  /** What a check saw: a mark for each run, a line through the means, the paper's numbers. */
  function chart(check, i, into) {
    const rows = check.rows.map((row) => ({ name: row.row, paper: row.paper, seeds: Object.entries(row.values) }));
    const all = rows.flatMap((row) => row.seeds.map((entry) => entry[1]));
    if (all.length === 0) return;
    const mean = (row) => (row.seeds.length === 0 ? null : row.seeds.reduce((sum, entry) => sum + entry[1], 0) / row.seeds.length);
    const hasPaper = rows.some((row) => row.paper !== undefined);
    const marks = (name, symbol, colour, points) => ({ name, type: "scatter", symbol, symbolSize: 10, itemStyle: { color: colour }, data: points });
    Catapult.chart({
      id: "check-" + i, into, title: capital(check.statistic), lead: `${capital(check.bar)}: ${Verdicts.words(check)}.`, height: 300, fluid: true, more: check.formula,
      legend: (t) => [{ name: "mean", colour: t.series[0] }, { name: "runs", colour: t.series[0], dash: "dotted" }, ...(hasPaper ? [{ name: "paper", colour: t.series[1], dash: "dashed" }] : [])],
      option: (t) => ({
        ...Catapult.base(t), legend: { show: false, top: 2, textStyle: { color: t.ink } }, grid: { left: 62, right: 18, top: 22, bottom: 56 },
        tooltip: { ...Catapult.tooltip(t), trigger: "item", valueFormatter: (v) => format(v) },
        xAxis: Catapult.axis(t, { type: "category", data: rows.map((row) => row.name), axisLabel: { interval: 0, width: 110, lineHeight: 14, overflow: "break" } }),
        yAxis: Catapult.axis(t, { type: "value", scale: true }),
        series: [
          { name: "mean", type: "line", symbol: "none", lineStyle: { color: t.series[0] }, itemStyle: { color: t.series[0] }, data: rows.map(mean) },
          marks("runs", "circle", t.series[0], rows.flatMap((row) => row.seeds.map((entry) => [row.name, entry[1]]))),
          ...(hasPaper ? [marks("paper", "diamond", t.series[1], rows.filter((row) => row.paper !== undefined).map((row) => [row.name, row.paper]))] : [])
        ]
      }),
      table: () => ({ head: ["row", "seed", check.statistic, "paper"], rows: rows.flatMap((row) => row.seeds.map(([seed, value]) => [row.name, seed, value, row.paper === undefined ? "" : row.paper])) })
    });
  }

  /** The AGOP's first rows and columns, the true one and each row's at its end. */
  function corners(into) {
    if (data.corners.length < 2) return;
    const GAP = 26;
    const across = (width) => Math.max(1, Math.min(data.corners.length, Math.floor(width / 150)));
    const box = (width) => Math.min(Math.floor(width / across(width)), 240);
    const count = data.corners[0].rows.length;
    const names = Array.from({ length: count }, (_, i) => i + 1);
    const axis = (i) => ({ type: "category", gridIndex: i, show: false, data: names });
    Catapult.chart({
      id: "corners", into, wide: true, fluid: true, title: "The corner of the AGOP", lead: `Its first ${count} rows and columns at the end of each training of the first seed; least and largest entry of each are 0 and 1.`,
      measure: (width) => Math.ceil(data.corners.length / across(width)) * (box(width) + GAP) + 12,
      keys: (t) => [["1", t.scale[t.scale.length - 1]], ["0", t.scale[0]]],
      table: () => ({ head: ["AGOP", "row", "column", "value"], rows: data.corners.flatMap((corner) => corner.rows.flatMap((row, i) => row.map((value, j) => [corner.name, i + 1, j + 1, value]))) }),
      option: (t, view) => {
        const side = box(view.width);
        const place = (i) => ({ left: (i % across(view.width)) * side, top: Math.floor(i / across(view.width)) * (side + GAP) + GAP });
        return {
          ...Catapult.base(t),
          tooltip: { ...Catapult.tooltip(t), trigger: "item", formatter: (p) => el("div", {}, `${data.corners[p.seriesIndex].name}: row ${p.value[1] + 1}, column ${p.value[0] + 1}: ${format(p.value[2])}`) },
          title: data.corners.map((corner, i) => ({ text: corner.name, left: place(i).left, top: place(i).top - 19, padding: 0, textStyle: { color: t.soft, fontSize: 12, fontWeight: 400 } })),
          grid: data.corners.map((_, i) => ({ ...place(i), width: side - 18, height: side - 18, show: true, borderColor: t.line })),
          xAxis: data.corners.map((_, i) => axis(i)),
          yAxis: data.corners.map((_, i) => ({ ...axis(i), inverse: true })),
          visualMap: data.corners.map((_, i) => ({ show: false, seriesIndex: i, dimension: 2, min: 0, max: 1, inRange: { color: t.scale } })),
          series: data.corners.map((corner, i) => ({ type: "heatmap", xAxisIndex: i, yAxisIndex: i, progressive: 0, emphasis: { disabled: true }, data: corner.rows.flatMap((row, y) => row.map((value, x) => [x, y, value])) }))
        };
      }
    });
  }

  function runs(into) {
    const columns = [
      ["row", (run) => run.row], ["seed", (run) => String(run.seed)],
      ...(isTrained ? [["batch", (run) => (run.batchSize === 0 ? "full" : String(run.batchSize))], ["learning rate", (run) => run.schedule]] : []),
      ["ended", (run) => (run.failure ? run.outcome + ": " + run.failure : run.outcome)],
      ...(isTrained ? ["report", "trace"].map((file) => [file === "report" ? "page" : file, (run) => (run[file] ? link(run[file], file === "report" ? "page" : file) : "–")]) : [])
    ];
    const title = isTrained ? "The trainings" : "The runs";
    into.append(el("article", { class: "card wide" }, el("header", {}, el("h3", {}, title)),
      el("p", { class: "lead" }, isTrained ? ["Each has a page with everything that was measured. ", link("report.html", "All beside each other")] : "Each was computed; the charts show the first seed."),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, el("table", {},
        el("thead", {}, el("tr", {}, columns.map(([name]) => el("th", { class: "text", scope: "col" }, name)))),
        el("tbody", {}, data.runs.map((run) => el("tr", {}, columns.map(([, content]) => el("td", { class: "text" }, content(run))))))))));
  }

  const isKnown = data.outcome !== "pass" && !Verdicts.isOpen(data);
  Catapult.frame(isKnown ? "does not reproduce as written" : WORDS[data.outcome], Verdicts.tone(data));
  const opening = el("section", { class: "first", id: "first" });
  main.append(opening);
  const shown = Catapult.section("charts", "What was computed");
  (data.charts || []).forEach((one, i) => Catapult.drawn(one, "computed-" + i, shown));
  Catapult.finish(shown);
  const numbers = Catapult.section("checks", "The numbers");
  data.checks.forEach((check, i) => chart(check, i, numbers));
  corners(numbers);
  Catapult.finish(numbers);
  runs(Catapult.section("runs", isTrained ? "What was trained" : "What was run"));
  opening.append(...first());
  Catapult.exportAll();
})();
