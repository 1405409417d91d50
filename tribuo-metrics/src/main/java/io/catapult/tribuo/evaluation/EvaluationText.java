/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.trace.TraceHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tribuo.Output;
import org.tribuo.evaluation.Evaluation;

/**
 * Evaluations as text for a person; each method serves as an {@link
 * org.tribuo.evaluation.EvaluationRenderer}, as in {@code EvaluationText::of}.
 */
public final class EvaluationText {

  private static final double LARGEST_COUNT = 1e15;

  private EvaluationText() {}

  /** A table by group, and in one line what was not measured. */
  public static <T extends Output<T>> String of(DynamicsEvaluation<T> evaluation) {
    int width =
        evaluation.values().keySet().stream().mapToInt(m -> m.label().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add(title(evaluation));
    for (MetricGroup group : MetricGroup.values()) {
      List<String> rows = rows(evaluation, group, width);
      if (!rows.isEmpty()) {
        lines.add(group.title());
        lines.addAll(rows);
      }
    }
    if (!evaluation.notMeasured().isEmpty()) {
      lines.add("not measured: " + notMeasured(evaluation));
    }
    return String.join("\n", lines);
  }

  /** The text of Tribuo's own evaluation, then that of the training. */
  public static <T extends Output<T>, E extends Evaluation<T>> String of(
      GeneralizationEvaluation<T, E> evaluation) {
    return evaluation.test() + "\n\n" + of(evaluation.dynamics());
  }

  private static List<String> rows(DynamicsEvaluation<?> evaluation, MetricGroup group, int width) {
    return evaluation.values().entrySet().stream()
        .filter(entry -> entry.getKey().group() == group)
        .map(entry -> row(entry, width))
        .toList();
  }

  private static String row(Map.Entry<DynamicsMetrics, Double> entry, int width) {
    return String.format(
        Locale.ROOT,
        "  %-" + width + "s  %12s",
        entry.getKey().label(),
        number(entry.getKey(), entry.getValue()));
  }

  /** What was trained and by what. */
  static String title(DynamicsEvaluation<?> evaluation) {
    TraceHeader header = evaluation.trace().header();
    String title =
        "Training of "
            + header.training().model().name()
            + " by "
            + header.training().optimizer().name()
            + ", loss "
            + header.training().loss().name();
    return title.replaceAll("\\p{Cntrl}", " "); // names from a file must not steer a terminal
  }

  static String notMeasured(DynamicsEvaluation<?> evaluation) {
    return evaluation.notMeasured().stream()
        .map(DynamicsMetrics::label)
        .collect(Collectors.joining(", "));
  }

  static String number(DynamicsMetrics metric, double value) {
    if (metric == DynamicsMetrics.DIVERGED) {
      return value == 0 ? "no" : "yes";
    }
    return number(value) + (metric.unit().equals("1") ? "" : " " + metric.unit());
  }

  /** Four digits that count; a whole number whole. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < LARGEST_COUNT
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
