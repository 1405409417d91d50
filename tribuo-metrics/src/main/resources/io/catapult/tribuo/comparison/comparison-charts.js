/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** Charts of a comparison: one metric over another, over the batch size, and the loss curves. */
Object.assign(Catapult.comparison, (() => {
  const { data, el, format } = Catapult;
  const C = Catapult.comparison;
  const MOST_LABELS = 14;

  const tick = (x1, y1, x2, y2, stroke) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 1.4 } });

  /**
   * Bars from mean − deviation to mean + deviation, upwards and, where there is one, sideways.
   * The rows are [x, y, deviation of x, deviation of y]; the ends count for the axes too.
   */
  function bars(name, colour, rows) {
    return {
      name, type: "custom", silent: true, z: 3, clip: true, tooltip: { show: false }, itemStyle: { color: colour }, encode: { x: [0, 2, 3], y: [1, 4, 5] },
      data: rows.map(([x, y, dx, dy]) => [x, y, x - dx, x + dx, y - dy, y + dy]),
      renderItem: (params, api) => {
        const [x, y, left, right, low, high] = [0, 1, 2, 3, 4, 5].map((i) => api.value(i));
        const box = params.coordSys;
        const [middle, centre] = api.coord([x, y]);
        const children = [];
        if (high > low) {
          const top = api.coord([x, high])[1];
          const found = api.coord([x, low])[1];
          const bottom = Number.isFinite(found) ? found : box.y + box.height; // below zero on a logarithmic axis
          children.push(tick(middle, bottom, middle, top, colour), tick(middle - 4, bottom, middle + 4, bottom, colour), tick(middle - 4, top, middle + 4, top, colour));
        }
        if (right > left) {
          const [from] = api.coord([left, y]);
          const [to] = api.coord([right, y]);
          children.push(tick(from, centre, to, centre, colour), tick(from, centre - 4, from, centre + 4, colour), tick(to, centre - 4, to, centre + 4, colour));
        }
        return { type: "group", children };
      }
    };
  }

  function legend(families) {
    return families.map((family) => ({ name: family, colour: C.look(family).colour, shape: C.mark(family) }));
  }

  const families = (rows) => data.families.filter((family) => rows.some((c) => c.family === family));

  /** Everything that has both metrics: runs, and means with deviations. */
  function pairs(x, y) {
    const points = C.runs.filter((r) => C.counts(r) && C.value(r, x) !== null && C.value(r, y) !== null);
    const means = C.configurations.filter((c) => c.metrics[x] && c.metrics[y]);
    return { points, means };
  }

  const spread = (values) => (values.length > 0 && Math.min(...values) > 0 ? Math.max(...values) / Math.min(...values) : 1);

  /** What tells a configuration from the others of its optimizer, whose shape tells the rest. */
  function shortName(c) {
    const labels = C.configurations.filter((other) => other.family === c.family).map((other) => other.label);
    if (labels.length === 1) return c.label;
    let common = 0;
    while (labels.every((label) => common < label.length && label[common] === labels[0][common])) common++;
    const cut = labels[0].lastIndexOf(", ", common - 1);
    return cut > 0 && cut + 2 <= common ? c.label.slice(cut + 2) : c.label;
  }

  /** On which side of a mean there is more room for its name: −1 on the left, 1 on the right. */
  function roomier(means, x, y) {
    const scale = (id) => {
      const all = means.map((c) => c.metrics[id].mean);
      const [low, high] = [Math.min(...all), Math.max(...all)];
      return (c) => (c.metrics[id].mean - low) / (high - low || 1);
    };
    const [across, up] = [scale(x), scale(y)];
    return (c) => {
      const crowd = (way) => means.filter((other) => other !== c && Math.abs(up(other) - up(c)) < 0.06 && way * (across(other) - across(c)) >= 0 && Math.abs(across(other) - across(c)) < 0.25).length;
      const [left, right] = [crowd(-1) + (across(c) < 0.15 ? 9 : 0), crowd(1) + (across(c) > 0.8 ? 9 : 0)];
      return left < right ? -1 : 1;
    };
  }

  /** Counts are shown from zero, though a deviation may reach below. */
  const fromZero = (id) => (/^(spikes|catapults)\./.test(id) ? { min: 0 } : { scale: true });

  function scatter(spec) {
    let { x, y } = spec;
    const choice = el("div", { class: "choice axes" });
    const card = Catapult.chart({
      id: spec.id, into: spec.into, title: title(), lead: spec.lead, height: 400, fluid: true, marksRun: true, above: choice, below: C.panel(),
      quantities: [x, y], log: spread(pairs(x, y).points.map((r) => C.value(r, y))) > 30,
      legend: () => legend(families(pairs(x, y).means)),
      option: (t, view) => option(t, view),
      picture: (option, width) => legendOnTop(option, width), table: () => tableOf(x, y),
      onClick: (event) => event.data && event.data.run !== undefined && C.select(event.data.run),
      note: () => note(x, y)
    });
    const redraw = () => {
      card.spec.quantities = [x, y];
      card.spec.title = title();
      card.node.querySelector("h3").textContent = title();
      card.help.hidden = true;
      card.helpButton.setAttribute("aria-expanded", "false");
      card.update();
    };
    choice.append("x ", C.metricChoice("Metric of the x axis", x, (id) => { x = id; redraw(); }), " y ", C.metricChoice("Metric of the y axis", y, (id) => { y = id; redraw(); }));
    return card;

    function title() {
      return `${C.capital(C.label(y))} over ${C.label(x)}`;
    }

    function option(t, view) {
      const { points, means } = pairs(x, y);
      const log = view.log;
      const side = roomier(means, x, y);
      const series = families(means).flatMap((family) => {
        const { colour, symbol } = C.look(family);
        const ofFamily = means.filter((c) => c.family === family);
        const dot = (r) => {
          const isSelected = r.index === C.selected();
          return { value: [C.value(r, x), Catapult.drawable(C.value(r, y), log)], run: r.index, symbolSize: isSelected ? 16 : 8,
            itemStyle: isSelected ? { opacity: 1, borderColor: t.ink, borderWidth: 2.5 } : { opacity: 0.55 } };
        };
        const mean = (c) => ({ label: side(c) < 0 ? { position: [-4, -7], align: "right" } : { position: [18, -7] }, value: [c.metrics[x].mean, Catapult.drawable(c.metrics[y].mean, log)], configuration: c.index });
        const deviation = (summary) => summary.deviation || 0;
        const names = means.length <= MOST_LABELS && view.width > 420;
        return [
          { name: family, type: "scatter", symbol, z: 6, itemStyle: { color: colour }, cursor: "pointer", data: points.filter((r) => r.of.family === family).map(dot) },
          bars(family, colour, ofFamily.map((c) => [c.metrics[x].mean, c.metrics[y].mean, deviation(c.metrics[x]), deviation(c.metrics[y])])),
          { name: family, type: "scatter", symbol, symbolSize: 14, z: 5, cursor: "default", itemStyle: { color: colour, opacity: 1, borderColor: t.paper, borderWidth: 1.5 }, data: ofFamily.map(mean),
            label: { show: names, color: t.ink, fontSize: 11, width: 130, overflow: "truncate", formatter: (p) => shortName(C.configurations[p.data.configuration]) }, labelLayout: { hideOverlap: true } }
        ];
      });
      return {
        ...Catapult.base(t),
        title: { text: C.correlationText(x, y, view.width < 520 ? "\n" : " "), left: 0, top: 0, padding: 0, textStyle: { color: t.soft, fontSize: 12.5, fontWeight: "normal", lineHeight: 17 } },
        grid: { left: 66, right: 22, top: view.width < 520 ? 56 : 34, bottom: 46 },
        legend: { show: false, bottom: 0, left: "center", textStyle: { color: t.ink }, data: families(means).map((family) => ({ name: family, icon: C.look(family).symbol })) },
        tooltip: { ...Catapult.tooltip(t), trigger: "item", formatter: (p) => tip(p, x, y) },
        xAxis: Catapult.axis(t, { type: "value", ...fromZero(x), name: C.label(x), nameLocation: "middle", nameGap: 28 }),
        yAxis: Catapult.axis(t, { type: log ? "log" : "value", ...(log ? {} : fromZero(y)), name: C.label(y), nameLocation: "middle", nameRotate: 90, nameGap: 50 }),
        series
      };
    }
  }

  /** A picture has its legend between the words and the chart, in as many rows as it needs. */
  function legendOnTop(option, width) {
    const from = option.title.text.split("\n").length * 17 + 6;
    const long = option.legend.data.reduce((sum, { name }) => sum + 38 + 7.2 * name.length, 0);
    const rows = Math.ceil((1.15 * long) / width);
    Object.assign(option.legend, { top: from, bottom: undefined, itemWidth: 12, itemHeight: 12 });
    option.grid.top = from + 22 * rows + 8;
    return option;
  }

  function tip(p, x, y) {
    const run = p.data.run === undefined ? null : C.runs[p.data.run];
    const c = run ? run.of : C.configurations[p.data.configuration];
    if (!c) return "";
    const shown = [...new Set([x, y, ...data.shown])];
    const text = (id) => (run ? format(C.value(run, id)) : C.meanText(c.metrics[id]));
    return el("div", {}, el("strong", {}, run ? C.name(run) : `${c.label}, mean of ${c.metrics[x].n}`),
      el("table", {}, el("tbody", {}, shown.map((id) => el("tr", {}, el("td", { class: "text" }, C.label(id)), el("td", {}, text(id)))))), run ? el("div", {}, "Click to mark this run.") : null);
  }

  function tableOf(x, y) {
    return { head: ["configuration", "seed", C.label(x), C.label(y)], rows: pairs(x, y).points.map((r) => [r.configuration, String(r.seed), C.value(r, x), C.value(r, y)]) };
  }

  function note(x, y) {
    const left = C.runs.length - pairs(x, y).points.length;
    return `Small: runs. Large: means of configurations, bars of one standard deviation.${left > 0 ? ` ${left} of ${C.runs.length} runs are not drawn: they diverged, failed, are not finished, or lack a metric.` : ""}`;
  }

  /**
   * Configurations that differ in the batch size alone, as far as optimizer and rate say; a full
   * batch beside one size is two optimizers, not a curve.
   */
  function sizeGroups() {
    const groups = new Map();
    C.configurations.filter((c) => c.rank !== undefined).forEach((c) => {
      const key = JSON.stringify([c.family.replace(/^GD\b/, "SGD"), c.rate]);
      groups.set(key, [...(groups.get(key) || []), c]);
    });
    return [...groups.values()].filter((rows) => new Set(rows.map((c) => c.batchSize).filter((size) => size > 0)).size > 1)
      .map((rows) => rows.sort((a, b) => sizeOf(a) - sizeOf(b)));
  }

  /** The full batch stands beyond the largest, at twice its place. */
  function sizeOf(c) {
    return c.batchSize > 0 ? c.batchSize : 2 * Math.max(...C.configurations.map((other) => other.batchSize), 1);
  }

  function sizeChart(into, id, metric, groups) {
    const rows = () => groups.flatMap((group) => group.filter((c) => c.metrics[metric]));
    const named = (group) => (groups.filter((g) => g[0].family === group[0].family).length > 1 ? `${group[0].family}, ${group[0].rate}` : group[0].family);
    const ticks = [...new Set(groups.flat().map(sizeOf))].sort((a, b) => a - b);
    const full = new Set(groups.flat().filter((c) => c.batchSize === 0).map(sizeOf));
    return Catapult.chart({
      id, into, title: `${C.capital(C.label(metric))} over batch size`, lead: "Mean and standard deviation over the seeds; the smaller the batch, the further left.", height: 320, quantities: [metric],
      legend: () => groups.map((group) => ({ name: named(group), colour: C.look(group[0].family).colour, shape: C.mark(group[0].family) })),
      option: (t) => ({
        ...Catapult.base(t),
        grid: { left: 66, right: 22, top: 16, bottom: 60 },
        legend: { show: false, bottom: 0, left: "center", textStyle: { color: t.ink } },
        tooltip: { ...Catapult.tooltip(t), trigger: "item", formatter: (p) => tip({ data: { configuration: p.data.configuration } }, metric, metric) },
        xAxis: Catapult.axis(t, { type: "value", min: Math.log2(ticks[0]) - 0.4, max: Math.log2(ticks[ticks.length - 1]) + 0.4, name: "batch size", nameLocation: "middle", nameGap: 28, splitLine: { show: false },
          axisTick: { customValues: ticks.map(Math.log2), lineStyle: { color: t.axis } }, axisLabel: { customValues: ticks.map(Math.log2), formatter: (v) => sizeName(v, ticks, full) } }),
        yAxis: Catapult.axis(t, { type: "value", ...fromZero(metric), name: C.label(metric), nameLocation: "middle", nameRotate: 90, nameGap: 50 }),
        series: groups.flatMap((group) => {
          const { colour, symbol } = C.look(group[0].family);
          const has = group.filter((c) => c.metrics[metric]);
          return [
            { name: named(group), type: "line", symbol, symbolSize: 11, showSymbol: true, z: 5, itemStyle: { color: colour }, lineStyle: { color: colour, width: 1.6 }, data: has.map((c) => ({ value: [Math.log2(sizeOf(c)), c.metrics[metric].mean], configuration: c.index })) },
            bars(named(group), colour, has.map((c) => [Math.log2(sizeOf(c)), c.metrics[metric].mean, 0, c.metrics[metric].deviation || 0]))
          ];
        })
      }),
      table: () => ({ head: ["configuration", "batch size", "mean", "deviation", "runs"], rows: rows().map((c) => [c.label, c.batchSize === 0 ? "full" : c.batchSize, c.metrics[metric].mean, c.metrics[metric].deviation, c.metrics[metric].n]) })
    });
  }

  function sizeName(v, ticks, full) {
    const size = ticks.reduce((best, one) => (Math.abs(Math.log2(one) - v) < Math.abs(Math.log2(best) - v) ? one : best));
    return full.has(size) ? "full" : format(size);
  }

  return { scatter, sizeGroups, sizeChart };
})());
