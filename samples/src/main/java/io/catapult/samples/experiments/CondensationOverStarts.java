/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.features.HiddenNeurons;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Fig. 5.4 of Li, Xu and Zhang: the smaller the initial weights, the more condensed the end. */
final class CondensationOverStarts {

  private static final double[] GAMMAS = {1, 1.2, 1.4, 1.6, 1.8};
  private static final List<String> ROWS =
      Arrays.stream(GAMMAS).mapToObj(CondensationOverStarts::label).toList();

  private static final Statistic VARIANCE =
      Statistic.computed(
          "condensed variance at the end",
          "V_cond = sum_j r_j (theta_j - m)^2 / sum_j r_j of the hidden neurons, Definition 5.2");
  private static final Statistic SHARPNESS =
      Statistic.computed("sharpness at the end", "lambda_max of the Hessian of the loss");

  private CondensationOverStarts() {}

  private static String label(double gamma) {
    return String.format(Locale.ROOT, "gamma %.1f", gamma);
  }

  static Experiment experiment() {
    return Experiment.builder("spike-fig-5.4")
        .setTitle("smaller initial weights end flatter and more condensed")
        .setClaim(
            "In the condensed regime, parameters from N(0, m^-gamma) with gamma above 1, condensed"
                + " variance and lambda_max at the end both fall as gamma rises.",
            OneDimensionalFit.PAPER + "section 5.2, Fig. 5.4")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(0.05, 4000, 3))
        .setPlan(Size.PAPER, () -> plan(0.01, 20_000, 10))
        .addCheck(Check.trend(Trend.FALLS, VARIANCE, ROWS))
        .addCheck(Check.trend(Trend.FALLS, SHARPNESS, ROWS))
        .addNote(
            "No rate matters here: lambda_max stays near 1 to 3, far below 2/eta. The number of"
                + " updates and the values of gamma are not told.")
        .addNote(
            SpikeCondensation.ANGLES
                + " the variance falls as well: 0.76, 0.59, 0.40, 0.28, 0.22 (means of seeds 1 to 3).")
        .build();
  }

  private static Plan plan(double rate, int updates, int seeds) {
    Computation.Row[] rows =
        Arrays.stream(GAMMAS)
            .mapToObj(
                gamma ->
                    new Computation.Row(label(gamma), seed -> compute(gamma, rate, updates, seed)))
            .toArray(Computation.Row[]::new);
    return new Plan(
        Computation.of(rows),
        seeds,
        String.format(Locale.ROOT, "%d updates at the rate %.2f, %d seeds.", updates, rate, seeds));
  }

  private static Computed compute(double gamma, double rate, int updates, long seed) {
    OneDimensionalFit task = OneDimensionalFit.valley().withGamma(gamma);
    try (FitTraining training = new FitTraining(task, rate, seed)) {
      training.network().train(updates);
      HiddenNeurons neurons = training.neurons();
      double variance = neurons.condensedVariance().orElseThrow();
      double sharpness = training.sharpness();
      return Computed.builder()
          .put(VARIANCE, variance)
          .put(SHARPNESS, sharpness)
          .addChart(
              Chart.of(
                  "Condensed variance and sharpness at the end",
                  "Both fall; a mark of each colour is one initialization, of the first seed.",
                  Axis.linear("condensed variance"),
                  Axis.linear("lambda_max"),
                  Series.points(label(gamma), new double[] {variance}, new double[] {sharpness})))
          .addChart(
              Chart.of(
                  "Hidden neurons at the end",
                  "A mark for each neuron: from small weights they stand on few orientations.",
                  Axis.linear("orientation of (w, b)"),
                  Axis.linear("amplitude |a| ||w||"),
                  Series.points(label(gamma), neurons.orientations(), neurons.amplitudes())))
          .build();
    }
  }
}
