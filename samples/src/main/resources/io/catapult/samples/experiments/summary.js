/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The summary of a reproduction: a line for each check of each experiment. */
(() => {
  const { data, main, el, link, format } = Catapult;
  const checks = data.experiments.flatMap((experiment) => experiment.checks);
  const count = (list, outcome) => list.filter((one) => one.outcome === outcome).length;
  const names = (experiment) => [experiment.id, ...experiment.figures].join(", ");
  const words = (experiment) => `${names(experiment)}: ${count(experiment.checks, "pass")} of ${experiment.checks.length} checks passed`;

  function table() {
    const cell = (content) => el("td", { class: "text" }, content);
    return el("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "Table of all checks" }, el("table", {},
      el("thead", {}, el("tr", {}, ["experiment", "claim", "number", "paper", "verdict"].map((name) => el("th", { class: "text", scope: "col" }, name)))),
      el("tbody", {}, data.experiments.flatMap((experiment) => experiment.checks.map((check) =>
        el("tr", {}, cell(link(experiment.page, experiment.id)), cell(`${check.name}: ${check.bar}`), cell(check.numbers), cell(check.paper || "–"), cell(Verdicts.words(check))))))));
  }

  const failed = count(data.experiments, "fail");
  const headline = `${count(data.experiments, "pass")} of ${data.experiments.length} experiments reproduce` + (failed > 0 ? `; ${failed} ${failed === 1 ? "does" : "do"} not.` : ".");
  Catapult.frame(failed > 0 ? "not every claim reproduces" : "ended", failed > 0 ? "bad" : "plain");
  main.append(el("section", { class: "first", id: "first" },
    el("div", { class: "card" }, el("p", { class: "headline", role: "heading", "aria-level": "2" }, headline),
      el("ul", { class: "story" }, data.experiments.map((experiment) => el("li", { "data-tone": Verdicts.tone(experiment) }, link(experiment.page, words(experiment)), `. ${experiment.claim}`, experiment.checks.filter(Verdicts.isFinding).map((check) => el("span", { class: "finding" }, ` ${check.finding}`)))))),
    el("div", { class: "card" }, Catapult.definitions("tiles", [["experiments", format(data.experiments.length)], ["checks passed", `${count(checks, "pass")} of ${checks.length}`], ["failed", format(count(checks, "fail"))], ["not measured", format(count(checks, "not measured"))]]))));
  const grid = Catapult.section("checks", "All checks");
  grid.append(el("article", { class: "card wide" }, table()));
  Catapult.exportAll();
})();
