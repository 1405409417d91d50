/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.SyntheticTask;
import io.catapult.samples.task.TargetFunction;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.RegressionBridge;
import java.util.List;
import org.tribuo.regression.Regressor;

/** Fig. C.22: the spikes of SGD with small batches on the synthetic tasks. */
final class SmallBatchSpikes {

  private static final String ROW = "SGD, batch 5";
  private static final int BATCH = 5;
  private static final int POINTS = 2000;

  /** Of the critical rate of all training data, as for Fig. 4.9. */
  private static final double FRACTION = 0.5;

  private static final int DESK_UPDATES = 600;
  private static final int DESK_PROBES = 128;
  private static final int PAPER_UPDATES = 40_000;
  private static final int PAPER_PROBES = 512;

  private SmallBatchSpikes() {}

  /** On the rank-2 task. */
  static Experiment rank2() {
    return experiment("c.22", "rank-2", TargetFunction.RANK2, 2, 1024).build();
  }

  /** On the rank-4 task. */
  static Experiment rank4() {
    return experiment("c.22-rank-4", "rank-4", TargetFunction.RANK4, 4, 256)
        .addFigures("c.22")
        .explain(
            "On six of eleven seeds the norm is lower after each spike; on 2, 4, 8, 9 and 11 after"
                + " 0.6, 0.5, 0, 0.5 and 0.33 of them. At least 0.94 of the rises lie in the first"
                + " eigendirection on all eleven.",
            SpikeStatistics.fallsOfNorm().name())
        .build();
  }

  private static Experiment.Builder experiment(
      String id, String words, TargetFunction target, int depth, int width) {
    Experiment.Builder experiment =
        Experiment.builder(id)
            .setTitle("spikes of SGD with batch size 5 on the " + words + " task")
            .setClaim(SpikeClaims.WORDS, "Zhu, dissertation, appendix C.5 and Fig. C.22")
            .setTime("1 minute")
            .setPlan(
                Size.DESK,
                () ->
                    plan(
                        target,
                        training(depth, width, DESK_UPDATES).probedOn(DESK_PROBES, 1),
                        "At most 600 updates, measured on 128 of the training points."))
            .setPlan(
                Size.PAPER,
                () ->
                    plan(
                        target,
                        training(depth, width, PAPER_UPDATES).probedOn(PAPER_PROBES, 1),
                        "Measured on 512 of the training points."));
    return SpikeClaims.judge(experiment, 1, ROW);
  }

  private static Training<Regressor> training(int depth, int width, int updates) {
    return Training.<Regressor>gradientDescent(new RegressionBridge(), depth, width, updates)
        .inBatches(BATCH, 0)
        .split(1);
  }

  private static Plan plan(TargetFunction target, Training<Regressor> training, String words) {
    return new Plan(
        new ComparisonSetup<>(
            new SyntheticTask(target, POINTS),
            List.of(training.row(ROW, LearningRateSchedule.criticalFraction(FRACTION))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        words);
  }
}
