/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/**
 * A chart is a card with a title, what to look for, meanings, a table behind it, files of it, and keys.
 *
 * Catapult.chart({id, into, title, lead, wide, height, above, below, ...}), of the rest what it needs:
 *   option(theme, view)  the ECharts option; view.log says whether the value axis is to be logarithmic
 *   table()              {head, rows}: what the chart shows, as numbers
 *   quantities           ids of Catapult.data.quantities, for the help
 *   more                 a sentence below them
 *   note()               a remark below the chart, or nothing
 *   steps                true: the x axis is the step, linked with all others; then also
 *     range()            the first and the last step
 *     stepsShown()       the steps that the arrow keys walk along
 *     words(step)        what the chart shows at a step, to be read aloud
 *     extent(range, log) the lowest and the highest value within a range of steps, or null
 *     onEnter(step)      the key Enter, at a step
 *   log                  undefined: no choice; true, false: how the value axis begins
 *   legend(theme)        [{name, colour, dash}]: the lines, as buttons that hide them; or with shape, an element that shows what is drawn
 *   keys(theme)          [[label, css colour]]: what colours of areas mean
 *   picture(option, width)  changes the option of an exported picture, which has its legend inside
 *   tools                [[name, title, action]]: further buttons
 *   onClick(params)      a click on something drawn
 *   fluid                true: drawn anew for every width, which view.width tells
 *   measure(width)       the height for a width, where it follows from it
 */
Object.assign(Catapult, (() => {
  const { el, theme, format, charts, zoom } = Catapult;
  const PAGE = 50;

  const seen = new IntersectionObserver((entries) => {
    entries.forEach((e) => charts.get(e.target.dataset.chart)?.approach(e.isIntersecting));
  }, { rootMargin: "500px" });

  const sized = new ResizeObserver((entries) => {
    entries.forEach((e) => {
      const card = charts.get(e.target.dataset.chart);
      if (card && card.chart && !card.fixed && card.plot.clientWidth > 0) card.resize();
    });
  });

  class Card {
    constructor(spec) {
      this.spec = spec;
      this.view = { log: spec.log };
      this.chart = null;
      this.fixed = null;
      this.isNear = false;
      this.isStale = false;
      this.build();
      charts.set(spec.id, this);
      seen.observe(this.plot);
      sized.observe(this.plot);
    }

    build() {
      const spec = this.spec;
      const tool = (name, title, act, more) => el("button", { class: "tool", type: "button", title, onclick: act, ...more }, name);
      const id = "chart-" + spec.id;
      this.canvas = el("div", { class: "canvas" });
      this.cursor = el("div", { class: "cursor", hidden: true });
      this.plot = el("div", {
        class: "plot", "data-chart": spec.id, tabindex: "0", role: "application", "aria-roledescription": "chart", "aria-labelledby": id + "-title", "aria-describedby": id + "-keys"
      }, this.canvas, this.cursor);
      this.plot.style.height = (spec.height || 320) + "px";
      this.plot.addEventListener("keydown", (event) => Catapult.key(this, event));
      this.help = el("div", { class: "meanings", hidden: true, id: id + "-help" });
      this.behind = el("div", { hidden: true, id: id + "-table" });
      this.helpButton = tool("?", "What is shown: formula and source", () => this.toggle(this.helpButton, this.help, () => this.meanings()), { class: "tool help", "aria-expanded": "false", "aria-controls": id + "-help", "aria-label": "What " + spec.title + " means: formula and source" });
      this.tableButton = tool("Table", "The numbers behind the chart", () => this.toggle(this.tableButton, this.behind, () => this.showTable(this.page || 0)), { "aria-expanded": "false", "aria-controls": id + "-table" });
      this.logButton = spec.log === undefined ? null : tool("Log", "Logarithmic or linear axis", (e) => {
        this.view.log = !this.view.log;
        e.target.setAttribute("aria-pressed", this.view.log);
        this.draw();
      }, { "aria-pressed": String(spec.log) });
      const whole = spec.steps ? tool("Whole run", "Show the whole run again", () => zoom(null), { class: "tool whole", hidden: true }) : null;
      this.whole = whole;
      this.note = el("p", { class: "note", hidden: true });
      this.hiddenLines = new Set();
      this.legend = el("div", { class: "keys", role: "group", "aria-label": "Lines of the chart; press one to hide it", hidden: true });
      this.keyList = el("ul", { class: "keys", hidden: true });
      this.node = el("article", { class: "card" + (spec.wide ? " wide" : ""), id, tabindex: "-1", "aria-labelledby": id + "-title" },
        el("header", {}, el("h3", { id: id + "-title" }, spec.title),
          el("div", { class: "tools" }, whole, (spec.tools || []).map(([name, title, act]) => tool(name, title, act)), this.logButton, this.tableButton,
            tool("PNG", "Save the chart as PNG", () => Catapult.savePng(this)), tool("SVG", "Save the chart as SVG", () => Catapult.saveSvg(this)), this.helpButton)),
        spec.lead ? el("p", { class: "lead" }, spec.lead) : null,
        spec.above || null, this.help, this.keyList, this.legend, this.plot,
        el("p", { class: "skip", id: id + "-keys" }, spec.steps ? "Arrow keys move along the steps, plus and minus zoom, 0 shows the whole run, Enter tells about the event there. The button Table gives the numbers." : "The button Table gives the numbers."),
        this.note, spec.below || null, this.behind);
      spec.into.append(this.node);
      document.querySelector("#jump")?.append(el("option", { value: id }, "   " + spec.title));
    }

    /** A chart that is out of sight is drawn when it comes near. */
    approach(isNear) {
      this.isNear = isNear;
      if (isNear && !this.chart) this.begin();
      else if (isNear && this.isStale) this.draw();
    }

    /** Draws anew, now or when it comes near. */
    refresh() {
      if (this.isNear) this.draw();
      else this.isStale = true;
    }

    /** Makes the chart and brings it up to date, in sight or not. */
    begin() {
      if (!this.chart) this.make();
      else if (this.isStale) this.draw();
    }

    make() {
      this.chart = echarts.init(this.canvas, null, { renderer: "canvas" });
      this.draw();
      if (this.spec.onClick) this.chart.on("click", this.spec.onClick);
      if (!this.spec.steps) return;
      this.chart.on("datazoom", () => {
        if (Catapult.isFollowing()) return;
        const [now] = this.chart.getOption().dataZoom;
        zoom(now.start <= 0 && now.end >= 100 ? null : [now.startValue, now.endValue], this);
      });
      this.chart.on("updateAxisPointer", (event) => {
        const at = (event.axesInfo || [])[0];
        if (at) Catapult.moveTo(at.value, this);
      });
      this.chart.getZr().on("globalout", () => Catapult.moveTo(null, this));
    }

    get width() {
      return this.fixed || this.plot.clientWidth || 900;
    }

    get height() {
      return this.spec.measure ? this.spec.measure(this.width) : this.spec.height || 320;
    }

    option(t) {
      this.view.width = this.width;
      const option = this.spec.option(t, this.view);
      if (option.legend) option.legend.selected = Object.fromEntries([...this.hiddenLines].map((name) => [name, false]));
      if (this.spec.steps && Catapult.zoomed()) {
        option.dataZoom.forEach((z) => Object.assign(z, { startValue: Catapult.zoomed()[0], endValue: Catapult.zoomed()[1] }));
      }
      if (this.spec.steps) {
        const { axisLabel, ...range } = this.fit();
        Object.assign(option.yAxis[0], range, { axisLabel: { ...option.yAxis[0].axisLabel, ...axisLabel } });
      }
      return option;
    }

    /** The value axis for the steps in view; a linear one of the whole run ECharts chooses. */
    fit() {
      const free = { min: null, max: null, axisLabel: { showMinLabel: null, showMaxLabel: null }, ...(this.spec.left || {}) };
      const shown = Catapult.zoomed() || (this.view.log ? this.spec.range() : null);
      const found = shown && this.spec.extent(shown, this.view.log);
      if (!found) return free;
      const [low, high] = found;
      if (this.view.log) return { min: 10 ** Math.floor(Math.log10(low)), max: 10 ** Math.ceil(Math.log10(high * 1.0001)) };
      const room = (high - low || Math.abs(high) || 1) * 0.06;
      return { min: low - room, max: high + room, axisLabel: { showMinLabel: false, showMaxLabel: false } };
    }

    draw() {
      if (!this.chart) return;
      this.isStale = false;
      if (this.spec.measure) this.plot.style.height = this.height + "px";
      if (this.spec.measure || this.spec.fluid) this.chart.resize({ width: this.width, height: this.height });
      this.chart.setOption(this.option(theme()), { notMerge: true, lazyUpdate: false });
      const keys = this.spec.keys ? this.spec.keys(theme()) : [];
      this.keyList.hidden = keys.length === 0;
      this.keyList.replaceChildren(...keys.map(([label, colour]) => {
        const swatch = el("span", { class: "swatch", "aria-hidden": "true" });
        swatch.style.background = colour;
        return el("li", {}, swatch, label);
      }));
      this.drawLegend();
      const words = this.spec.note ? this.spec.note() : null;
      this.note.hidden = !words;
      this.note.textContent = words || "";
    }

    /** The lines as buttons beside the chart, where they wrap, can be read aloud and pressed. */
    drawLegend() {
      const lines = this.spec.legend ? this.spec.legend(theme()) : [];
      this.legend.hidden = lines.length === 0;
      this.legend.replaceChildren(...lines.map(({ name, colour, dash, shape }) => {
        const mark = shape || el("span", { class: "line " + (dash || "solid"), "aria-hidden": "true" });
        mark.style.borderTopColor = colour;
        return el("button", { class: "key", type: "button", "data-line": name, "aria-pressed": String(!this.hiddenLines.has(name)), onclick: () => this.toggleLine(name) }, mark, name);
      }));
    }

    toggleLine(name) {
      if (!this.hiddenLines.delete(name)) this.hiddenLines.add(name);
      this.draw();
      [...this.legend.children].find((button) => button.dataset.line === name).focus();
    }

    /** Draws anew after the data have changed. */
    update() {
      this.refresh();
      if (this.chart && !this.behind.hidden) this.showTable(this.page || 0);
    }

    /** Follows the page's width, or keeps a width of its own: on paper, and in exported pictures. */
    resize(width) {
      this.fixed = width;
      this.cursor.hidden = true;
      if (this.spec.fluid) this.draw();
      else this.chart.resize({ width: this.width, height: this.height });
    }

    toggle(button, part, fill) {
      const open = part.hidden;
      if (open) fill();
      part.hidden = !open;
      button.setAttribute("aria-expanded", open);
    }

    meanings() {
      const known = Catapult.data.quantities || {};
      const list = (this.spec.quantities || []).filter((id) => known[id]);
      this.help.replaceChildren(el("dl", {}, list.map((id) => {
        const q = known[id];
        return [el("dt", {}, q.label + (q.unit && q.unit !== "1" ? " [" + q.unit + "]" : "")),
          el("dd", {}, el("div", { class: "formula" }, q.formula), el("div", { class: "source" }, q.source))];
      })), ...(this.spec.more ? [el("p", {}, this.spec.more)] : []));
    }

    showTable(page) {
      const { head, rows } = this.spec.table();
      const pages = Math.max(1, Math.ceil(rows.length / PAGE));
      this.page = Math.min(Math.max(page, 0), pages - 1);
      const from = this.page * PAGE;
      const go = (name, to, off) => el("button", { class: "tool", type: "button", disabled: off, onclick: () => this.showTable(to) }, name);
      Catapult.refill(this.behind,
        el("div", { class: "scroll", tabindex: "0" }, Catapult.table(head, rows.slice(from, from + PAGE), this.spec.title)),
        el("div", { class: "pager" },
          pages > 1 ? [go("Before", this.page - 1, this.page === 0), `rows ${format(from + 1)} to ${format(Math.min(from + PAGE, rows.length))} of ${format(rows.length)}`, go("Next", this.page + 1, this.page === pages - 1)] : null,
          el("button", { class: "tool", type: "button", onclick: () => Catapult.save(Catapult.fileName(this.spec.id, "csv"), "text/csv", Catapult.csv(head, rows)) }, "Save as CSV")));
    }
  }

  /** What the reader has opened, chosen and hidden, by chart, so that a page that is built anew keeps it. */
  function kept() {
    const focused = document.activeElement?.closest("[data-chart]")?.dataset.chart;
    return { scroll: scrollY, focused, cards: new Map([...charts].map(([id, card]) => [id, { log: card.view.log, lines: card.hiddenLines, help: !card.help.hidden, table: !card.behind.hidden, page: card.page }])) };
  }

  /** Gives back what kept() kept. */
  function giveBack({ scroll, focused, cards }) {
    for (const [id, card] of charts) {
      const was = cards.get(id);
      if (!was) continue;
      card.view.log = was.log;
      card.hiddenLines = was.lines;
      card.logButton?.setAttribute("aria-pressed", String(was.log));
      card.page = was.page;
      if (was.help) card.helpButton.click();
      if (was.table) card.tableButton.click();
    }
    scrollTo({ top: scroll, behavior: "instant" });
    if (focused) charts.get(focused)?.plot.focus({ preventScroll: true });
  }

  Catapult.onTheme(() => charts.forEach((card) => card.refresh()));

  /** Takes all charts and parts away, to build the page anew. */
  function clear() {
    charts.forEach((card) => {
      seen.unobserve(card.plot);
      sized.unobserve(card.plot);
      if (card.chart) card.chart.dispose();
    });
    charts.clear();
    Catapult.main.replaceChildren();
    document.getElementById("jump").replaceChildren(el("option", { value: "" }, "Go to …"));
  }

  return { chart: (spec) => new Card(spec), clear, kept, giveBack };
})());
