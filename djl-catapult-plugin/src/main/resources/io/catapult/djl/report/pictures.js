/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** Charts as pictures: PNG and SVG for the reader, on paper, and for a program that draws a page. */
Object.assign(Catapult, (() => {
  const { el, theme, charts } = Catapult;

  /** For a picture, which has no buttons beside it. */
  function pictured(card, t) {
    const option = card.option(t);
    if (!option.legend || card.spec.legend === undefined) return option;
    option.legend.show = true;
    if (!Array.isArray(option.grid)) option.grid.top = Math.max(option.grid.top || 0, 40);
    return card.spec.picture ? card.spec.picture(option, card.width) : option;
  }

  /** The chart as a data URL, on paper's colours, twice as fine as the screen. */
  function png(card) {
    card.begin();
    card.chart.setOption(pictured(card, theme()), { notMerge: true });
    card.chart.getZr().flush();
    const url = card.chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: theme().paper, excludeComponents: ["dataZoom"] });
    card.draw();
    return url;
  }

  function savePng(card) {
    const url = png(card);
    const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (c) => c.charCodeAt(0));
    Catapult.save(fileName(card.spec.id, "png"), "image/png", new Blob([bytes], { type: "image/png" }));
  }

  function svg(card) {
    card.begin();
    const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: card.width, height: card.height });
    chart.setOption({ ...pictured(card, theme()), backgroundColor: theme().paper, tooltip: undefined });
    const text = chart.renderToSVGString();
    chart.dispose();
    return text;
  }

  function saveSvg(card) {
    Catapult.save(fileName(card.spec.id, "svg"), "image/svg+xml", svg(card));
  }

  function fileName(id, ending) {
    const title = String(Catapult.data.title || "catapult").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "").slice(0, 60) || "catapult";
    return `${title}-${id}.${ending}`;
  }

  /** On paper a chart is one picture, as wide as the paper and in its colours. */
  addEventListener("beforeprint", () => {
    Catapult.forceTheme("light");
    charts.forEach((card) => {
      card.begin();
      card.resize(640);
      if (card.spec.steps) card.chart.setOption({ dataZoom: [{}, { show: false }] });
      card.chart.getZr().flush();
      card.picture = card.chart.renderToCanvas({ pixelRatio: 2 });
      card.picture.style.cssText = "width:640px;max-width:100%";
      card.canvas.hidden = true;
      card.plot.append(card.picture);
    });
  });
  addEventListener("afterprint", () => {
    Catapult.forceTheme(null);
    charts.forEach((card) => {
      card.picture?.remove();
      card.canvas.hidden = false;
      card.resize(null);
      card.refresh();
    });
  });

  /** For a program that opens the page with #export: every chart as PNG in an element of its own. */
  function exportAll() {
    if (location.hash !== "#export") return;
    Catapult.forceTheme("light");
    for (const [name, card] of charts) {
      card.begin();
      card.resize(1000);
      document.body.append(el("output", { class: "export", hidden: true, "data-name": name }, png(card)));
    }
    document.body.dataset.exported = charts.size;
  }

  return { savePng, saveSvg, exportAll, fileName };
})());
