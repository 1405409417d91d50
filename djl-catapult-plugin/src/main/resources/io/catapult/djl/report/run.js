/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The page of one run: words first, then charts over the steps, features, events, settings. */
Catapult.run = (() => {
  const { data, main, el, format } = Catapult;
  const VERDICTS = { CATAPULT: "Catapult", BAD_BATCH: "Bad batch", DIVERGENCE: "Divergence", UNRESOLVED: "Unresolved spike" };
  const LETTERS = { CATAPULT: "C", BAD_BATCH: "B", DIVERGENCE: "D", UNRESOLVED: "?" };
  const PHASES = { I: "below, rising", II: "above, rising", III: "above, falling", IV: "below, falling" };
  const KINDS = { SPIKE: "spike", DECISION: "decision", FAILURE: "failure", PHASE: "phase", VALIDATION: "validation", RESUMED: "resumed", THINNED: "thinned", NOTE: "note" };
  const STATES = { ended: ["ended", "plain"], unfinished: ["no end recorded", "bad"], live: ["goes on", "good"] };
  let split = 1;
  let selected = -1;
  let stateNode;
  let fillEvents;

  const list = (id) => data.series[id] || [];
  const points = (id, entry = 0) => list(id).find((s) => s.entry === entry);
  const has = (...ids) => ids.some((id) => list(id).length > 0);

  /** A line of a chart: the name for a person, the quantity, which entry of a list, how it looks. */
  const line = (name, id, look = {}) => ({ name, id, entry: look.entry || 0, look });
  const shown = (lines) => lines.filter((l) => points(l.id, l.entry));

  function spread(ids) {
    const all = ids.flatMap((id) => (points(id) ? points(id).values : [])).filter((v) => v > 0);
    if (all.length === 0) return 1;
    let low = Infinity;
    let high = 0;
    for (const v of all) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return high / low;
  }

  function range() {
    return [data.first, data.last];
  }

  /** What lines say at a step: the value measured there, or the last before with its step. */
  function at(lines, step) {
    return shown(lines).map((l) => {
      const { steps, values } = points(l.id, l.entry);
      let i = Catapult.nearest(steps, step);
      if (steps[i] > step && i > 0) i--;
      return { line: l, step: steps[i], value: values[i] };
    });
  }

  function words(lines, step) {
    const part = (x) => `${x.line.name} ${format(x.value)}${x.step === step ? "" : " at step " + x.step}`;
    return `Step ${step}: ` + at(lines, step).map(part).join(", ");
  }

  function tip(lines, t) {
    return (params) => {
      const first = Array.isArray(params) ? params[0] : params;
      const step = Math.round(first.axisValue);
      const rows = at(lines(), step).map((x) => {
        const swatch = el("span", { class: "swatch" });
        swatch.style.cssText = `display:inline-block;background:${colour(lines(), x.line, t)}`;
        return el("tr", {}, el("td", {}, swatch), el("td", { class: "text" }, x.line.name), el("td", {}, format(x.value, 5)), el("td", { class: "text" }, x.step === step ? "" : "(step " + format(x.step) + ")"));
      });
      const spikes = data.spikes.filter((s) => s.onset <= step && step <= s.end).slice(0, 2);
      return el("div", {}, el("strong", {}, "Step " + format(step)), el("table", {}, el("tbody", {}, rows)),
        spikes.map((s) => el("div", {}, `${VERDICTS[s.verdict]}, steps ${format(s.onset)} to ${format(s.end)}`)));
    };
  }

  function colour(lines, l, t) {
    const i = lines.findIndex((other) => other.id === l.id && other.entry === l.entry);
    return l.look.colour !== undefined ? t.series[l.look.colour] : t.series[i % t.series.length];
  }

  function series(lines, t, log) {
    return shown(lines).map((l) => {
      const { steps, values } = points(l.id, l.entry);
      const few = steps.length <= 60;
      return {
        name: l.name, type: "line", yAxisIndex: l.look.axis || 0, z: 5 + (l.look.over || 0), symbol: l.look.symbol || "circle",
        showSymbol: few, symbolSize: few ? 5 : 3, connectNulls: false,
        itemStyle: { color: colour(lines, l, t) }, lineStyle: { width: l.look.width || 1.6, type: l.look.dash || "solid", color: colour(lines, l, t), opacity: l.look.opacity || 1 },
        emphasis: { disabled: true },
        data: steps.map((step, i) => [step, Catapult.drawable(values[i], log)])
      };
    });
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

  /** The lowest and the highest value within steps, also where a line enters and leaves them. */
  function extent(lines, [from, to], log) {
    const values = shown(lines).filter((l) => !l.look.axis).flatMap((l) => within(points(l.id, l.entry), from, to));
    const drawn = values.filter((v) => Catapult.drawable(v, log) !== null);
    return drawn.length === 0 ? null : [drawn.reduce((a, b) => Math.min(a, b)), drawn.reduce((a, b) => Math.max(a, b))];
  }

  function within({ steps, values }, from, to) {
    const inside = values.filter((_, i) => steps[i] >= from && steps[i] <= to);
    return [...inside, between(steps, values, from), between(steps, values, to)];
  }

  /** Where the line from point to point is at a step; null before its first and after its last. */
  function between(steps, values, step) {
    let i = Catapult.nearest(steps, step);
    if (steps[i] > step) i--;
    if (i < 0 || i + 1 >= steps.length || values[i] === null || values[i + 1] === null) return null;
    return values[i] + ((values[i + 1] - values[i]) * (step - steps[i])) / (steps[i + 1] - steps[i]);
  }

  function tableOf(lines) {
    const drawn = shown(lines);
    const byStep = new Map();
    drawn.forEach((l, column) => {
      const { steps, values } = points(l.id, l.entry);
      steps.forEach((step, i) => {
        if (!byStep.has(step)) byStep.set(step, new Array(drawn.length).fill(null));
        byStep.get(step)[column] = values[i];
      });
    });
    const rows = [...byStep.entries()].sort((a, b) => a[0] - b[0]).map(([step, row]) => [step, ...row]);
    return { head: ["step", ...drawn.map((l) => l.name)], rows };
  }

  function sampled(lines) {
    const less = shown(lines).filter((l) => points(l.id, l.entry).of > points(l.id, l.entry).steps.length);
    if (less.length === 0) return null;
    const most = Math.max(...less.map((l) => points(l.id, l.entry).of));
    const drawn = Math.max(...less.map((l) => points(l.id, l.entry).steps.length));
    return `Drawn are ${format(drawn)} of ${format(most)} points a line: of each stretch of steps the first, the lowest, the highest and the last.`;
  }

  /** A chart over the steps. `lines` is a function, for they change with choices and while it trains. */
  function stepChart(spec) {
    const lines = spec.lines;
    return Catapult.chart({
      quantities: [...new Set(lines().map((l) => l.id))], steps: true, range,
      extent: (range, log) => extent(lines(), range, log), table: () => tableOf(lines()), note: () => sampled(lines()), words: (step) => words(lines(), step),
      stepsShown: () => {
        const all = shown(lines()).map((l) => points(l.id, l.entry).steps);
        return all.reduce((a, b) => (b.length > a.length ? b : a), []);
      },
      onClick: (params) => params.seriesName === "events" && select(params.dataIndex, false),
      onEnter: (step) => select(data.spikes.findIndex((s) => s.onset <= step && step <= s.end), true),
      legend: (t) => shown(lines()).map((l) => ({ name: l.name, colour: colour(lines(), l, t), dash: l.look.dash })),
      keys: (t) => [...(spec.events ? verdictKeys(t) : []), ...(spec.phases ? phaseKeys(t) : [])],
      option: (t, view) => {
        const option = Catapult.stepOption(t, data.first, data.last, { tip: tip(lines, t), grid: spec.grid });
        const side = spec.right ? [Catapult.axis(t, { ...spec.right, splitLine: { show: false } })] : [];
        option.yAxis = [
          Catapult.axis(t, { type: view.log ? "log" : "value", scale: true, name: spec.unit || "", ...(spec.left || {}) }),
          { type: "value", min: 0, max: 1, show: false }, ...side];
        option.series = [...(data.spikes.length ? [shading(t, spec.events)] : []), ...(spec.phases && data.phases.length ? [strip(t)] : []), ...series(lines(), t, view.log)];
        option.legend.data = shown(lines()).map((l) => l.name);
        return spec.adjust ? spec.adjust(option, t) : option;
      },
      ...spec
    });
  }

  function verdictKeys(t) {
    const count = (v) => data.spikes.filter((s) => s.verdict === v).length;
    return Object.keys(VERDICTS).filter((v) => count(v) > 0).map((v) => [`${LETTERS[v]}  ${VERDICTS[v]}: ${format(count(v))}`, t.verdicts[v]]);
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
    panel.replaceChildren(
      el("h4", {}, `${VERDICTS[spike.verdict]}, steps ${format(spike.onset)} to ${format(spike.end)}`), el("p", {}, spike.words),
      Catapult.table(["evidence", "value"], spike.evidence),
      el("div", { class: "pager" }, go("Before", index - 1), `${format(index + 1)} of ${format(data.spikes.length)}`, go("Next", index + 1),
        el("button", { class: "tool", type: "button", onclick: () => zoomTo(spike.onset, spike.end) }, "Zoom there"),
        el("button", { class: "tool", type: "button", onclick: () => { selected = -1; panel.hidden = true; redraw(); } }, "Close")));
    if (isZoomed) zoomTo(spike.onset, spike.end);
    redraw();
  }

  function redraw() {
    Catapult.charts.forEach((card) => card.spec.steps && card.refresh());
  }

  function zoomTo(from, to) {
    const room = Math.max(to - from, 4);
    Catapult.zoom([from - room, to + room]);
  }

  function first() {
    const item = (part) => el("li", { "data-tone": part.tone }, part.text, part.chart && document.getElementById("chart-" + part.chart)
      ? el("button", { class: "go", type: "button", onclick: () => show(part) }, part.step === null || part.step === undefined ? "see it" : "see step " + format(part.step)) : null);
    return [
      el("div", { class: "card" }, el("p", { class: "headline", id: "headline", role: "heading", "aria-level": "2" }, data.headline), el("ul", { class: "story", id: "story" }, data.story.map(item))),
      el("div", { class: "card" }, Catapult.definitions("tiles", data.counts.map((c) => [c.label, c.value])))];
  }

  function show(part) {
    if (part.step !== null && part.step !== undefined) showStep(part.step);
    Catapult.reveal("chart-" + part.chart);
  }

  /** The event at a step with its evidence, or else the step with what is around it. */
  function showStep(step) {
    const spike = data.spikes.findIndex((s) => s.onset <= step && step <= s.end);
    if (spike >= 0) {
      select(spike, true);
      return;
    }
    const room = Math.ceil((data.last - data.first) / 20);
    zoomTo(step - room, step + room);
  }

  function charts() {
    const training = Catapult.section("training", "The training", "All charts share the steps: what you zoom in one, all show. Drag to move, Ctrl and wheel or the slider to zoom; click on a shaded event for its evidence.");
    if (has("probe.loss", "batch.loss", "validation.loss")) lossChart(training);
    if (has("learning-rate")) rateChart(training);
    if (has("probe.ntk.spectral-norm")) kernelChart(training, "ntk", "The tangent kernel", "probe", "A catapult lowers its norm: the network moves to where its kernel is flatter.");
    if (has("probe.loss.top-eigenspace")) splitChart(training, "split", "Where the loss is", "probe", "A catapult lives in the top eigenspace: there the loss shoots up, while the rest goes on falling.");
    if (has("hessian.largest-eigenvalue", "preconditioned.sharpness")) sharpnessChart(training);
    Catapult.finish(training);

    const features = Catapult.section("learned", "The features", "The AGOP tells which inputs the network looks at.");
    if (has("agop.alignment", "agop.trace")) alignmentChart(features);
    if (data.features.length > 0) Catapult.features(features, data.features);
    Catapult.finish(features);

    const batches = Catapult.section("batches", "The batches", "The same, on the batch that each update learns from.");
    if (has("derived.batch.rate-excess")) excessChart(batches);
    if (has("batch.projected-difference")) differenceChart(batches);
    if (has("batch.ntk.spectral-norm")) kernelChart(batches, "batch-ntk", "The tangent kernel of the batch", "batch", "Small batches differ: each has its own critical rate.");
    if (has("batch.loss.top-eigenspace")) splitChart(batches, "batch-split", "Where the batch's loss is", "batch", "Before the update, on the batch alone.");
    Catapult.finish(batches);

    const more = Catapult.section("more", "Weights and cost");
    if (has("output-layer.norm", "parameters.norm", "parameters.distance-from-start")) weightsChart(more);
    if (has("residual.dot-outputs", "residual.top-component")) residualChart(more);
    if (has("time.measuring")) costChart(more);
    Catapult.finish(more);
  }

  function lossChart(into) {
    const lines = () => [line("training loss (probe data)", "probe.loss", { over: 2, width: 2, colour: 0 }), line("training loss (batch)", "batch.loss", { width: 1, colour: 5, opacity: 0.45 }), line("validation loss", "validation.loss", { over: 1, dash: "dashed", colour: 4 })];
    stepChart({ id: "loss", into, wide: true, height: 380, title: "Loss", lead: "Shaded: events. The loss shoots up where the learning rate crosses the critical rate, and comes back.", lines, log: true, events: true, phases: true, below: panel,
      tools: data.spikes.length > 0 ? [["Events", "Zoom to where the events are", () => zoomTo(data.spikes[0].onset, Math.max(...data.spikes.map((s) => s.end)))]] : [] });
  }

  function rateChart(into) {
    const lines = () => [line("learning rate", "learning-rate", { over: 2, width: 2, colour: 1 }), line("critical rate (kernel)", "probe.critical-rate.kernel", { dash: "dashed", colour: 0 }), line("critical rate (Hessian)", "probe.critical-rate.hessian", { dash: "dotted", width: 2, colour: 2 })];
    stepChart({ id: "rate", into, title: "Learning rate and critical rates", lead: "Above the critical rate the loss grows along the top direction.", lines, log: spread(lines().map((l) => l.id)) > 30 });
  }

  function kernelChart(into, id, title, of, lead) {
    const lines = () => list(`${of}.ntk.top-eigenvalues`).length > 0
      ? list(`${of}.ntk.top-eigenvalues`).map((s) => line(s.entry === 0 ? "norm = eigenvalue 1" : `eigenvalue ${s.entry + 1}`, s.entry === 0 ? `${of}.ntk.spectral-norm` : `${of}.ntk.top-eigenvalues`, s.entry === 0 ? { width: 2.2, over: 1 } : { entry: s.entry, width: 1.1 }))
      : [line("norm", `${of}.ntk.spectral-norm`)];
    stepChart({ id, into, title, lead, lines, log: true });
  }

  function splitChart(into, id, title, of, lead) {
    const most = list(`${of}.loss.top-eigenspace`).length;
    const lines = () => [line(`in the top ${split}`, `${of}.loss.top-eigenspace`, { entry: split - 1, colour: 1, width: 2 }), line("in the rest", `${of}.loss.rest`, { entry: split - 1, colour: 0 })];
    const choose = el("select", { "aria-label": "Directions in the top eigenspace" }, Array.from({ length: most }, (_, i) => el("option", { value: i + 1, selected: i + 1 === split }, `top ${i + 1}`)));
    const card = stepChart({ id, into, title, lead, lines, log: true, above: el("label", { class: "choice" }, "Eigenspace of the ", choose, " eigenvectors") });
    choose.addEventListener("change", () => {
      split = Number(choose.value);
      document.querySelectorAll("select[aria-label='Directions in the top eigenspace']").forEach((s) => { s.value = choose.value; });
      ["split", "batch-split"].forEach((name) => Catapult.charts.get(name)?.update());
    });
    return card;
  }

  function sharpnessChart(into) {
    const lines = () => [line("sharpness", "hessian.largest-eigenvalue", { width: 2, over: 1, colour: 0 }), line("its threshold", "derived.sharpness.threshold", { dash: "dashed", colour: 1 }), line("preconditioned sharpness", "preconditioned.sharpness", { width: 2, colour: 2 }),
      ...(has("preconditioned.sharpness") ? [line("its threshold (preconditioned)", "preconditioned.threshold", { dash: "dashed", colour: 3 })] : []), line("smallest eigenvalue", "hessian.smallest-eigenvalue", { width: 1, colour: 5 })];
    stepChart({ id: "sharpness", into, title: "Sharpness", lead: "It rises until it reaches its threshold, the edge of stability, and hovers there.", lines, log: spread(["hessian.largest-eigenvalue", "derived.sharpness.threshold"]) > 30, phases: true });
  }

  function alignmentChart(into) {
    const lines = () => [...(has("agop.alignment") ? [line("alignment with the reference", "agop.alignment", { width: 2, colour: 2 })] : []), line("trace of the AGOP", "agop.trace", { axis: has("agop.alignment") ? 2 : 0, dash: "dashed", width: 1.2, colour: 5 })];
    const both = has("agop.alignment");
    stepChart({ id: "alignment", into, wide: data.features.length === 0, title: both ? "AGOP alignment" : "Trace of the AGOP", lead: both ? "1 means that the network looks at what the reference looks at." : "How strongly the outputs depend on the inputs.", lines,
      ...(both ? { left: { min: (v) => Math.min(0, v.min), max: 1 }, right: { type: "value", name: "trace", scale: true }, grid: { right: 62 } } : {}) });
  }

  function excessChart(into) {
    const lines = () => [line("learning rate minus critical rate of the batch", "derived.batch.rate-excess", { width: 1.2, colour: 0 })];
    stepChart({ id: "batch", into, wide: true, title: "Learning rate minus the batch's critical rate", lead: "Above zero the update raises the loss of its own batch: each such update is a catapult by the critical rate.", lines,
      legend: (t) => [{ name: "above zero", colour: t.verdicts.CATAPULT }, { name: "below zero", colour: t.series[0] }],
      adjust: (option, t) => {
        const whole = option.series.pop();
        const part = (name, color, take) => ({ ...whole, name, itemStyle: { color }, lineStyle: { width: 1, color }, areaStyle: { color, opacity: 0.3 }, data: whole.data.map(([step, v]) => [step, v === null ? null : take(v, 0)]) });
        option.series.push(part("above zero", t.verdicts.CATAPULT, Math.max), part("below zero", t.series[0], Math.min));
        option.legend.data = ["above zero", "below zero"];
        return option;
      } });
  }

  function differenceChart(into) {
    stepChart({ id: "pdiff", into, title: "Change of the projected loss", lead: "Above zero the update made the batch's loss in the top direction larger.", lines: () => [line("change of the projected loss", "batch.projected-difference", { colour: 4, width: 1.2 })] });
  }

  function weightsChart(into) {
    stepChart({ id: "weights", into, title: "Weights", lead: "How far the weights have gone, and the output layer that carries sharpness.", lines: () => [line("norm of the output layer", "output-layer.norm", { colour: 1 }), line("norm of all weights", "parameters.norm", { colour: 0 }), line("distance from the start", "parameters.distance-from-start", { colour: 2, dash: "dashed" })] });
  }

  function residualChart(into) {
    stepChart({ id: "residual", into, title: "Residual", lead: "While residual times outputs is negative, the output layer grows, and the sharpness with it.", lines: () => [line("residual times outputs", "residual.dot-outputs", { colour: 4 }), line("along the top eigenvector", "residual.top-component", { colour: 0, dash: "dashed" })] });
  }

  function costChart(into) {
    stepChart({ id: "cost", into, title: "Cost of measuring", lead: "Seconds since the start, and measuring time by training time.", unit: "s",
      lines: () => [line("training", "time.training", { colour: 0 }), line("measuring", "time.measuring", { colour: 1 }), line("measuring / training", "derived.measuring.share", { axis: 2, dash: "dashed", colour: 5 })],
      right: { type: "value", name: "share", min: 0, axisLabel: { formatter: (v) => format(100 * v, 3) + " %" } }, grid: { right: 62 } });
  }

  function events() {
    if (data.events.length === 0) return;
    const grid = Catapult.section("events", "What happened", data.eventsOf > data.events.length ? `${format(data.events.length)} of ${format(data.eventsOf)} events; the trace has them all.` : null);
    const kinds = [...new Set(data.events.map((e) => e.kind))];
    const rows = el("div", { class: "list", id: "event-list", tabindex: "-1" });
    const kind = el("select", { "aria-label": "Kind of event" }, el("option", { value: "" }, "all kinds"), kinds.map((k) => el("option", { value: k }, KINDS[k] || k)));
    fillEvents = () => rows.replaceChildren(...data.events.filter((e) => !kind.value || e.kind === kind.value).map(row));
    kind.addEventListener("change", fillEvents);
    fillEvents();
    grid.append(el("article", { class: "card wide" }, el("label", { class: "choice" }, "Show ", kind), rows));
  }

  function row(event) {
    const spike = event.kind === "SPIKE" ? data.spikes.findIndex((s) => s.words === event.words) : -1;
    return el("button", { class: "row", type: "button", onclick: () => {
      if (spike >= 0) select(spike, true);
      else showStep(event.step);
      Catapult.reveal("chart-loss");
    } }, el("span", { class: "step" }, format(event.step)), el("span", {}, spike >= 0 ? VERDICTS[data.spikes[spike].verdict] : KINDS[event.kind] || event.kind), el("span", { class: "words" }, event.words));
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
    charts();
    events();
    settings();
    opening.append(...first());
    const [words, tone] = STATES[data.state];
    stateNode.textContent = words;
    stateNode.dataset.tone = tone;
  }

  /** Puts other data in the place of these, as when a live page has fallen behind. */
  function replace(fresh) {
    Object.assign(data, fresh);
    build();
  }

  /** Adds what is new while the training goes on. */
  function apply(delta) {
    const parts = () => Object.keys(data.series).length + data.features.length + new Set(data.events.map((e) => e.kind)).size;
    const before = parts();
    for (const [id, entries] of Object.entries(delta.series || {})) entries.forEach((s) => append(id, s));
    data.events.push(...(delta.events || []));
    data.eventsOf += (delta.events || []).length;
    for (const name of ["spikes", "phases", "features", "headline", "story", "counts", "last", "measurements", "state", "quantities"]) {
      if (delta[name] !== undefined) data[name] = name === "quantities" ? { ...data.quantities, ...delta[name] } : delta[name];
    }
    if (parts() !== before || delta.state === "ended") {
      build();
      return;
    }
    document.getElementById("first").replaceChildren(...first());
    if ((delta.events || []).length > 0) fillEvents();
    requestAnimationFrame(() => Catapult.charts.forEach((card) => card.spec.steps && card.update()));
  }

  function append(id, more) {
    const mine = points(id, more.entry);
    if (!mine) {
      (data.series[id] = data.series[id] || []).push({ ...more, of: more.steps.length });
      return;
    }
    mine.steps.push(...more.steps);
    mine.values.push(...more.values);
    mine.of += more.steps.length;
  }

  stateNode = Catapult.top(data.title, "", "plain");
  document.title = data.title + " – djl-catapult";
  build();
  document.body.append(el("footer", { class: "foot" }, "Made by djl-catapult. Charts: Apache ECharts."));
  Catapult.exportAll();
  return { apply, replace, select };
})();
