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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.regression.Regressor;

/**
 * Gradient descent with ever more catapults: what it learns of features, and how it generalises.
 */
final class CatapultCounts {

  private static final String DESK_WORDS =
      "One run, the first three of six rises, and an end at a loss of 1e-2.";

  private static final int MEASURED_EVERY = 5;
  private static final double START = 2;
  private static final int[] AT = {50, 150, 220, 280, 350, 400};
  private static final double[] RATES = {8, 16, 30, 50, 75, 80};

  private static final double FULL_START = 6;
  private static final int[] FULL_AT = {30, 120, 180, 280};
  private static final double[] FULL_RATES = {7, 12, 40, 80};

  private CatapultCounts() {}

  /** Fig. 4.8a of the dissertation. */
  static Experiment lowRank() {
    List<String> rows = rows(3);
    return Experiment.builder("fig-4.8")
        .setTitle("gradient descent with 0 to 3 catapults on the rank-2 task")
        .setClaim(
            "With the number of catapults of gradient descent its test loss falls and its AGOP"
                + " alignment rises.",
            "Zhu, dissertation, section 4.4 and Fig. 4.8a; Zhu et al., Catapults in SGD, Fig. 6")
        .setTime("4 minutes")
        .setPlan(Size.DESK, () -> lowRank(3, 1, 1e-2, DESK_WORDS))
        .setPlan(Size.PAPER, () -> lowRank(6, 3, Training.TRAINED, "as in the paper"))
        .addCheck(Check.trend(Trend.RISES, Statistic.risesWithCatapult(), rows))
        .addCheck(Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.TEST_LOSS), rows))
        .addCheck(Check.trend(Trend.RISES, Statistic.of(DynamicsMetrics.AGOP_ALIGNMENT_END), rows))
        .addNote(
            "The rates and updates are those of appendix C.6, of which 0 to 3 rises are taken; the"
                + " rate before the first rise, 2, is that of Table C.1, and no rate is lowered"
                + " afterwards. Each training ends at a loss of 1e-3, as for Fig. 4.9, which the desk size shortens. The curves are"
                + " measured on 256 of the training points.")
        .build();
  }

  /** Fig. C.17 of the dissertation. */
  static Experiment fullRank() {
    List<String> rows = rows(FULL_RATES.length);
    return Experiment.builder("c.17")
        .setTitle("gradient descent with catapults on the full-rank task")
        .setClaim(
            "Where the target depends on all inputs alike, catapults improve neither the test loss"
                + " nor the AGOP alignment.",
            "Zhu, dissertation, appendix C.4 and Fig. C.17")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> fullRank("as in the paper"))
        .setPlan(Size.PAPER, () -> fullRank("as in the paper"))
        .addCheck(
            Check.trend(Trend.NEVER_BELOW_FIRST, Statistic.of(DynamicsMetrics.TEST_LOSS), rows))
        .addCheck(
            Check.trend(
                Trend.NEVER_ABOVE_FIRST, Statistic.of(DynamicsMetrics.AGOP_ALIGNMENT_END), rows))
        .addNote(
            "Rates and updates are those of appendix C.6. The end is left open: all make 400"
                + " updates, past the last rise, and reach losses below 1e-4.")
        .addNote(
            "The alignment falls with every catapult. The test loss does not follow the claim to"
                + " the letter: the first catapult, which the rate 7 makes just above the critical"
                + " rate 6.2, lowers it from 0.18 to 0.14; the further ones raise it to 0.8, 2"
                + " and 11.")
        .build();
  }

  private static List<String> rows(int most) {
    return IntStream.rangeClosed(0, most).mapToObj(CatapultCounts::row).toList();
  }

  private static String row(int rises) {
    return rises == 1 ? "1 rise" : rises + " rises";
  }

  private static Plan lowRank(int most, int seeds, double stopBelow, String words) {
    Training<Regressor> training =
        Training.gradientDescent(new RegressionBridge(), 2, 1024, 6000)
            .probedOn(256, MEASURED_EVERY)
            .until(stopBelow);
    return new Plan(
        new ComparisonSetup<>(
            new SyntheticTask(TargetFunction.RANK2, 2000),
            all(training, START, AT, RATES, most),
            DynamicsMetrics.SPIKES_CATAPULT),
        seeds,
        words);
  }

  private static Plan fullRank(String words) {
    Training<Regressor> training =
        Training.<Regressor>gradientDescent(new RegressionBridge(), 2, 1024, 400)
            .probedOn(0, MEASURED_EVERY)
            .until(0);
    return new Plan(
        new ComparisonSetup<>(
            new SyntheticTask(TargetFunction.FULL_RANK, 128),
            all(training, FULL_START, FULL_AT, FULL_RATES, FULL_RATES.length),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        words);
  }

  /** The schedule, cut off after ever more of its rises. */
  private static List<Configuration<Regressor>> all(
      Training<Regressor> training, double start, int[] at, double[] rates, int most) {
    List<Configuration<Regressor>> all = new ArrayList<>();
    for (int rises = 0; rises <= most; rises++) {
      LearningRateSchedule schedule =
          rises == 0
              ? LearningRateSchedule.fixed(start)
              : LearningRateSchedule.steps(
                  start, Arrays.copyOf(at, rises), Arrays.copyOf(rates, rises));
      all.add(training.row(row(rises), schedule));
    }
    return all;
  }
}
