/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.report.SelfContainedPage;
import io.catapult.samples.chart.Chart;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was seen of a loss, as text, JSON and a page.
 *
 * @param model the file of the model
 * @param loss the name of the loss
 * @param precision the type that it was measured in
 * @param samples the number of samples
 * @param parameters the number of trainable weights
 * @param value the loss at the weights
 * @param directions what was seen along each
 */
record LandscapeReport(
    String model,
    String loss,
    String precision,
    long samples,
    long parameters,
    double value,
    List<LossDirection> directions)
    implements LandscapeView {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "loss", LandscapeView.number(value));
    directions.forEach(
        direction -> {
          text.append(String.format("%n%s%n", capital(direction.name())));
          if (direction.name().equals(LossDirection.GRADIENT)) {
            line(text, "length of the gradient", LandscapeView.number(direction.norm()));
          }
          line(text, "distance of the minimum", LandscapeView.number(direction.minimum()));
          line(
              text,
              "growth over quadratic growth",
              LandscapeView.number(direction.growth().ratio()));
          line(text, "scales", scales(direction));
          text.append(String.format("  %s%n  %s%n", words(direction), sweepWords(direction)));
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-33s %s%n", name, value));
  }

  private static String words(LossDirection direction) {
    return "%s, within %s of its minimum, the loss %s."
        .formatted(
            capital(direction.name()),
            LandscapeView.number(direction.reach()),
            direction.growth().verdict().words());
  }

  private static String scales(LossDirection direction) {
    List<Double> scales = direction.sweep().scales();
    return scales.isEmpty()
        ? "none"
        : scales.stream().map(LandscapeView::number).collect(Collectors.joining(", "));
  }

  private static String sweepWords(LossDirection direction) {
    return "Scales were looked for up to %s from its minimum%s%s."
        .formatted(
            LandscapeView.number(direction.sweptTo()),
            direction.isCutShort() ? ", as the loss is not finite farther out" : "",
            direction.sweep().isRisingAtEnd()
                ? "; there the exponent of its rise still grows"
                : "");
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  @Override
  public ObjectNode json() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "djl-catapult-landscape").put("version", "1.0");
    root.put("title", "Landscape of " + model).put("model", model);
    root.put("lossName", loss).put("precision", precision);
    root.put("n", samples).put("p", parameters).put("loss", value);
    ArrayNode all = root.putArray("directions");
    for (LossDirection direction : directions) {
      ObjectNode one = all.addObject().put("name", direction.name());
      one.put("norm", direction.norm()).put("minimum", direction.minimum());
      one.put("reach", direction.reach());
      if (Double.isFinite(direction.growth().ratio())) {
        one.put("growth", direction.growth().ratio());
      }
      one.put("verdict", direction.growth().verdict().name());
      one.put("words", words(direction));
      direction.sweep().scales().forEach(one.putArray("scales")::add);
      one.put("sweptTo", direction.sweptTo()).put("sweepWords", sweepWords(direction));
    }
    List<Chart> charts =
        Chart.joined(directions.stream().flatMap(each -> each.charts().stream()).toList());
    root.set("charts", MAPPER.valueToTree(charts));
    return root;
  }

  @Override
  public String script() {
    return SelfContainedPage.resource(LandscapeReport.class, "landscape.js");
  }
}
