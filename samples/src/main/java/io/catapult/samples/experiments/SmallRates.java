/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.SyntheticTask;
import io.catapult.samples.task.TargetFunction;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.RegressionBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.regression.Regressor;

/** Fig. 4.10: at a small learning rate the batch size makes no difference. */
final class SmallRates {

  private static final double LARGE = 0.5;
  private static final double SMALL = 1 / 40.0;
  private static final int BATCH_EVERY = 20;
  private static final String LARGE_WORDS = "eta_crit / 2";
  private static final String SMALL_WORDS = "eta_crit / 40";

  private SmallRates() {}

  static Experiment experiment() {
    List<String> small = rows(SMALL_WORDS);
    return Experiment.builder("fig-4.10")
        .setTitle("batch sizes at a small learning rate")
        .setClaim(
            "At a fortieth of the critical rate there are no catapults, and the batch size makes no"
                + " difference to the test loss; at half of it smaller batches are better.",
            "Zhu, dissertation, section 4.4 and Fig. 4.10a")
        .setTime("4 minutes")
        .setPlan(
            Size.DESK,
            () ->
                plan(
                    500,
                    new int[] {500, 50, 10, 5},
                    256,
                    256,
                    1,
                    "500 points in place of 2000, width 256 in place of 1024, one run."))
        .setPlan(
            Size.PAPER,
            () -> plan(2000, new int[] {2000, 50, 10, 5}, 1024, 256, 3, "as in the paper"))
        .addCheck(new SpreadCheck(Statistic.of(DynamicsMetrics.TEST_LOSS), 0.05, small))
        .addCheck(
            Check.mean(
                Statistic.of(DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
                Bound.EXACTLY,
                0,
                small.toArray(String[]::new)))
        .addCheck(
            Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.TEST_LOSS), rows(LARGE_WORDS)))
        .addNote(
            "The claim has no number: the bar of 5 % is ours. Catapults are counted on every 20th"
                + " batch.")
        .build();
  }

  /** Full batch, and three batch sizes: the same names at both sizes. */
  private static List<String> rows(String rate) {
    return IntStream.of(0, 50, 10, 5).mapToObj(size -> row(rate, size)).toList();
  }

  private static String row(String rate, int size) {
    return rate + ", " + (size == 0 ? "full batch" : "batch " + size);
  }

  private static Plan plan(
      int samples, int[] sizes, int width, int probes, int seeds, String words) {
    List<Configuration<Regressor>> all = new ArrayList<>();
    for (String rate : List.of(LARGE_WORDS, SMALL_WORDS)) {
      double fraction = rate.equals(LARGE_WORDS) ? LARGE : SMALL;
      for (int size : sizes) {
        int named = size == samples ? 0 : size;
        Training<Regressor> training =
            Training.<Regressor>gradientDescent(new RegressionBridge(), 2, width, 200_000)
                .probedOn(probes, 1000);
        all.add(
            (named == 0 ? training : training.inBatches(named, BATCH_EVERY))
                .row(row(rate, named), LearningRateSchedule.criticalFraction(fraction)));
      }
    }
    return new Plan(
        new ComparisonSetup<>(
            new SyntheticTask(TargetFunction.RANK2, samples),
            all,
            DynamicsMetrics.CATAPULTS_PROJECTED_LOSS_UNTIL_BEST),
        seeds,
        words);
  }
}
