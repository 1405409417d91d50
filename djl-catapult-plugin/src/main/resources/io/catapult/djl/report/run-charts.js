/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The charts of a run. */
Catapult.runCharts = (() => {
  const { data, el, format, events } = Catapult;
  const Lines = Catapult.lines;
  const { list, has, line, spread } = Lines;
  let split = 1;

  function tip(lines, t) {
    return (params) => {
      const first = Array.isArray(params) ? params[0] : params;
      const step = Math.round(first.axisValue);
      const rows = Lines.at(lines(), step).map((x) => {
        const swatch = el("span", { class: "swatch" });
        swatch.style.cssText = `display:inline-block;background:${Lines.colour(lines(), x.line, t)}`;
        return el("tr", {}, el("td", {}, swatch), el("td", { class: "text" }, x.line.name), el("td", {}, format(x.value, 5)), el("td", { class: "text" }, x.step === step ? "" : "(step " + format(x.step) + ")"));
      });
      return el("div", {}, el("strong", {}, "Step " + format(step)), el("table", {}, el("tbody", {}, rows)),
        events.tell(step).map((words) => el("div", {}, words)));
    };
  }

  /** What a critical rate says holds for gradient descent and SGD; of other optimizers a chart says so first. */
  const judging = (lead) => (!data.criticalRatesApply ? "Critical rates judge gradient descent and SGD; for this optimizer they say nothing." : lead);

  /** A chart over the steps. `lines` is a function, for they change with choices and while it trains. */
  function stepChart(spec) {
    const lines = spec.lines;
    return Catapult.chart({
      quantities: [...new Set(lines().map((l) => l.id))], steps: true, range: () => [data.first, data.last],
      extent: (range, log) => Lines.extent(lines(), range, log), table: () => Lines.tableOf(lines()), note: () => Lines.sampled(lines()), words: (step) => Lines.words(lines(), step),
      stepsShown: () => Lines.steps(lines()),
      onClick: (params) => params.seriesName === "events" && events.select(params.dataIndex, false),
      onEnter: (step) => events.select(events.find(step), true),
      legend: (t) => Lines.shown(lines()).map((l) => ({ name: l.name, colour: Lines.colour(lines(), l, t), dash: l.look.dash })),
      keys: (t) => [...(spec.events ? events.verdictKeys(t) : []), ...(spec.phases ? events.phaseKeys(t) : [])],
      option: (t, view) => {
        const option = Catapult.stepOption(t, data.first, data.last, { tip: tip(lines, t), grid: spec.grid });
        const side = spec.right ? [Catapult.axis(t, { ...spec.right, splitLine: { show: false } })] : [];
        option.yAxis = [
          Catapult.axis(t, { type: view.log ? "log" : "value", scale: true, name: spec.unit || "", boundaryGap: spec.phases && !view.log ? ["8%", "4%"] : undefined, ...(spec.left || {}) }),
          { type: "value", min: 0, max: 1, show: false }, ...side];
        option.series = [...(data.spikes.length ? [events.shading(t, spec.events)] : []), ...(spec.phases && data.phases.length ? [events.strip(t)] : []), ...Lines.series(lines(), t, view.log)];
        option.legend.data = Lines.shown(lines()).map((l) => l.name);
        return spec.adjust ? spec.adjust(option, t) : option;
      },
      ...spec
    });
  }

  /** All charts of the run, in their sections: what was not measured has none. */
  function build() {
    const training = Catapult.section("training", "The training", "All charts share the steps: what you zoom in one, all show. Drag to move, Ctrl and wheel or the slider to zoom; click on a shaded event for its evidence.");
    if (has("probe.loss", "batch.loss", "validation.loss")) lossChart(training);
    if (has("learning-rate")) rateChart(training);
    if (has("probe.ntk.spectral-norm")) kernelChart(training, "ntk", "The tangent kernel", "probe", "A catapult lowers its norm: the network moves to where its kernel is flatter.");
    if (has("probe.loss.top-eigenspace")) splitChart(training, "split", "Where the loss is", "probe", "A catapult lives in the top eigenspace: there the loss shoots up, while the rest goes on falling.");
    if (has("hessian.largest-eigenvalue", "preconditioned.sharpness", "gram.top-eigenvalues")) sharpnessChart(training);
    if (has("gram.top-eigenvalues")) gramChart(training);
    if (has("gram.top-eigenvalues") && has("output-layer.norm")) outputLayerChart(training);
    if (has("residual.auxiliary")) auxiliaryChart(training);
    if (has("probe.ntk.relative-change", "probe.linearization-error", "probe.output-hessian.spectral-norm")) linearityChart(training);
    if (has("condensation.squared-cosine")) condensationChart(training);
    if (data.neurons.length > 0) Catapult.neurons(training);
    if (has("twin.distance")) twinChart(training);
    if (has("motion.straightness")) motionChart(training);
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
    const lines = () => [line("training loss (probe data)", "probe.loss", { over: 2, width: 2, colour: 0 }), line("training loss (batch)", "batch.loss", { width: 1, colour: 5, opacity: 0.45 }), line("validation loss", "validation.loss", { over: 1, dash: "dashed", colour: 4 }), ...(has("twin.loss") ? [line("quadratic twin (probe data)", "twin.loss", { over: 1, dash: "dotted", width: 2, colour: 3 })] : [])];
    stepChart({ id: "loss", into, wide: true, height: 380, title: "Loss", lead: data.spikes.length > 0 ? "Shaded: spikes of the loss, with what they were. Click on one for the evidence." : "On the fixed probe data, on each batch, and on the validation data.", lines, log: true, events: true, phases: true, below: events.panel,
      tools: data.spikes.length > 0 ? [["Events", "Zoom to where the events are", events.zoomToAll]] : [] });
  }

  function rateChart(into) {
    const lines = () => [line("learning rate", "learning-rate", { over: 2, width: 2, colour: 1 }), line("critical rate (kernel)", "probe.critical-rate.kernel", { dash: "dashed", colour: 0 }), line("critical rate (Hessian)", "probe.critical-rate.hessian", { dash: "dotted", width: 2, colour: 2 })];
    stepChart({ id: "rate", into, title: "Learning rate and critical rates", lead: judging("Above the critical rate the loss grows along the top direction."), lines, log: spread(lines().map((l) => l.id)) > 30 });
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
    const lines = () => [line("sharpness", "hessian.largest-eigenvalue", { width: 2, over: 1, colour: 0 }), line("sharpness by the Gram matrix", "gram.top-eigenvalues", { width: 1.4, colour: 4 }), ...(!data.criticalRatesApply ? [] : [line("its threshold", "derived.sharpness.threshold", { dash: "dashed", colour: 1 })]), line("preconditioned sharpness", "preconditioned.sharpness", { width: 2, colour: 2 }),
      ...(has("preconditioned.sharpness") ? [line("its threshold (preconditioned)", "preconditioned.threshold", { dash: "dashed", colour: 3 })] : []), line("smallest eigenvalue", "hessian.smallest-eigenvalue", { width: 1, colour: 5 })];
    stepChart({ id: "sharpness", into, title: "Sharpness", lead: "It rises until it reaches its threshold, the edge of stability, and hovers there.", lines, log: spread(["hessian.largest-eigenvalue", "gram.top-eigenvalues", "derived.sharpness.threshold"]) > 30, phases: true });
  }

  function gramChart(into) {
    const thresholds = !data.criticalRatesApply ? [] : [line("threshold of the first, 2 / eta", "derived.sharpness.threshold", { dash: "dashed", colour: 1 }), line("half of it, 1 / eta", "derived.sharpness.half-threshold", { dash: "dotted", colour: 1 })];
    const lines = () => [line("first eigenvalue, the sharpness", "gram.top-eigenvalues", { width: 2, over: 1, colour: 0 }), line("second eigenvalue", "gram.top-eigenvalues", { entry: 1, colour: 2 }), line("first eigenvalue of the output layer's part", "gram.output-layer", { colour: 4 }), ...thresholds];
    stepChart({ id: "gram", into, title: "The Gram matrix", lead: "One direction reaches the threshold; the others are assumed to stay below half of it.", lines, log: true });
  }

  function outputLayerChart(into) {
    const lines = () => [line("sharpness by the Gram matrix", "gram.top-eigenvalues", { width: 1.4, colour: 0 }), line("anomaly points", "output-layer.anomaly", { points: true, over: 2, colour: 1 }), line("norm of the output layer", "output-layer.norm", { axis: 2, width: 1.4, colour: 2 })];
    stepChart({ id: "output-layer", into, title: "Sharpness and output layer", lead: "They rise and fall together but at the anomaly points.", lines, right: { type: "value", name: "norm", scale: true }, grid: { right: 62 } });
  }

  function auxiliaryChart(into) {
    const lines = () => [line("training loss", "probe.loss", { width: 1, colour: 5 }), line("outside the top direction, R", "probe.loss.rest", { width: 1.6, colour: 0 }), line("as without that direction, R'", "residual.auxiliary", { dash: "dashed", width: 2, over: 1, colour: 1 }), line("distance of R from R'", "residual.auxiliary-distance", { dash: "dotted", colour: 2 })];
    stepChart({ id: "auxiliary", into, title: "The residual outside the top direction", lead: "The loss oscillates along one direction; the rest falls as if that direction did not exist.", lines, log: true });
  }

  function linearityChart(into) {
    stepChart({ id: "linearity", into, title: "Linearity", lead: "How far the network is from one that is linear in its weights: wide networks stay near.", log: true, lines: () => [line("relative change of the tangent kernel", "probe.ntk.relative-change", { width: 2, colour: 0 }), line("distance from the linearization", "probe.linearization-error", { colour: 1 }), line("norm of the Hessian of an output", "probe.output-hessian.spectral-norm", { colour: 2, dash: "dashed" })] });
  }

  function condensationChart(into) {
    const both = has("condensation.variance");
    const lines = () => [...(both ? [line("condensed variance", "condensation.variance", { width: 2, colour: 0 })] : []), line("mean squared cosine between neurons", "condensation.squared-cosine", { axis: both ? 2 : 0, dash: "dashed", colour: 2 })];
    stepChart({ id: "condensation", into, title: "Condensation", lead: "Neurons of the first hidden layer that take one direction: the variance falls, the squared cosine rises to 1.", lines, ...(both ? { right: { type: "value", name: "squared cosine", scale: true }, grid: { right: 62 } } : {}) });
  }

  function twinChart(into) {
    stepChart({ id: "twin", into, title: "The quadratic twin", lead: "How far its outputs are from the network's, by how far these have gone since the start: what it does not follow takes more than the second order. It falls again where both learn the same labels.", lines: () => [line("distance of the quadratic twin", "twin.distance", { width: 2, colour: 3 })], log: spread(["twin.distance"]) > 30 });
  }

  function motionChart(into) {
    const lines = () => [line("straightness", "motion.straightness", { width: 2, colour: 0 }), line("latter half's share of the way", "motion.latter-share", { width: 2, colour: 2 }), line("slow motion in the steps", "motion.step-share", { colour: 5, dash: "dashed" })];
    stepChart({ id: "motion", into, title: "The slow motion of the weights", lead: "Beneath the bounces, since the learning rate was set. Below 0.25 the first line says that it gets nowhere, below 0.1 the second that it has nearly stopped: then the rate can be decayed. Above 0.5 the third says that there are no bounces. These bars are ours, nothing is said before 128 updates at one rate, and the noise of small batches looks like getting nowhere.", lines });
  }

  function alignmentChart(into) {
    const lines = () => [...(has("agop.alignment") ? [line("alignment with the reference", "agop.alignment", { width: 2, colour: 2 })] : []), line("trace of the AGOP", "agop.trace", { axis: has("agop.alignment") ? 2 : 0, dash: "dashed", width: 1.2, colour: 5 })];
    const both = has("agop.alignment");
    stepChart({ id: "alignment", into, wide: data.features.length === 0, title: both ? "AGOP alignment" : "Trace of the AGOP", lead: both ? "1 means that the network looks at what the reference looks at." : "How strongly the outputs depend on the inputs.", lines,
      ...(both ? { left: { min: (v) => Math.min(0, v.min), max: 1 }, right: { type: "value", name: "trace", scale: true }, grid: { right: 62 } } : {}) });
  }

  function excessChart(into) {
    const lines = () => [line("learning rate minus critical rate of the batch", "derived.batch.rate-excess", { width: 1.2, colour: 0 })];
    stepChart({ id: "batch", into, wide: true, title: "Learning rate minus the batch's critical rate", lead: judging("Above zero the update raises the loss of its own batch: each such update is a catapult by the critical rate."), lines,
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
    stepChart({ id: "pdiff", into, title: "Change of the batch's loss", lead: "Above zero the update made the loss of its own batch larger, or the part of it in the top direction.", lines: () => [line("change of the projected loss", "batch.projected-difference", { colour: 4, width: 1.2 }), line("change of the loss", "batch.loss-difference", { colour: 0, width: 1.2, dash: "dotted" })] });
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

  return { build };
})();
