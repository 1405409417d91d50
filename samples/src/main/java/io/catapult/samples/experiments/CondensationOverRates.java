/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.nn.Activation;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;

/** Fig. 5.2 and B.2 of Li, Xu and Zhang: condensed variance and sharpness against the rate. */
final class CondensationOverRates {

  private static final String RELU = "ReLU";
  private static final String SIGMOID = "sigmoid";
  private static final double STRONG = 0.7;

  /** Of the critical rate at the start; from 1 on the loss spikes. */
  private static final double[] SHARES = {0.25, 0.5, 0.75, 1.1, 1.3, 1.5, 1.7, 1.9};

  private static final Statistic VARIANCE_FALLS =
      Statistic.computed(
          "rank correlation of rate and condensed variance",
          "Spearman's coefficient of eta and V_cond at the end, over 8 rates");
  private static final Statistic SHARPNESS_FALLS =
      Statistic.computed(
          "rank correlation of rate and sharpness",
          "Spearman's coefficient of eta and lambda_max at the end, over 8 rates");
  private static final Statistic ALIKE =
      Statistic.computed(
          "rank correlation of condensed variance and sharpness",
          "Spearman's coefficient of V_cond and lambda_max at the end, over 8 rates");
  private static final Statistic HIGHEST =
      Statistic.computed(
          "highest sharpness at the end over 2/eta", "max over the rates of lambda_max eta / 2");

  private CondensationOverRates() {}

  static Experiment experiment() {
    return Experiment.builder("spike-fig-5.2")
        .addFigures("spike-fig-b.2")
        .setTitle("larger rates end flatter and more condensed")
        .setClaim(
            "The condensed variance and lambda_max at the end of the training both fall as the"
                + " learning rate rises; lambda_max stays below 2/eta.",
            OneDimensionalFit.PAPER + "section 5.2, Fig. 5.2, Fig. B.2")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(2000))
        .setPlan(Size.PAPER, () -> plan(20_000))
        .addCheck(Check.everyRun(VARIANCE_FALLS, Bound.AT_MOST, -STRONG, RELU, SIGMOID))
        .addCheck(Check.everyRun(SHARPNESS_FALLS, Bound.AT_MOST, -STRONG, RELU, SIGMOID))
        .addCheck(Check.everyRun(ALIKE, Bound.AT_LEAST, STRONG, RELU, SIGMOID))
        .addCheck(Check.everyRun(HIGHEST, Bound.AT_MOST, 1, RELU, SIGMOID))
        .addNote(SpikeCondensation.RATES)
        .addNote(
            SpikeCondensation.ANGLES
                + " what is claimed of the variance does not hold: its rank correlation with the rate"
                + " is 0.17, 0.19 and 0.17 with ReLU, and 0.98, 0.98 and 0.90 with sigmoid (seeds 1"
                + " to 3); with lambda_max it is minus that.")
        .build();
  }

  private static Plan plan(int updates) {
    OneDimensionalFit task = OneDimensionalFit.valley();
    return new Plan(
        Computation.of(
            new Computation.Row(RELU, seed -> compute(RELU, task, updates, seed)),
            new Computation.Row(
                SIGMOID,
                seed -> compute(SIGMOID, task.withActivation(Activation::sigmoid), updates, seed))),
        3,
        "%d updates, at 8 rates; the paper tells neither.".formatted(updates));
  }

  private static Computed compute(String row, OneDimensionalFit task, int updates, long seed) {
    double[] variances = new double[SHARES.length];
    double[] sharpness = new double[SHARES.length];
    double critical = 0;
    for (int i = 0; i < SHARES.length; i++) {
      try (FitTraining training = FitTraining.atShare(task, SHARES[i], seed)) {
        critical = training.sharpness();
        training.network().train(updates);
        variances[i] = training.neurons().condensedVariance().orElseThrow();
        sharpness[i] = training.sharpness();
      }
    }
    double threshold = critical;
    double[] thresholds = Arrays.stream(SHARES).map(share -> threshold / share).toArray();
    double highest = 0;
    for (int i = 0; i < SHARES.length; i++) {
      highest = Math.max(highest, sharpness[i] / thresholds[i]);
    }
    return Computed.builder()
        .put(VARIANCE_FALLS, FitTraining.spearman(SHARES, variances))
        .put(SHARPNESS_FALLS, FitTraining.spearman(SHARES, sharpness))
        .put(ALIKE, FitTraining.spearman(variances, sharpness))
        .put(HIGHEST, highest)
        .addChart(
            Chart.of(
                "Condensed variance at the end",
                "From 1 on the loss spikes, and the neurons condense.",
                Axis.linear("rate over the critical rate at the start"),
                Axis.linear("condensed variance"),
                Series.curve(row, SHARES, variances)))
        .addChart(
            Chart.of(
                "Sharpness at the end, " + row,
                "It falls with the variance, and stays below 2/eta.",
                Axis.linear("rate over the critical rate at the start"),
                Axis.logarithmic("lambda_max"),
                Series.curve("lambda_max", SHARES, sharpness),
                Series.dashed("2/eta", SHARES, thresholds)))
        .build();
  }
}
