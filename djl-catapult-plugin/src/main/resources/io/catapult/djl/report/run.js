/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The page of one run: words first, then charts over the steps, features, events, settings. */
Catapult.run = (() => {
  const { data, main, el, format, lines, events } = Catapult;
  const STATES = { ended: ["ended", "plain"], unfinished: ["no end recorded", "bad"], live: ["goes on", "good"] };
  const stateNode = Catapult.frame("", "plain");

  function first() {
    const hasStep = (part) => part.step !== null && part.step !== undefined;
    return Catapult.opening((part) => [hasStep(part) ? "see step " + format(part.step) : "see it", () => {
      if (hasStep(part)) events.showStep(part.step);
      Catapult.reveal("chart-" + part.chart);
    }]);
  }

  function settings() {
    const grid = Catapult.section("settings", "What was trained, and how");
    grid.append(el("article", { class: "card wide" }, Catapult.definitions("facts", data.facts.map((f) => [f.label, f.value]))));
  }

  function build() {
    Catapult.clear();
    const opening = el("section", { class: "first", id: "first" });
    main.append(opening);
    if (data.warnings.length > 0) main.append(el("div", { class: "card warnings", role: "note" }, el("strong", {}, "The trace was not read whole"), el("ul", {}, data.warnings.map((w) => el("li", {}, w)))));
    Catapult.runCharts.build();
    events.list();
    settings();
    opening.append(...first());
    const [words, tone] = STATES[data.state];
    stateNode.textContent = words;
    stateNode.dataset.tone = tone;
  }

  /** Puts other data in the place of these, as when a live page has fallen behind. */
  function replace(fresh) {
    Object.assign(data, fresh);
    rebuild();
  }

  /** Builds the page anew; what the reader has opened and where they are stays. */
  function rebuild() {
    const kept = Catapult.kept();
    build();
    Catapult.giveBack(kept);
  }

  /** Adds what is new while the training goes on. */
  function apply(delta) {
    const parts = () => Object.keys(data.series).length + data.features.length + data.neurons.length + new Set(data.events.map((e) => e.kind)).size;
    const before = parts();
    for (const [id, entries] of Object.entries(delta.series || {})) entries.forEach((s) => append(id, s));
    data.events.push(...(delta.events || []));
    data.eventsOf += (delta.events || []).length;
    for (const name of ["spikes", "phases", "neurons", "features", "headline", "story", "counts", "last", "measurements", "state", "quantities"]) {
      if (delta[name] !== undefined) data[name] = name === "quantities" ? { ...data.quantities, ...delta[name] } : delta[name];
    }
    if (parts() !== before || delta.state === "ended") {
      rebuild();
      return;
    }
    if (delta.headline !== undefined) Catapult.refill(document.getElementById("first"), ...first());
    if ((delta.events || []).length > 0) events.refill();
    requestAnimationFrame(() => Catapult.charts.forEach((card) => (card.spec.steps || (card.spec.id === "neurons" && delta.neurons !== undefined)) && card.update()));
  }

  function append(id, more) {
    const mine = lines.points(id, more.entry);
    if (!mine) {
      (data.series[id] = data.series[id] || []).push({ ...more, of: more.steps.length });
      return;
    }
    mine.steps.push(...more.steps);
    mine.values.push(...more.values);
    mine.of += more.steps.length;
  }

  build();
  Catapult.exportAll();
  return { apply, replace, select: events.select };
})();
