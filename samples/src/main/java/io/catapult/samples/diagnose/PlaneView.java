/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.landscape.LossSurface;
import io.catapult.djl.report.SelfContainedPage;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.SurfaceChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A loss on a plane, as text, JSON and a page.
 *
 * @param model the file of the model
 * @param loss the name of the loss
 * @param precision the type that it was measured in
 * @param samples the number of samples
 * @param parameters the number of trainable weights
 * @param cut where the plane lies
 * @param surface what was measured
 */
record PlaneView(
    String model,
    String loss,
    String precision,
    long samples,
    long parameters,
    PlaneCut cut,
    LossSurface surface)
    implements LandscapeView {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    facts().forEach(fact -> line(text, fact.name(), fact.value()));
    return text.append(String.format("%n%s%n", cut.words())).toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-33s %s%n", name, value));
  }

  /** A number with its name, in words. */
  private record Fact(String name, String value) {}

  private List<Fact> facts() {
    double[] finite = finite(surface.losses());
    int places = surface.grid().size();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "lowest loss on the plane",
            LandscapeView.number(Arrays.stream(finite).min().orElse(Double.NaN))));
    facts.add(
        new Fact(
            "highest loss", LandscapeView.number(Arrays.stream(finite).max().orElse(Double.NaN))));
    facts.add(new Fact("places", Integer.toString(places)));
    facts.add(new Fact("of them not finite", Integer.toString(places - finite.length)));
    if (surface.taken() > 0) {
      facts.add(new Fact("taken from the file", Integer.toString(surface.taken())));
    }
    return facts;
  }

  private static double[] finite(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
  }

  @Override
  public ObjectNode json() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "djl-catapult-plane").put("version", "1.0");
    root.put("title", "Plane through " + model).put("model", model);
    root.put("lossName", loss).put("precision", precision);
    root.put("n", samples).put("p", parameters).put("words", cut.words());
    facts().forEach(fact -> root.withObject("/facts").put(fact.name(), fact.value()));
    cut.explained().forEach(root.putArray("explainedVariance")::add);
    ArrayNode places = root.putArray("places");
    cut.places()
        .forEach(
            place ->
                places
                    .addObject()
                    .put("name", place.name())
                    .put("a", place.a())
                    .put("b", place.b()));
    Arrays.stream(surface.grid().first()).forEach(root.putArray("first")::add);
    Arrays.stream(surface.grid().second()).forEach(root.putArray("second")::add);
    put(root.putArray("losses"), surface.losses());
    surface.sharpnesses().ifPresent(values -> put(root.putArray("sharpnesses"), values));
    root.set("charts", MAPPER.valueToTree(charts()));
    return root;
  }

  /** What is not finite is null. */
  private static void put(ArrayNode rows, double[][] values) {
    for (double[] row : values) {
      ArrayNode into = rows.addArray();
      for (double value : row) {
        into.add(Double.isFinite(value) ? into.numberNode(value) : into.nullNode());
      }
    }
  }

  private List<Chart> charts() {
    return SurfaceChart.of(
        "The loss on the plane", cut.lead(), cut.first(), cut.second(), surface, cut.series());
  }

  @Override
  public String script() {
    return SelfContainedPage.resource(PlaneView.class, "plane.js");
  }
}
