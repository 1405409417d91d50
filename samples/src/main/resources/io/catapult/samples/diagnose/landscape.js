/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The page of a landscape: how the loss grows along each direction, and the slices. */
(() => {
  const { data, main, el, format } = Catapult;
  const scales = (direction) => direction.scales.map((scale) => format(scale, 2)).join(", ");
  const told = (direction) => el("li", {}, `${direction.words} Growth over quadratic growth: ${direction.growth === undefined ? "none" : format(direction.growth)}; scales: ${scales(direction) || "none"}.`);

  Catapult.frame("measured", "plain");
  main.append(el("section", { class: "first", id: "first" },
    el("div", { class: "card" }, el("p", { class: "headline", role: "heading", "aria-level": "2" }, data.directions[0].words), el("ul", { class: "story" }, data.directions.map(told))),
    el("div", { class: "card" }, Catapult.definitions("tiles", [["loss", format(data.loss)], ["length of the gradient", format(data.directions[0].norm)], ["samples", format(data.n)], ["weights", format(data.p)], ["kind of loss", data.lossName], ["precision", data.precision]]))));
  const slices = Catapult.section("charts", "The slices", "Distances are between weights, along a direction of length 1; the weights of the model are at 0.");
  data.charts.forEach((chart, i) => Catapult.drawn(chart, "slice-" + i, slices));
  Catapult.finish(slices);
  Catapult.exportAll();
})();
