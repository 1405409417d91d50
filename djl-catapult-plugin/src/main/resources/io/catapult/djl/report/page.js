/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What every page has: the data, elements made without markup, themes, numbers, sections. */
const Catapult = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.getElementById("main");

  /** An element; text only ever becomes a text node, so nothing from outside is read as markup. */
  function el(tag, props, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "class") node.className = value;
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
    return node;
  }

  const THEMES = {
    light: {
      name: "light", paper: "#ffffff", ink: "#16202c", soft: "#4d5a69", line: "#e3e7ec", axis: "#8894a1",
      series: ["#0067a5", "#c2410c", "#00795b", "#8b6400", "#9d3c82", "#4b5563", "#2f7fd1", "#7a4a12"],
      verdicts: { CATAPULT: "#e8590c", BAD_BATCH: "#5b6875", DIVERGENCE: "#b3261e", UNRESOLVED: "#a67c00" },
      phases: { I: "#9ccbe8", II: "#f6c177", III: "#e79077", IV: "#a8d8a0" },
      low: "#2166ac", middle: "#f7f7f7", high: "#b2182b",
      scale: ["#fcfdbf", "#fe9f6d", "#de4968", "#8c2981", "#3b0f70", "#000004"]
    },
    dark: {
      name: "dark", paper: "#182029", ink: "#e8edf3", soft: "#a9b5c2", line: "#2b3641", axis: "#7b8794",
      series: ["#6cb6f5", "#ff9b6a", "#4fd1a5", "#e5bf4d", "#e79bd0", "#b6bfcc", "#9fb4ff", "#d0a878"],
      verdicts: { CATAPULT: "#ff8a4c", BAD_BATCH: "#97a3b0", DIVERGENCE: "#ff6b60", UNRESOLVED: "#e0b63a" },
      phases: { I: "#2d6a91", II: "#96691b", III: "#96462f", IV: "#3c7a38" },
      low: "#67a9cf", middle: "#20262d", high: "#ef8a62",
      scale: ["#000004", "#3b0f70", "#8c2981", "#de4968", "#fe9f6d", "#fcfdbf"]
    }
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = "auto";
  let forced = null;
  const themeListeners = [];

  function theme() {
    return THEMES[forced || (chosen === "auto" ? (system.matches ? "dark" : "light") : chosen)];
  }

  function applyTheme() {
    document.documentElement.dataset.theme = theme().name;
    themeListeners.forEach((listener) => listener());
  }
  system.addEventListener("change", applyTheme);

  /** Shows another theme for a while, as on paper; null for the reader's again. */
  function forceTheme(name) {
    forced = name;
    applyTheme();
  }

  function themeButton() {
    const names = { auto: "Auto", light: "Light", dark: "Dark" };
    const order = Object.keys(names);
    const word = el("span", { class: "word" }, names[chosen]);
    const button = el("button", { class: "tool", type: "button", id: "theme", title: "Light, dark, or as the system has it", "aria-label": "Colours: Auto" }, "\u25d0 ", word);
    button.addEventListener("click", () => {
      chosen = order[(order.indexOf(chosen) + 1) % order.length];
      word.textContent = names[chosen];
      button.setAttribute("aria-label", "Colours: " + names[chosen]);
      applyTheme();
    });
    return button;
  }

  /** A number for a person: four digits that count. */
  function format(value, digits = 4) {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (Number.isInteger(value) && size < 1e6) return size < 1e4 ? minus(String(value)) : grouped(value);
    if (size >= 1e6 || size < 1e-3) return minus(value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e"));
    const text = value.toPrecision(digits);
    return minus(text.includes("e") ? String(Number(text)) : text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  }

  function minus(text) {
    return text.replace("-", "−");
  }

  function grouped(value) {
    return minus(String(value)).replace(/\B(?=(\d{3})+(?!\d))/g, " ");
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

  /** The bar at the top, with the page's name and state. */
  function top(title, state, tone) {
    const stateNode = el("span", { class: "state", id: "state", "data-tone": tone, role: "status" }, state);
    document.body.prepend(
      el("a", { class: "skip", href: "#main" }, "Skip to the content"),
      el("div", { class: "top", role: "banner" }, el("h1", { title }, title), stateNode, el("span", { class: "fill" }), jump, themeButton()));
    main.classList.add("wrap");
    return stateNode;
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

  /** Hands a file to the reader. */
  function save(name, type, content) {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = el("a", { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  /** Text for a table program; what it might take for a formula is quoted as text. */
  function csv(head, rows) {
    const cell = (value) => {
      if (value === null || value === undefined) return "";
      if (typeof value === "number") return String(value);
      const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : String(value);
      return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    };
    return [head, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
  }

  const announcer = el("div", { class: "skip", "aria-live": "polite", id: "announcer" });
  document.body.append(announcer);

  /** Says something to a screen reader. */
  function announce(text) {
    announcer.textContent = text;
  }

  document.documentElement.dataset.theme = theme().name;
  return {
    data, main, el, theme, forceTheme, onTheme: (listener) => themeListeners.push(listener), format, top, section, finish, reveal,
    definitions, table, save, csv, announce
  };
})();
