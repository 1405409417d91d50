/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.FashionMnistTask;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.List;
import org.tribuo.classification.Label;

/** Fig. 4.3: a catapult of gradient descent lies in the top eigenspace of the tangent kernel. */
final class SingleCatapult {

  private static final String GD = "GD, 5 layers";

  /** The paper's rate over its critical rate: 6 over 3.6. */
  private static final double RATIO = 6 / 3.6;

  private SingleCatapult() {}

  static Experiment experiment() {
    return Experiment.builder("fig-4.3")
        .setTitle("a single catapult in gradient descent")
        .setClaim(
            "A learning rate above the critical rate makes the loss shoot up and come back; the"
                + " rise lies in the top eigenspace of the tangent kernel, the rest of the loss"
                + " falls, and the norm of the kernel is lower afterwards.",
            "Zhu, dissertation, section 4.3, Claim 1 and Fig. 4.3a; Zhu et al., Catapults in SGD,"
                + " Fig. 2")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(100))
        .setPlan(Size.PAPER, () -> plan(100))
        .addCheck(
            Check.everyRun(Statistic.of(DynamicsMetrics.SPIKES_CATAPULT), Bound.AT_LEAST, 1, GD))
        .addCheck(
            Check.everyRun(Statistic.of(DynamicsMetrics.RISES_TOP_SHARE), Bound.AT_LEAST, 0.9, GD))
        .addCheck(Check.everyRun(Statistic.riseOfRest(5), Bound.AT_MOST, 0.05, GD))
        .addCheck(Check.everyRun(Statistic.normAfterOverBefore(), Bound.BELOW, 1, GD))
        .addNote(
            "The critical rate is 18 here and 3.6 on the paper's images; the learning rate is 6 /"
                + " 3.6 of it. The number of updates is left open: 100, so that the first spikes"
                + " are over.")
        .addNote(
            "The first catapult is by far the highest; as the norm of the kernel grows again,"
                + " lower ones follow. All are in the numbers.")
        .build();
  }

  private static Plan plan(int updates) {
    Training<Label> training =
        Training.gradientDescent(new ClassificationBridge(), 5, 1024, updates);
    return new Plan(
        new ComparisonSetup<>(
            FashionMnistTask.embedded(128),
            List.of(training.row(GD, LearningRateSchedule.criticalFraction(RATIO))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        ImagePairs.WORDS + " The same network and the same share of the critical rate.");
  }
}
