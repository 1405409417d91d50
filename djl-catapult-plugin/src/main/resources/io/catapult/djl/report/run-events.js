/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What happened in a run: spikes and phases in the charts, the event that is chosen, and the list of all. */
Catapult.events = (() => {
  const { data, el, format, verdictNames } = Catapult;
  const LETTERS = { CATAPULT: "C", BAD_BATCH: "B", DIVERGENCE: "D", UNRESOLVED: "?" };
  const PHASES = { I: "below", II: "above, rising", III: "above, falling", IV: "below again, until the loss is down" };
  const KINDS = { SPIKE: "spike", DECISION: "decision", FAILURE: "failure", PHASE: "phase", VALIDATION: "validation", RESUMED: "resumed", THINNED: "thinned", NOTE: "note" };
  let selected = -1;
  let refill;

  /** A spike is at the steps from its onset to its end. */
  const isAt = (step) => (spike) => spike.onset <= step && step <= spike.end;
  const title = (spike) => `${verdictNames[spike.verdict]}, steps ${format(spike.onset)} to ${format(spike.end)}`;

  /** The spikes at a step, in words. */
  function tell(step) {
    return data.spikes.filter(isAt(step)).slice(0, 2).map(title);
  }

  /** The first spike at a step: its place among all, or -1. */
  function find(step) {
    return data.spikes.findIndex(isAt(step));
  }

  /** Shades the steps from onset to end of every spike, over the height of the chart. */
  function shading(t, isNamed) {
    return {
      name: "events", type: "custom", yAxisIndex: 1, z: 1, clip: true, tooltip: { show: false }, cursor: "pointer",
      encode: { x: [0, 1], y: [2, 3] }, data: data.spikes.map((s) => [s.onset, s.end, 0, 1]),
      renderItem: (params, api) => {
        const spike = data.spikes[params.dataIndex];
        const box = params.coordSys;
        const left = api.coord([spike.onset, 0])[0];
        const right = api.coord([spike.end, 0])[0];
        const width = Math.max(right - left, 3);
        const shape = echarts.graphic.clipRectByRect({ x: left, y: box.y, width, height: box.height }, box);
        if (!shape) return null;
        const fill = t.verdicts[spike.verdict];
        const isSelected = params.dataIndex === selected;
        const children = [{ type: "rect", shape, style: { fill, opacity: isSelected ? 0.42 : 0.2, stroke: fill, lineWidth: isSelected ? 2 : 0 } }];
        const before = params.dataIndex > 0 ? api.coord([data.spikes[params.dataIndex - 1].onset, 0])[0] : -Infinity;
        if (isNamed && left - before > 13) {
          children.push({ type: "text", style: { text: LETTERS[spike.verdict], x: left + Math.min(width, 14) / 2, y: box.y + 3, fill, font: "700 12px system-ui, sans-serif", align: "center", verticalAlign: "top" } });
        }
        return { type: "group", children };
      }
    };
  }

  /** A strip along the bottom of the chart: the phases of gradient descent. */
  function strip(t) {
    const height = 9;
    return {
      name: "phases", type: "custom", yAxisIndex: 1, z: 2, clip: true, silent: true, tooltip: { show: false },
      encode: { x: [0, 1], y: [2, 3] }, data: data.phases.map((p) => [p.from, p.to, 0, 1]),
      renderItem: (params, api) => {
        const phase = data.phases[params.dataIndex];
        const box = params.coordSys;
        const left = api.coord([phase.from, 0])[0];
        const width = api.coord([phase.to, 0])[0] - left;
        const shape = echarts.graphic.clipRectByRect({ x: left, y: box.y + box.height - height, width: Math.max(width, 1), height }, box);
        if (!shape) return null;
        const children = [{ type: "rect", shape, style: { fill: t.phases[phase.phase] } }];
        if (shape.width > 18) {
          children.push({ type: "text", style: { text: phase.phase, x: shape.x + shape.width / 2, y: shape.y + height / 2, fill: t.ink, font: "9px system-ui, sans-serif", align: "center", verticalAlign: "middle" } });
        }
        return { type: "group", children };
      }
    };
  }

  function verdictKeys(t) {
    const count = (v) => data.spikes.filter((s) => s.verdict === v).length;
    return Object.keys(verdictNames).filter((v) => count(v) > 0).map((v) => [`${LETTERS[v]}  ${verdictNames[v]}: ${format(count(v))}`, t.verdicts[v]]);
  }

  function phaseKeys(t) {
    const met = new Set(data.phases.map((p) => p.phase));
    return Object.keys(PHASES).filter((phase) => met.has(phase)).map((phase, i) => [`${i === 0 ? "Sharpness against its threshold: " : ""}${phase} ${PHASES[phase]}`, t.phases[phase]]);
  }

  /** Choosing an event shows it in words, with its evidence, and marks it in the charts. */
  const panel = el("div", { class: "event", hidden: true, id: "event", "aria-live": "polite" });

  function select(index, isZoomed) {
    if (index < 0 || index >= data.spikes.length) return;
    selected = index;
    const spike = data.spikes[index];
    const go = (name, to) => el("button", { class: "tool", type: "button", disabled: to < 0 || to >= data.spikes.length, onclick: () => select(to, isZoomed || Catapult.zoomed() !== null) }, name);
    panel.hidden = false;
    panel.style.borderLeftColor = Catapult.theme().verdicts[spike.verdict];
    Catapult.refill(panel,
      el("h4", {}, title(spike)), el("p", {}, spike.words),
      Catapult.table(["evidence", "value"], spike.evidence),
      el("div", { class: "pager" }, go("Before", index - 1), `${format(index + 1)} of ${format(data.spikes.length)}`, go("Next", index + 1),
        el("button", { class: "tool", type: "button", onclick: () => zoomTo(spike.onset, spike.end) }, "Zoom there"),
        el("button", { class: "tool", type: "button", onclick: close }, "Close")));
    if (isZoomed) zoomTo(spike.onset, spike.end);
    redraw();
  }

  function close() {
    selected = -1;
    panel.hidden = true;
    redraw();
    document.querySelector("#chart-loss .plot").focus({ preventScroll: true });
  }

  function redraw() {
    Catapult.charts.forEach((card) => card.spec.steps && card.refresh());
  }

  function zoomTo(from, to) {
    const room = Math.max(to - from, 4);
    Catapult.zoom([from - room, to + room]);
  }

  /** The event at a step with its evidence, or else the step with what is around it. */
  function showStep(step) {
    const spike = find(step);
    if (spike >= 0) {
      select(spike, true);
      return;
    }
    const room = Math.ceil((data.last - data.first) / 20);
    zoomTo(step - room, step + room);
  }

  /** The list of all events, by kind. */
  function list() {
    if (data.events.length === 0) return;
    const grid = Catapult.section("events", "What happened", data.eventsOf > data.events.length ? `${format(data.events.length)} of ${format(data.eventsOf)} events; the trace has them all.` : null);
    const kinds = [...new Set(data.events.map((e) => e.kind))];
    const rows = el("div", { class: "list", id: "event-list", tabindex: "-1" });
    const kind = el("select", { "aria-label": "Kind of event" }, el("option", { value: "" }, "all kinds"), kinds.map((k) => el("option", { value: k }, KINDS[k] || k)));
    refill = () => rows.replaceChildren(...data.events.filter((e) => !kind.value || e.kind === kind.value).map(row));
    kind.addEventListener("change", refill);
    refill();
    grid.append(el("article", { class: "card wide" }, el("label", { class: "choice" }, "Show ", kind), rows));
  }

  function row(event) {
    const spike = event.kind === "SPIKE" ? data.spikes.findIndex((s) => s.words === event.words) : -1;
    return el("button", { class: "row", type: "button", onclick: () => {
      if (spike >= 0) select(spike, true);
      else showStep(event.step);
      Catapult.reveal("chart-loss");
    } }, el("span", { class: "step" }, format(event.step)), el("span", {}, spike >= 0 ? verdictNames[data.spikes[spike].verdict] : KINDS[event.kind] || event.kind), el("span", { class: "words" }, event.words));
  }

  /** Zooms to where the events are. */
  function zoomToAll() {
    zoomTo(data.spikes[0].onset, Math.max(...data.spikes.map((s) => s.end)));
  }

  return { panel, select, find, tell, showStep, zoomToAll, shading, strip, verdictKeys, phaseKeys, list, refill: () => refill && refill() };
})();
