/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What every script builds on: the data, elements made without markup, themes, numbers, files. */
const Catapult = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);

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
    /** A way to a file beside the page. */
  function link(path, text) {
    return el("a", { href: "./" + path.split("/").map(encodeURIComponent).join("/") }, text);
  }

  document.documentElement.dataset.theme = theme().name;
    themeListeners.forEach((listener) => listener());
  }
  system.addEventListener("change", applyTheme);

  /** Shows a theme until another is chosen, or what the system has for "auto". */
  function chooseTheme(name) {
    chosen = name;
    applyTheme();
  }

  /** Shows another theme for a while, as on paper; null for the reader's again. */
  function forceTheme(name) {
    forced = name;
    applyTheme();
  }

  /** A number for a person: four digits that count. */
  function format(value, digits = 4) {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (Number.isInteger(value) && size < 1e9) return grouped(value);
    if (size >= 1e6 || size < 1e-3) return minus(value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e"));
    return grouped(Number(value.toPrecision(digits)));
  }

  function minus(text) {
    return text.replace(/-/g, "−");
  }

  /** From five digits on in groups of three. */
  function grouped(value) {
    const [whole, part] = String(value).split(".");
    const text = Math.abs(value) < 1e4 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
    return minus(part === undefined ? text : text + "." + part);
  }

  /** Replaces what is in an element; the focus stays on what has the same words as before. */
  function refill(node, ...children) {
    const held = node.contains(document.activeElement) ? document.activeElement : null;
    node.replaceChildren(...children);
    if (!held) return;
    const same = [...node.querySelectorAll(held.tagName)].filter((n) => n.textContent === held.textContent && !n.disabled);
    const next = same[0] || node.querySelector("button:not(:disabled)") || node;
    next.focus({ preventScroll: true });
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

  /** A way to a file beside the page. */
  function link(path, text) {
    return el("a", { href: "./" + path.split("/").map(encodeURIComponent).join("/") }, text);
  }

  document.documentElement.dataset.theme = theme().name;
  return { data, el, link, theme, forceTheme, chooseTheme, onTheme: (listener) => themeListeners.push(listener), format, minus, refill, save, csv, announce };
})();
