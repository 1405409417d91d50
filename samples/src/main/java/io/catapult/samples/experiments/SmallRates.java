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

  private static final String DESK_WORDS =
      "Width 256 in place of 1024, an end at a loss of 0.2 in place of 1e-3, one run of each.";

  /** 0 for the full batch. */
  private static final int[] SIZES = {0, 50, 10, 5};

  private static final int MOST_UPDATES = 200_000;
  private static final double LARGE = 0.5;
  private static final double SMALL = 1 / 40.0;
  private static final int BATCH_EVERY = 20;
  private static final String LARGE_WORDS = "eta_crit / 2";
  private static final String SMALL_WORDS = "eta_crit / 40";

  private SmallRates() {}

  static Experiment experiment() {
    List<String> small = rows(SMALL_WORDS);
    return Experiment.builder("fig-4.10")
        .addFigures("c.23")
        .setTitle("batch sizes at a small learning rate")
        .setClaim(
            "At a fortieth of the critical rate there are no catapults, and the batch size makes no"
                + " difference to the test loss; at half of it smaller batches are better.",
            "Zhu, dissertation, section 4.4 and Fig. 4.10a, appendix C.5 and Fig. C.23a")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(256, 0.2, 1, DESK_WORDS))
        .setPlan(Size.PAPER, () -> plan(1024, Training.TRAINED, 3, "as in the paper"))
        .addCheck(new SpreadCheck(Statistic.of(DynamicsMetrics.TEST_LOSS), 0.05, small))
        .addCheck(
            Check.mean(
                Statistic.of(DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
                Bound.EXACTLY,
                0,
                small.stream().skip(1).toArray(String[]::new)))
        .addCheck(
            Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.TEST_LOSS), rows(LARGE_WORDS)))
        .addNote("Fig. C.23 has the rate 0.1, where a fortieth of the critical rate is 0.15.")
        .addNote(
            "The claim has no number: the bar of 5 % is ours. Catapults are counted on every 20th"
                + " batch, and not for the full batch.")
        .build();
  }

  private static List<String> rows(String rate) {
    return IntStream.of(SIZES).mapToObj(size -> row(rate, size)).toList();
  }

  private static String row(String rate, int size) {
    return rate + ", " + (size == 0 ? "full batch" : "batch " + size);
  }

  private static Plan plan(int width, double stopBelow, int seeds, String words) {
    Training<Regressor> fullBatch =
        Training.<Regressor>gradientDescent(new RegressionBridge(), 2, width, MOST_UPDATES)
            .probedOn(256, 1000)
            .until(stopBelow);
    List<Configuration<Regressor>> all = new ArrayList<>();
    for (int size : SIZES) {
      Training<Regressor> training = size == 0 ? fullBatch : fullBatch.inBatches(size, BATCH_EVERY);
      all.add(training.row(row(LARGE_WORDS, size), LearningRateSchedule.criticalFraction(LARGE)));
      all.add(training.row(row(SMALL_WORDS, size), LearningRateSchedule.criticalFraction(SMALL)));
    }
    return new Plan(
        new ComparisonSetup<>(
            new SyntheticTask(TargetFunction.RANK2, 2000),
            all,
            DynamicsMetrics.CATAPULTS_PROJECTED_LOSS_UNTIL_BEST),
        seeds,
        words);
  }
}
