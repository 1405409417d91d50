/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.DoubledSampleTask;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.RegressionBridge;
import java.util.List;
import org.tribuo.regression.Regressor;

/**
 * Fig. 4.5: with batches of one sample the loss spikes exactly where that with eta_crit below eta
 * is drawn.
 */
final class DoubledSample {

  private static final String SGD = "SGD, batch 1";
  private static final int SAMPLES = 100;
  private static final int UPDATES = 1000;

  /**
   * The tangent kernel of a point x with the second layer fixed is |x|^2 / (2 d) where the network
   * is wide: critical rates are 200, and 50 for the doubled point. The middle by ratio.
   */
  private static final double RATE = 100;

  private DoubledSample() {}

  static Experiment experiment() {
    return Experiment.builder("fig-4.5")
        .setTitle("SGD with one sample of a low critical rate")
        .setClaim(
            "Where the learning rate is above the critical rate of one training example alone, the"
                + " loss spikes only at the updates by that example.",
            "Zhu, dissertation, section 4.3 and Fig. 4.5")
        .setTime("10 seconds")
        .setPlan(Size.DESK, DoubledSample::plan)
        .setPlan(Size.PAPER, DoubledSample::plan)
        .addCheck(Check.everyRun(BatchStatistics.exactMatch(), Bound.EXACTLY, 1, SGD))
        .addCheck(Check.everyRun(BatchStatistics.mostInOneEpoch(), Bound.EXACTLY, 1, SGD))
        .addCheck(Check.everyRun(BatchStatistics.lowestOverMedian(), Bound.AT_MOST, 0.4, SGD))
        .addCheck(Check.everyRun(BatchStatistics.matchOfSpikes(0.1), Bound.EXACTLY, 1, SGD))
        .addNote(
            "A rise is one of the loss of the batch by its own update. Width and rate are left open:"
                + " 4096, no biases, and 100, the middle by ratio of the critical rates 50 of the"
                + " doubled sample and 200 of the others. One update above the critical rate in an"
                + " epoch, in which each sample is drawn once, means one sample.")
        .addNote(
            "After two or three updates by the doubled sample its critical rate is above the"
                + " learning rate, and the rises end. The last of them can miss: with seed 10 one"
                + " at 1.1 critical rates lowers the loss, as the step changes the kernel. Other"
                + " samples raise the loss of all data too, by at most 2.5 % in one update, in a"
                + " fifth of the updates.")
        .build();
  }

  private static Plan plan() {
    return new Plan(
        new ComparisonSetup<>(
            new DoubledSampleTask(SAMPLES),
            List.of(
                Training.<Regressor>gradientDescent(
                        new RegressionBridge(), HiddenLayerNetwork.factory(), UPDATES)
                    .inBatches(1)
                    .row(SGD, LearningRateSchedule.fixed(RATE))),
            DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
        1,
        "as in the paper, where it tells.");
  }
}
