/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** The neurons of the first hidden layer, orientation against amplitude: where they were at first and where they are at last. */
Catapult.neurons = (into) => {
  const { data, el, format } = Catapult;
  /** A look that is told without colour: hollow at first, filled at last. */
  const LOOKS = [{ name: "first measurement", colour: 5, isHollow: true }, { name: "last measurement", colour: 0, isHollow: false }];
  const QUARTERS = ["−π", "−π/2", "0", "π/2", "π"];
  const looks = (t) => data.neurons.map((at, i) => ({ ...LOOKS[i], at, colour: t.series[LOOKS[i].colour] }));

  function dot({ isHollow, colour }) {
    const mark = el("span", { class: "dot", "aria-hidden": "true" });
    mark.style.borderColor = colour;
    mark.style.background = isHollow ? "none" : colour;
    return mark;
  }

  function tip(p) {
    const { step, orientations, amplitudes } = data.neurons[p.seriesIndex];
    return el("div", {}, `Neuron ${format(p.dataIndex + 1)} at step ${format(step)}: orientation ${format(orientations[p.dataIndex])}, amplitude ${format(amplitudes[p.dataIndex])}`);
  }

  function table() {
    const head = data.neurons.flatMap(({ step }) => [`orientation at step ${format(step)}`, `amplitude at step ${format(step)}`]);
    const rows = data.neurons[0].orientations.map((_, j) => [j + 1, ...data.neurons.flatMap((at) => [at.orientations[j], at.amplitudes[j]])]);
    return { head: ["neuron", ...head], rows };
  }

  function note() {
    const steps = data.neurons.map(({ step }) => "step " + format(step)).join(" and ");
    return `Measured at ${steps}. Drawn are ${format(data.neurons[0].orientations.length)} neurons, of a wider layer its first ones.`;
  }

  Catapult.chart({
    id: "neurons", into, title: "Neurons", lead: "A mark for each neuron of the first hidden layer. Condensed ones stand on few orientations, one above the other.", quantities: ["condensation.orientations", "condensation.amplitudes"],
    log: false, table, note,
    legend: (t) => looks(t).map((look) => ({ name: look.name, colour: look.colour, shape: dot(look) })),
    option: (t, view) => ({
      ...Catapult.base(t), grid: { left: 72, right: 18, top: 22, bottom: 46 },
      legend: { show: false, top: 2, left: 0, textStyle: { color: t.ink } },
      tooltip: { ...Catapult.tooltip(t), trigger: "item", formatter: tip },
      xAxis: Catapult.axis(t, { type: "value", min: -1, max: 1, interval: 0.5, name: "orientation of (w, b)", nameLocation: "middle", nameGap: 26, axisLabel: { formatter: (v) => QUARTERS[2 * v + 2] } }),
      yAxis: Catapult.axis(t, { type: view.log ? "log" : "value", axisLine: { onZero: false, lineStyle: { color: t.axis } }, name: "amplitude |a| ‖w‖", nameLocation: "middle", nameGap: 52 }),
      series: looks(t).map(({ name, at, colour, isHollow }) => ({
        name, type: "scatter", symbolSize: 6, itemStyle: { color: isHollow ? "transparent" : colour, borderColor: colour, borderWidth: isHollow ? 1.5 : 0, opacity: 0.8 }, emphasis: { disabled: true },
        data: at.orientations.map((angle, j) => [angle / Math.PI, Catapult.drawable(at.amplitudes[j], view.log)])
      }))
    })
  });
};
