/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/**
 * Charts: a card with a title, what to look for, meanings, a table behind it, files of it, and keys.
 *
 * Catapult.chart({id, into, title, lead, wide, height, quantities, option, table, steps, log, keys})
 *   option(theme, view)  the ECharts option; view.log says whether the value axis is to be logarithmic
 *   table()              {head, rows}: what the chart shows, as numbers
 *   quantities           ids of Catapult.data.quantities, for the help
 *   steps                true: the x axis is the step, linked with all others
 *   log                  undefined: no choice; true, false: how the value axis begins
 *   legend(theme)        [{name, colour, dash}]: the lines, as buttons that hide them; or with shape, an element that shows what is drawn
 *   keys()               [[label, colour name or css colour]]: what colours of areas mean
 *   extent(range, log)   the lowest and the highest value within a range of steps, or null
 *   picture(option, width)  changes the option of an exported picture, which has its legend inside
 *   tools                [[name, title, action]]: further buttons
 *   onClick(params)      a click on something drawn
 *   fluid                true: drawn anew for every width, which view.width tells
 *   measure(width)       the height for a width, where it follows from it
 */
Object.assign(Catapult, (() => {
  const { el, theme, format } = Catapult;
  const all = new Map();
  const state = { zoom: null, step: null };
  const PAGE = 50;

  const seen = new IntersectionObserver((entries) => {
    entries.forEach((e) => all.get(e.target.dataset.chart)?.approach(e.isIntersecting));
  }, { rootMargin: "500px" });

  const sized = new ResizeObserver((entries) => {
    entries.forEach((e) => {
      const card = all.get(e.target.dataset.chart);
      if (card && card.chart && !card.fixed && card.plot.clientWidth > 0) card.resize();
    });
  });

  /** A finger that moves over a chart scrolls the page; two fingers zoom the chart. */
  const coarse = matchMedia("(pointer: coarse)");

  /** What all charts have in common. */
  function base(t) {
    return {
      animation: false,
      backgroundColor: "transparent",
      textStyle: { fontFamily: "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif", color: t.ink },
      color: t.series,
      aria: { enabled: true }
    };
  }

  function axis(t, more) {
    return {
      axisLine: { lineStyle: { color: t.axis } },
      axisTick: { lineStyle: { color: t.axis } },
      axisLabel: { color: t.soft, hideOverlap: true, ...(more && more.type === "category" ? {} : { formatter: (v) => format(v, 3) }), ...(more && more.axisLabel) },
      splitLine: { lineStyle: { color: t.line } },
      nameTextStyle: { color: t.soft },
      ...Object.fromEntries(Object.entries(more || {}).filter(([key]) => key !== "axisLabel"))
    };
  }

  function tooltip(t) {
    return { confine: true, backgroundColor: t.paper, borderColor: t.axis, textStyle: { color: t.ink }, className: "tip", transitionDuration: 0 };
  }

  /** An option whose x axis is the step: zoom by wheel, pinch, slider and keys, a line at the step. */
  function stepOption(t, from, to, more) {
    return {
      ...base(t),
      grid: { left: 62, right: 18, top: 22, bottom: 62, ...(more.grid || {}) },
      legend: { show: false, top: 2, left: 0, right: 0, icon: "roundRect", itemWidth: 16, itemHeight: 4, textStyle: { color: t.ink } },
      tooltip: { ...tooltip(t), trigger: "axis", axisPointer: { type: "line", lineStyle: { color: t.soft } }, formatter: more.tip },
      xAxis: [axis(t, { type: "value", min: from, max: Math.max(to, from + 1), minInterval: 1, name: "step", nameLocation: "middle", nameGap: 24, splitLine: { show: false } })],
      dataZoom: [
        { type: "inside", xAxisIndex: [0], filterMode: "none", throttle: 60, zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: !coarse.matches },
        { type: "slider", xAxisIndex: [0], filterMode: "none", throttle: 60, height: 16, bottom: 6, showDataShadow: false, brushSelect: true, borderColor: t.line, textStyle: { color: t.soft }, labelFormatter: (v) => format(Math.round(v)) }
      ]
    };
  }

  /** Only what is above zero can be drawn on a logarithmic axis. */
  function drawable(value, log) {
    return value === null || (log && value <= 0) ? null : value;
  }

  class Card {
    constructor(spec) {
      this.spec = spec;
      this.view = { log: spec.log };
      this.chart = null;
      this.fixed = null;
      this.isNear = false;
      this.isStale = false;
      this.build();
      all.set(spec.id, this);
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
      this.plot.addEventListener("keydown", (event) => this.key(event));
      this.help = el("div", { class: "meanings", hidden: true, id: id + "-help" });
      this.behind = el("div", { hidden: true, id: id + "-table" });
      this.helpButton = tool("?", "What is shown: formula and source", () => this.toggle(this.helpButton, this.help, () => this.meanings()), { class: "tool help", "aria-expanded": "false", "aria-controls": id + "-help", "aria-label": "What " + spec.title + " means: formula and source" });
      this.tableButton = tool("Table", "The numbers behind the chart", () => this.toggle(this.tableButton, this.behind, () => this.showTable(0)), { "aria-expanded": "false", "aria-controls": id + "-table" });
      const log = spec.log === undefined ? null : tool("Log", "Logarithmic or linear axis", (e) => {
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
          el("div", { class: "tools" }, whole, (spec.tools || []).map(([name, title, act]) => tool(name, title, act)), log, this.tableButton,
            tool("PNG", "Save the chart as PNG", () => this.savePng()), tool("SVG", "Save the chart as SVG", () => this.saveSvg()), this.helpButton)),
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
        if (isFollowing) return;
        const [now] = this.chart.getOption().dataZoom;
        zoom(now.start <= 0 && now.end >= 100 ? null : [now.startValue, now.endValue], this);
      });
      this.chart.on("updateAxisPointer", (event) => {
        const at = (event.axesInfo || [])[0];
        if (at) moveTo(at.value, this);
      });
      this.chart.getZr().on("globalout", () => moveTo(null, this));
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
      if (this.spec.steps && state.zoom) {
        option.dataZoom.forEach((z) => Object.assign(z, { startValue: state.zoom[0], endValue: state.zoom[1] }));
        Object.assign(option.yAxis[0], this.fit());
      }
      return option;
    }

    /** The value axis for the steps in view; without a zoom ECharts chooses. */
    fit() {
      const free = { min: null, max: null, ...(this.spec.left || {}) };
      const found = state.zoom && this.spec.extent(state.zoom, this.view.log);
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

    /** For a picture, which has no buttons beside it. */
    pictured(t) {
      const option = this.option(t);
      if (!option.legend || this.spec.legend === undefined) return option;
      option.legend.show = true;
      if (!Array.isArray(option.grid)) option.grid.top = Math.max(option.grid.top || 0, 40);
      return this.spec.picture ? this.spec.picture(option, this.width) : option;
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
      this.behind.replaceChildren(
        el("div", { class: "scroll", tabindex: "0" }, Catapult.table(head, rows.slice(from, from + PAGE), this.spec.title)),
        el("div", { class: "pager" },
          pages > 1 ? [go("Before", this.page - 1, this.page === 0), `rows ${format(from + 1)} to ${format(Math.min(from + PAGE, rows.length))} of ${format(rows.length)}`, go("Next", this.page + 1, this.page === pages - 1)] : null,
          el("button", { class: "tool", type: "button", onclick: () => Catapult.save(fileName(this.spec.id, "csv"), "text/csv", Catapult.csv(head, rows)) }, "Save as CSV")));
    }

    /** The chart as a data URL, on paper's colours, twice as fine as the screen. */
    png() {
      this.begin();
      this.chart.setOption(this.pictured(theme()), { notMerge: true });
      this.chart.getZr().flush();
      const url = this.chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: theme().paper, excludeComponents: ["dataZoom"] });
      this.draw();
      return url;
    }

    savePng() {
      const url = this.png();
      const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (c) => c.charCodeAt(0));
      Catapult.save(fileName(this.spec.id, "png"), "image/png", new Blob([bytes], { type: "image/png" }));
    }

    svg() {
      this.begin();
      const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: this.width, height: this.height });
      chart.setOption({ ...this.pictured(theme()), backgroundColor: theme().paper, tooltip: undefined });
      const text = chart.renderToSVGString();
      chart.dispose();
      return text;
    }

    saveSvg() {
      Catapult.save(fileName(this.spec.id, "svg"), "image/svg+xml", this.svg());
    }

    key(event) {
      if (!this.spec.steps || event.ctrlKey || event.metaKey || event.altKey || event.target !== this.plot) return;
      this.begin();
      const act = {
        ArrowLeft: () => this.walk(event.shiftKey ? -10 : -1), ArrowRight: () => this.walk(event.shiftKey ? 10 : 1),
        Home: () => this.walk(-Infinity), End: () => this.walk(Infinity),
        "+": () => this.scale(0.5), "=": () => this.scale(0.5), "-": () => this.scale(2), 0: () => zoom(null), Escape: () => zoom(null),
        Enter: () => this.spec.onEnter && this.spec.onEnter(state.step)
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    walk(by) {
      const steps = this.spec.stepsShown();
      if (steps.length === 0) return;
      let at = state.step === null ? (by > 0 ? -1 : steps.length) : nearest(steps, state.step);
      at = Math.min(Math.max(at + by, 0), steps.length - 1);
      if (state.zoom && (steps[at] < state.zoom[0] || steps[at] > state.zoom[1])) {
        const half = (state.zoom[1] - state.zoom[0]) / 2;
        zoom([steps[at] - half, steps[at] + half]);
      }
      const x = this.chart.convertToPixel({ xAxisIndex: 0 }, steps[at]);
      this.chart.dispatchAction({ type: "showTip", x, y: this.plot.clientHeight / 3 });
      moveTo(steps[at], this);
      Catapult.announce(this.spec.words(steps[at]));
    }

    scale(by) {
      const [from, to] = state.zoom || this.spec.range();
      const [first, last] = this.spec.range();
      const middle = state.step === null ? (from + to) / 2 : state.step;
      const half = Math.max(((to - from) / 2) * by, 1);
      zoom(half * 2 >= last - first ? null : [middle - half, middle + half]);
    }
  }

  function fileName(id, ending) {
    const title = String(Catapult.data.title || "catapult").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "").slice(0, 60) || "catapult";
    return `${title}-${id}.${ending}`;
  }

  /** The place of the step that is nearest, in an ascending list. */
  function nearest(steps, step) {
    let low = 0;
    let high = steps.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (steps[middle] <= step) low = middle;
      else high = middle;
    }
    return Math.abs(steps[high] - step) < Math.abs(steps[low] - step) ? high : low;
  }

  let isFollowing = false;
  /** Zooms all charts over the steps; null for the whole run. */
  function zoom(range, source) {
    const card = [...all.values()].find((c) => c.spec.steps);
    if (!card) return;
    const [first, last] = card.spec.range();
    if (range) {
      const width = Math.min(Math.max(range[1] - range[0], 2), last - first);
      const from = Math.min(Math.max(range[0], first), last - width);
      range = [from, from + width];
    }
    state.zoom = range;
    const [startValue, endValue] = range || [first, Math.max(last, first + 1)];
    isFollowing = true;
    for (const other of all.values()) {
      if (!other.spec.steps) continue;
      other.whole.hidden = !range;
      other.cursor.hidden = true;
      if (!other.chart) continue;
      if (!other.isNear && other !== source) {
        other.isStale = true;
        continue;
      }
      other.chart.setOption({ yAxis: [other.fit()] }, { lazyUpdate: true });
      if (other !== source) other.chart.dispatchAction({ type: "dataZoom", batch: [0, 1].map((dataZoomIndex) => ({ dataZoomIndex, startValue, endValue })) });
    }
    isFollowing = false;
  }

  /** Marks a step in all charts but the one that the pointer is in. */
  function moveTo(step, source) {
    state.step = step === null ? state.step : step;
    for (const other of all.values()) {
      if (!other.spec.steps || !other.chart || other === source) continue;
      const x = step === null ? NaN : other.chart.convertToPixel({ xAxisIndex: 0 }, step);
      const isIn = x >= 40 && x <= other.plot.clientWidth;
      other.cursor.hidden = !isIn;
      if (isIn) other.cursor.style.left = Math.round(x) + "px";
    }
  }

  Catapult.onTheme(() => all.forEach((card) => card.refresh()));

  /** On paper a chart is one picture, as wide as the paper and in its colours. */
  addEventListener("beforeprint", () => {
    Catapult.forceTheme("light");
    all.forEach((card) => {
      card.begin();
      card.resize(640);
      card.chart.getZr().flush();
      card.picture = card.chart.renderToCanvas({ pixelRatio: 2 });
      card.picture.style.cssText = "width:640px;max-width:100%";
      card.canvas.hidden = true;
      card.plot.append(card.picture);
    });
  });
  addEventListener("afterprint", () => {
    Catapult.forceTheme(null);
    all.forEach((card) => {
      card.picture.remove();
      card.canvas.hidden = false;
      card.resize(null);
    });
  });

  /** Takes all charts and parts away, to build the page anew. */
  function clear() {
    all.forEach((card) => {
      seen.unobserve(card.plot);
      sized.unobserve(card.plot);
      if (card.chart) card.chart.dispose();
    });
    all.clear();
    Catapult.main.replaceChildren();
    document.getElementById("jump").replaceChildren(el("option", { value: "" }, "Go to …"));
  }

  /** For a program that opens the page with #export: every chart as PNG in an element of its own. */
  function exportAll() {
    if (location.hash !== "#export") return;
    Catapult.forceTheme("light");
    for (const [name, card] of all) {
      card.begin();
      card.resize(1000);
      document.body.append(el("output", { class: "export", hidden: true, "data-name": name }, card.png()));
    }
    document.body.dataset.exported = all.size;
  }

  return {
    chart: (spec) => new Card(spec), charts: all, zoom, nearest, base, axis, tooltip, stepOption, drawable, exportAll, clear,
    zoomed: () => state.zoom
  };
})());
