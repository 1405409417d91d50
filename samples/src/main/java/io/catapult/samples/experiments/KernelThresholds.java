/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.TwoCloudsTask;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.RegressionBridge;
import io.catapult.tribuo.trainer.TwinFactory;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.regression.Regressor;

/** Which eigendirections of the tangent kernel catapult at which learning rate. */
final class KernelThresholds {

  private static final String BELOW = "0.8 critical rates";
  private static final String BETWEEN = "1.15 critical rates";
  private static final String ABOVE = "1.7 critical rates";
  private static final String FAR_ABOVE = "2.5 critical rates";

  private static final String SOURCE = "Zhu, dissertation, section 3.3 and appendix B.14, ";
  private static final String SCALED =
      "54 points of one class and 74 of the other, so that on every seed a rate lies well between"
          + " the two thresholds.";

  private static final int UPDATES = 150;
  private static final double HIGH = 5;
  private static final double SAME = 1.001;

  private KernelThresholds() {}

  /** Fig. 3.3. */
  static Experiment ofTwins() {
    return checked(
            Experiment.builder("fig-3.3")
                .setTitle("thresholds of two eigendirections, quadratic twin")
                .setClaim(
                    "The quadratic model catapults in the eigendirection i of the kernel if eta >"
                        + " 2/lambda_i: below 2/lambda_1 the kernel stays, between the two"
                        + " thresholds lambda_1 alone falls, above 2/lambda_2 both do, and beyond"
                        + " about 4/lambda_1 it diverges.",
                    SOURCE + "Fig. 3.3")
                .setTime("1 minute")
                .setPlan(Size.DESK, () -> twins(1024, "Width 1024 in place of 5,000. " + SCALED))
                .setPlan(Size.PAPER, () -> twins(5000, SCALED)))
        .addCheck(
            Check.everyRun(Statistic.of(DynamicsMetrics.DIVERGED), Bound.EXACTLY, 1, FAR_ABOVE))
        .build();
  }

  /** Fig. B.1. */
  static Experiment ofNetworks() {
    return checked(
            Experiment.builder("b.1")
                .setTitle("thresholds of two eigendirections, wide network")
                .setClaim(
                    "A wide network has the thresholds of its quadratic model: below 2/lambda_1 the"
                        + " kernel stays, between 2/lambda_1 and 2/lambda_2 lambda_1 alone falls,"
                        + " above both do.",
                    SOURCE + "Fig. B.1")
                .setTime("20 seconds")
                .setPlan(Size.DESK, () -> networks(SCALED))
                .setPlan(Size.PAPER, () -> networks(SCALED)))
        .build();
  }

  private static Experiment.Builder checked(Experiment.Builder builder) {
    return builder
        .addCheck(Check.everyRun(KernelStatistics.thresholdsPassed(), Bound.EXACTLY, 0, BELOW))
        .addCheck(Check.everyRun(KernelStatistics.fallenEigenvalues(), Bound.EXACTLY, 0, BELOW))
        .addCheck(Check.everyRun(KernelStatistics.highestLoss(), Bound.AT_MOST, SAME, BELOW))
        .addCheck(Check.everyRun(KernelStatistics.thresholdsPassed(), Bound.EXACTLY, 1, BETWEEN))
        .addCheck(Check.everyRun(KernelStatistics.fallenEigenvalues(), Bound.EXACTLY, 1, BETWEEN))
        .addCheck(Check.everyRun(KernelStatistics.thresholdsPassed(), Bound.EXACTLY, 2, ABOVE))
        .addCheck(Check.everyRun(KernelStatistics.fallenEigenvalues(), Bound.EXACTLY, 2, ABOVE))
        .addCheck(
            Check.everyRun(KernelStatistics.highestLoss(), Bound.AT_LEAST, HIGH, BETWEEN, ABOVE))
        .addCheck(
            Check.everyRun(
                Statistic.of(DynamicsMetrics.DIVERGED), Bound.EXACTLY, 0, BELOW, BETWEEN, ABOVE))
        .addNote(
            "Loss (1/n) times the sum, with which the figure's thresholds, 0.37 and 0.39, agree: n"
                + " over the sums of x^2 on either side of 0. With one half of the sum, as the"
                + " chapter has it, they would be 2/lambda_i.");
  }

  private static Plan twins(int width, String words) {
    return plan(
        new TwinFactory(new FullyConnectedFactory(2, width), TwinFactory.Order.QUADRATIC),
        words,
        BELOW,
        BETWEEN,
        ABOVE,
        FAR_ABOVE);
  }

  private static Plan networks(String words) {
    return plan(new FullyConnectedFactory(2, 5000), words, BELOW, BETWEEN, ABOVE);
  }

  private static Plan plan(BlockFactory network, String words, String... rates) {
    Training<Regressor> training =
        Training.gradientDescent(new RegressionBridge(), network, UPDATES).until(0);
    List<Configuration<Regressor>> rows = new ArrayList<>();
    for (String rate : rates) {
      double fraction = Double.parseDouble(rate.substring(0, rate.indexOf(' ')));
      rows.add(training.row(rate, LearningRateSchedule.criticalFraction(fraction)));
    }
    return new Plan(
        new ComparisonSetup<>(new TwoCloudsTask(54, 74), rows, DynamicsMetrics.SPIKES_CATAPULT),
        1,
        words);
  }
}
