/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The AGOP as pictures: of images its diagonal and top eigenvectors, of other inputs the matrix. */
Catapult.features = (into, snapshots) => {
  const { el, format } = Catapult;
  const model = snapshots.filter((s) => s.of === "model");
  const reference = snapshots.find((s) => s.of === "reference");
  const FEW = 16;
  let chosen = model.length - 1;
  let few = true;
  const isImage = (s) => s.shape.length === 3 && s.shape[1] > 1 && s.shape[2] > 1;
  const now = () => model[chosen] || reference;

  /** One square map of numbers: where it is, its rows, whether its colours go both ways. */
  function mapOf(title, values, rows, columns, isSigned, names) {
    return { title, values, rows, columns, isSigned, names };
  }

  /** Sums over the channels of an image, pixel by pixel. */
  function pixels(values, [channels, height, width], combine) {
    const size = height * width;
    return Array.from({ length: size }, (_, i) => combine(Array.from({ length: channels }, (_c, c) => values[c * size + i])));
  }

  const sum = (list) => list.reduce((a, b) => a + b, 0);
  const strongest = (list) => list.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);

  function imageMaps() {
    const s = now();
    const [, height, width] = s.shape;
    const maps = [mapOf(`diagonal, step ${format(s.step)}`, pixels(s.diagonal, s.shape, sum), height, width, false, ["row", "column"])];
    if (reference && s !== reference && isImage(reference)) maps.push(mapOf("diagonal of the reference", pixels(reference.diagonal, reference.shape, sum), height, width, false, ["row", "column"]));
    const total = s.trace;
    s.eigenvectors.forEach((v, i) => maps.push(mapOf(`eigenvector ${i + 1} (${share(s.eigenvalues[i], total)})`, pixels(v, s.shape, strongest), height, width, true, ["row", "column"])));
    return maps;
  }

  function share(value, total) {
    return total > 0 ? format((100 * value) / total, 3) + " %" : format(value);
  }

  /** The matrix of the network and of the reference, whole or for the inputs that matter most to either. */
  function matrixMaps() {
    const list = [[now(), `step ${format(now().step)}`], ...(reference && reference !== now() ? [[reference, "reference"]] : [])].filter(([s]) => s.matrix);
    if (list.length === 0) return [];
    const size = list[0][0].matrix.length;
    const weight = (i) => Math.max(...list.map(([s]) => s.diagonal[i] / s.trace));
    const inputs = Array.from({ length: size }, (_, i) => i);
    const chosenInputs = few && size > FEW ? inputs.sort((a, b) => weight(b) - weight(a)).slice(0, FEW).sort((a, b) => a - b) : inputs;
    const names = chosenInputs.map((i) => i + 1);
    return list.map(([s, name]) => ({ ...mapOf(name, chosenInputs.flatMap((i) => chosenInputs.map((j) => s.matrix[i][j])), names.length, names.length, true, ["input", "input"]), labels: names }));
  }

  /** Lays maps out in rows, each as large as the width allows. */
  function layout(maps, width, most) {
    const across = Math.max(1, Math.min(maps.length, most, Math.floor(width / 150)));
    const cell = Math.min(Math.floor(width / across), 400);
    const isNamed = maps.some((m) => m.labels && m.labels.length <= 24);
    return { across, cell, isNamed, size: cell - (isNamed ? 44 : 18), height: Math.ceil(maps.length / across) * (cell + 14) + 12 };
  }

  const label = (m, i) => (m.labels ? m.labels[i] : i + 1);

  function side(t, isNamed) {
    return { show: isNamed, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: t.soft, fontSize: 10, interval: 0 } };
  }

  function mapOption(maps, t, view, most) {
    const { across, cell, size, isNamed } = layout(maps, view.width, most);
    const option = { ...Catapult.base(t), title: [], grid: [], xAxis: [], yAxis: [], visualMap: [], series: [],
      tooltip: { ...Catapult.tooltip(t), trigger: "item", position: (point) => [point[0] + 12, point[1] + 12], formatter: (p) => {
        const m = maps[p.seriesIndex];
        return el("div", {}, `${m.title}: ${m.names[0]} ${label(m, p.value[1])}, ${m.names[1]} ${label(m, p.value[0])}: ${format(m.values[p.value[1] * m.columns + p.value[0]])}`);
      } } };
    maps.forEach((m, i) => {
      const left = (i % across) * cell + (isNamed ? 26 : 0);
      const top = Math.floor(i / across) * (cell + 14) + 24;
      const high = Math.max(...m.values.map(Math.abs)) || 1;
      const ratio = m.rows / m.columns;
      const box = ratio > 1 ? { width: size / ratio, height: size } : { width: size, height: size * ratio };
      option.title.push({ text: m.title, left, top: top - 19, padding: 0, textStyle: { color: t.soft, fontSize: 12, fontWeight: 400 } });
      option.grid.push({ left, top, ...box, show: true, borderColor: t.line });
      option.xAxis.push({ type: "category", gridIndex: i, ...side(t, isNamed), data: m.labels || Array.from({ length: m.columns }, (_, k) => k + 1) });
      option.yAxis.push({ type: "category", gridIndex: i, ...side(t, isNamed), inverse: true, data: m.labels || Array.from({ length: m.rows }, (_, k) => k + 1) });
      option.visualMap.push({ show: false, seriesIndex: i, dimension: 2, min: m.isSigned ? -high : 0, max: high, inRange: { color: m.isSigned ? [t.low, t.middle, t.high] : t.scale } });
      option.series.push({ type: "heatmap", xAxisIndex: i, yAxisIndex: i, progressive: 0, emphasis: { disabled: true }, data: m.values.map((v, k) => [k % m.columns, Math.floor(k / m.columns), v]) });
    });
    return option;
  }

  function mapTable(maps) {
    const rows = maps.flatMap((m) => m.values.map((v, k) => [m.title, label(m, Math.floor(k / m.columns)), label(m, k % m.columns), v]));
    return { head: ["map", maps[0].names[0], maps[0].names[1], "value"], rows };
  }

  function maps() {
    return isImage(now()) ? imageMaps() : matrixMaps();
  }

  const cards = [];
  const shownStep = el("output", {}, "");
  const slider = el("input", { type: "range", min: 0, max: Math.max(model.length - 1, 0), value: chosen, "aria-label": "Step at which the features were kept" });
  slider.addEventListener("input", () => {
    chosen = Number(slider.value);
    name();
    cards.forEach((card) => card.update());
  });

  function name() {
    shownStep.textContent = `step ${format(now().step)}`;
  }
  name();
  const chooser = model.length > 1 ? el("label", { class: "choice" }, "Features at ", slider, shownStep) : null;

  /** The choice between all inputs and those that matter most. */
  function extent() {
    if (now().diagonal.length <= FEW) return null;
    const choose = el("select", { "aria-label": "Inputs of the AGOP that are shown" }, el("option", { value: "few" }, `the ${FEW} that matter most`), el("option", { value: "all" }, "all"));
    choose.addEventListener("change", () => {
      few = choose.value === "few";
      cards[0].update();
    });
    return el("label", { class: "choice" }, "Inputs: ", choose);
  }

  const quantities = ["agop.trace", "agop.alignment"];
  const more = "AGOP: G = (1/n) sum over i of (df/dx_i) (df/dx_i)^T, over the inputs x_i. Its diagonal tells how much each input matters; its eigenvectors are the directions that matter, with their shares of the trace.";
  const signed = (t) => [["above zero", t.high], ["below zero", t.low]];
  if (isImage(now())) {
    cards.push(Catapult.chart({ id: "features", into, wide: true, fluid: true, title: "AGOP as images", lead: "Where the network looks: how much each pixel matters, and the directions in pixels that matter most.", above: chooser, quantities, more,
      keys: (t) => [["matters most (diagonal)", t.scale[t.scale.length - 1]], ...signed(t)],
      measure: (width) => layout(maps(), width, 7).height, table: () => mapTable(maps()), option: (t, view) => mapOption(maps(), t, view, 7) }));
    return;
  }
  if (matrixMaps().length > 0) {
    cards.push(Catapult.chart({ id: "features", into, fluid: true, title: "AGOP", lead: "On the diagonal: how much an input matters; beside it: which matter together.", above: el("div", { class: "choices" }, chooser, extent()), quantities, more, keys: signed,
      measure: (width) => layout(maps(), width, 2).height, table: () => mapTable(maps()), option: (t, view) => mapOption(maps(), t, view, 2) }));
  }
  cards.push(Catapult.chart({ id: "inputs", into, height: 340, title: "Which inputs matter", lead: "The diagonal of the AGOP, as shares of its trace.", above: matrixMaps().length > 0 ? null : chooser, quantities, more,
    table: () => ({ head: ["input", "share", ...(reference ? ["share in the reference"] : [])], rows: now().diagonal.map((v, i) => [i + 1, v / now().trace, ...(reference ? [reference.diagonal[i] / reference.trace] : [])]) }),
    legend: (t) => [{ name: "network", colour: t.series[0] }, ...(reference && reference !== now() ? [{ name: "reference", colour: t.series[1] }] : [])],
    option: (t) => ({
      ...Catapult.base(t), grid: { left: 62, right: 18, top: 22, bottom: 44 },
      legend: { show: false, top: 2, left: 0, textStyle: { color: t.ink } },
      tooltip: { ...Catapult.tooltip(t), trigger: "axis", formatter: (ps) => el("div", {}, el("strong", {}, "Input " + (ps[0].dataIndex + 1)), ...ps.map((p) => el("div", {}, `${p.seriesName}: ${format(100 * p.value, 3)} %`))) },
      xAxis: Catapult.axis(t, { type: "category", data: now().diagonal.map((_, i) => i + 1), name: "input", nameLocation: "middle", nameGap: 26 }),
      yAxis: Catapult.axis(t, { type: "value", axisLabel: { formatter: (v) => format(100 * v, 3) + " %" } }),
      series: [{ name: "network", type: "bar", large: now().diagonal.length > 400, itemStyle: { color: t.series[0] }, data: now().diagonal.map((v) => v / now().trace) },
        ...(reference && reference !== now() ? [{ name: "reference", type: "bar", large: reference.diagonal.length > 400, itemStyle: { color: t.series[1] }, data: reference.diagonal.map((v) => v / reference.trace) }] : [])]
    }) }));
};
