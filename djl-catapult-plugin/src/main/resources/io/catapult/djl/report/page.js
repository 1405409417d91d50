/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The parts of a page: the bar at the top, the first screen, sections, lists and tables. */
Object.assign(Catapult, (() => {
  const { data, el, format } = Catapult;
  const main = document.getElementById("main");

  /** What a spike was, for a person. */
  const verdictNames = { CATAPULT: "Catapult", BAD_BATCH: "Bad batch", DIVERGENCE: "Divergence", UNRESOLVED: "Unresolved spike" };

  function themeButton() {
    const names = { auto: "Auto", light: "Light", dark: "Dark" };
    const order = Object.keys(names);
    let chosen = "auto";
    const word = el("span", { class: "word" }, names[chosen]);
    const button = el("button", { class: "tool", type: "button", id: "theme", title: "Light, dark, or as the system has it", "aria-label": "Colours: Auto" }, "\u25d0 ", word);
    button.addEventListener("click", () => {
      chosen = order[(order.indexOf(chosen) + 1) % order.length];
      word.textContent = names[chosen];
      button.setAttribute("aria-label", "Colours: " + names[chosen]);
      Catapult.chooseTheme(chosen);
    });
    return button;
  }

  const jump = el("select", { class: "jump", id: "jump", "aria-label": "Go to a part of the page" }, el("option", { value: "" }, "Go to …"));
  jump.addEventListener("change", () => {
    if (jump.value) reveal(jump.value);
    jump.value = "";
  });

  function reveal(id) {
    const target = document.getElementById(id);
    if (!target) return;
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }

  /** Names the page, in the browser's title too. */
  function entitle(title) {
    data.title = title;
    document.title = title + " – djl-catapult";
    document.querySelector("h1").replaceChildren(title);
    document.querySelector("h1").title = title;
  }

  /** The bar at the top, with the page's name and state, and the line at the bottom. */
  function frame(state, tone) {
    const stateNode = el("span", { class: "state", id: "state", "data-tone": tone, role: "status" }, state);
    document.body.prepend(
      el("a", { class: "skip", href: "#main" }, "Skip to the content"),
      el("div", { class: "top", role: "banner" }, el("h1", {}), stateNode, el("span", { class: "fill" }), jump, themeButton()));
    document.body.append(el("footer", { class: "foot" }, "Made by djl-catapult. Charts: Apache ECharts."));
    main.classList.add("wrap");
    entitle(data.title);
    return stateNode;
  }

  /**
   * The first screen: the headline and the story in words, and a few numbers.
   * go(part) gives [words, action] of the button behind a sentence that a chart shows.
   */
  function opening(go) {
    const button = ([words, act]) => el("button", { class: "go", type: "button", onclick: act }, words);
    const item = (part) => el("li", { "data-tone": part.tone }, part.text.replace(/(\d) %/g, "$1\u00a0%"), part.chart && document.getElementById("chart-" + part.chart) ? button(go(part)) : null);
    return [
      el("div", { class: "card" }, el("p", { class: "headline", id: "headline", role: "heading", "aria-level": "2" }, data.headline), el("ul", { class: "story", id: "story" }, data.story.map(item))),
      el("div", { class: "card" }, definitions("tiles", data.counts.map((c) => [c.label, c.value])))];
  }

  /** A part of the page with a heading; returns the grid that its cards go into. */
  function section(id, title, lead) {
    const grid = el("div", { class: "grid" });
    main.append(el("section", { id, tabindex: "-1", "aria-labelledby": id + "-title" },
      el("div", { class: "group" }, el("h2", { id: id + "-title" }, title), lead ? el("p", {}, lead) : null), grid));
    jump.append(el("option", { value: id }, title));
    return grid;
  }

  /** Ends a part: one that nothing came into goes, and no card stands alone beside a gap. */
  function finish(grid) {
    const cards = [...grid.children];
    if (cards.length > 0) {
      let row = 0;
      cards.forEach((card, i) => {
        const isLast = i === cards.length - 1 || cards[i + 1].classList.contains("wide");
        row = card.classList.contains("wide") ? 0 : row + 1;
        if (isLast && row % 2 === 1) card.classList.add("wide");
        if (isLast) row = 0;
      });
      return;
    }
    const part = grid.parentElement;
    [...jump.options].filter((o) => o.value === part.id).forEach((o) => o.remove());
    part.remove();
  }

  /** A list of names and values. */
  function definitions(cssClass, pairs) {
    return el("dl", { class: cssClass }, pairs.map(([name, value]) => el("div", cssClass === "tiles" ? { class: "tile" } : {}, el("dt", {}, name), el("dd", {}, value))));
  }

  /** A table of plain values; numbers stand to the right. */
  function table(head, rows, caption) {
    const isText = head.map((_, i) => rows.some((row) => typeof row[i] === "string"));
    const cell = (tag, value, i, more) => el(tag, { class: isText[i] ? "text" : null, ...more }, typeof value === "number" || value === null || value === undefined ? format(value, 6) : String(value));
    return el("table", {}, caption ? el("caption", {}, caption) : null,
      el("thead", {}, el("tr", {}, head.map((name, i) => cell("th", name, i, { scope: "col" })))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((value, i) => cell("td", value, i))))));
  }

  return { main, verdictNames, entitle, frame, opening, section, finish, reveal, definitions, table };
})());
