/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;
import org.tribuo.regression.Regressor;

/**
 * Evaluations as HTML; each method serves as an {@link org.tribuo.evaluation.EvaluationRenderer},
 * as in {@code EvaluationHtml::of}.
 *
 * <p>Each gives a fragment, one {@code section}, for the body of any page: it has the page's
 * colours and font, light or dark, loads nothing and runs nothing. Names from outside are escaped.
 */
public final class EvaluationHtml {

  private static final String BEGINNING =
      """
      <section class="catapult-evaluation">
      <style>
      .catapult-evaluation table { border-collapse: collapse; margin: 0.5em 0 1em }
      .catapult-evaluation th { border-bottom: 1px solid currentColor }
      .catapult-evaluation th, .catapult-evaluation td { padding: 0.2em 0.8em }
      .catapult-evaluation th, .catapult-evaluation .label { text-align: left }
      .catapult-evaluation td { text-align: right; font-variant-numeric: tabular-nums }
      </style>
      """;
  private static final String END = "</section>\n";

  private EvaluationHtml() {}

  /** A table by group, and in one line what was not measured. */
  public static <T extends Output<T>> String of(DynamicsEvaluation<T> evaluation) {
    return BEGINNING + dynamics(evaluation) + END;
  }

  /** A table of Tribuo's own evaluation, a row for each target, then that of the training. */
  public static <T extends Output<T>, E extends Evaluation<T>> String of(
      GeneralizationEvaluation<T, E> evaluation) {
    return BEGINNING
        + "<h3>Predictions</h3>\n"
        + test(evaluation.test())
        + dynamics(evaluation.dynamics())
        + END;
  }

  private static String dynamics(DynamicsEvaluation<?> evaluation) {
    StringBuilder html = new StringBuilder();
    html.append("<h3>").append(escaped(EvaluationText.title(evaluation))).append("</h3>\n");
    html.append("<table>\n");
    for (MetricGroup group : MetricGroup.values()) {
      List<String> rows =
          evaluation.values().entrySet().stream()
              .filter(entry -> entry.getKey().group() == group)
              .map(entry -> row(entry.getKey(), entry.getValue()))
              .toList();
      if (!rows.isEmpty()) {
        html.append("<tbody>\n<tr><th colspan=\"2\" scope=\"rowgroup\">");
        html.append(escaped(group.title())).append("</th></tr>\n");
        html.append(String.join("", rows)).append("</tbody>\n");
      }
    }
    html.append("</table>\n");
    if (!evaluation.notMeasured().isEmpty()) {
      html.append("<p>not measured: ").append(escaped(EvaluationText.notMeasured(evaluation)));
      html.append("</p>\n");
    }
    return html.toString();
  }

  private static String row(DynamicsMetrics metric, double value) {
    return "<tr title=\""
        + escaped(metric.formula())
        + "\"><td class=\"label\">"
        + escaped(metric.label())
        + "</td>"
        + cell(EvaluationText.number(metric, value))
        + "</tr>\n";
  }

  private static <T extends Output<T>> String test(Evaluation<T> test) {
    Map<String, Map<String, Double>> rows = new TreeMap<>();
    for (Map.Entry<MetricID<T>, Double> entry : test.asMap().entrySet()) {
      rows.computeIfAbsent(target(entry.getKey().getA()), name -> new TreeMap<>())
          .put(entry.getKey().getB(), entry.getValue());
    }
    List<String> names =
        rows.values().stream().flatMap(row -> row.keySet().stream()).distinct().sorted().toList();
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>").append(heading(""));
    names.forEach(name -> html.append(heading(name)));
    html.append("</tr></thead>\n");
    rows.forEach(
        (target, row) -> {
          html.append("<tr><td class=\"label\">").append(escaped(target)).append("</td>");
          names.forEach(
              name ->
                  html.append(
                      cell(row.containsKey(name) ? EvaluationText.number(row.get(name)) : "")));
          html.append("</tr>\n");
        });
    return html.append("</table>\n").toString();
  }

  private static <T extends Output<T>> String target(MetricTarget<T> target) {
    if (target.getOutputTarget().isEmpty()) {
      return target.getAverageTarget().orElseThrow() + " average";
    }
    T output = target.getOutputTarget().get();
    if (output instanceof Label label) {
      return label.getLabel();
    }
    return output instanceof Regressor regressor
        ? String.join(", ", regressor.getNames())
        : output.toString();
  }

  private static String heading(String text) {
    return "<th>" + escaped(text) + "</th>";
  }

  private static String cell(String text) {
    return "<td>" + escaped(text) + "</td>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
