/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The page of a loss on a plane. */
(() => {
  const { data, main, el, format } = Catapult;
  const places = data.places.map((place) => el("li", {}, `${place.name} at (${format(place.a)}, ${format(place.b)})`));
  const tiles = [...Object.entries(data.facts), ["samples", format(data.n)], ["weights", format(data.p)], ["kind of loss", data.lossName], ["precision", data.precision]];

  Catapult.frame("measured", "plain");
  main.append(el("section", { class: "first", id: "first" },
    el("div", { class: "card" }, el("p", { class: "headline", role: "heading", "aria-level": "2" }, data.words), el("ul", { class: "story" }, places)),
    el("div", { class: "card" }, Catapult.definitions("tiles", tiles))));
  const charts = Catapult.section("charts", "The surface", "Colours are logarithmic; a field without a colour has a loss that is not finite, or none above 0. Point at a field to read its value.");
  data.charts.forEach((chart, i) => Catapult.drawn(chart, "plane-" + i, charts));
  Catapult.finish(charts);
  Catapult.exportAll();
})();
