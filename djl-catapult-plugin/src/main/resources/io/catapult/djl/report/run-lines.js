/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** What a run's charts draw over the steps: lines of points, and what they say at a step. */
Catapult.lines = (() => {
  const { data, format } = Catapult;

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
        showSymbol: few || l.look.points === true, symbolSize: few || l.look.points ? 5 : 3, connectNulls: false,
        itemStyle: { color: colour(lines, l, t) }, lineStyle: { width: l.look.width || 1.6, type: l.look.dash || "solid", color: colour(lines, l, t), opacity: l.look.points ? 0 : l.look.opacity || 1 },
        emphasis: { disabled: true },
        data: steps.map((step, i) => [step, Catapult.drawable(values[i], log)])
      };
    });
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

  /** The steps at which any of the lines has a point. */
  function steps(lines) {
    const all = new Set(shown(lines).flatMap((l) => points(l.id, l.entry).steps));
    return [...all].sort((a, b) => a - b);
  }

  return { list, points, has, line, shown, spread, at, words, colour, series, extent, tableOf, sampled, steps };
})();
