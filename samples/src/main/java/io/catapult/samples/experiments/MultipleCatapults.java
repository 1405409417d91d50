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

/** Fig. 3 of the preprint: each rise of the learning rate above the critical rate is a catapult. */
final class MultipleCatapults {

  private static final String RISING = "GD, rising rate";
  private static final String LAST = "GD, last rate from the start";

  private static final double BELOW = 9;
  private static final int[] AT = {10, 70, 130};
  private static final double[] RATES = {30, 50, 75};

  private MultipleCatapults() {}

  static Experiment experiment() {
    return Experiment.builder("fig-3-gd")
        .setTitle("several catapults in gradient descent")
        .setClaim(
            "Each time that the learning rate is raised above the critical rate, which has grown,"
                + " there is another catapult, and the norm of the tangent kernel falls; the last"
                + " learning rate from the start makes gradient descent diverge.",
            "Zhu et al., Catapults in SGD, section 3.2 and Fig. 3; Zhu, dissertation, Fig. 4.4a and"
                + " C.7")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(190))
        .setPlan(Size.PAPER, () -> plan(190))
        .addCheck(
            Check.everyRun(Statistic.risesWithCatapult(), Bound.EXACTLY, RATES.length, RISING))
        .addCheck(
            Check.everyRun(Statistic.risesWithFallOfNorm(), Bound.EXACTLY, RATES.length, RISING))
        .addCheck(Check.everyRun(Statistic.of(DynamicsMetrics.DIVERGED), Bound.EXACTLY, 0, RISING))
        .addCheck(Check.everyRun(Statistic.of(DynamicsMetrics.DIVERGED), Bound.EXACTLY, 1, LAST))
        .addNote(
            "The preprint starts below the critical rate and leaves its rates open; appendix C.6 of"
                + " the dissertation has 6, 10 and 15 at a critical rate of 3.6 for Fig. 4.4, and"
                + " Fig. C.7 a last rate of 60. Here the critical rate is 18: half of it, and then"
                + " the ratios of C.6, rounded: 30, 50, 75.")
        .addNote(
            "With the updates of C.6, 10 to 45 between two rises, the loss had not come back from"
                + " the first catapult when the rate rose again; here 60 updates lie between them."
                + " Between rises lower spikes follow, at the edge of stability: a rise counts once.")
        .build();
  }

  private static Plan plan(int updates) {
    Training<Label> training =
        Training.gradientDescent(new ClassificationBridge(), 5, 1024, updates);
    return new Plan(
        new ComparisonSetup<>(
            FashionMnistTask.embedded(128),
            List.of(
                training.row(RISING, LearningRateSchedule.steps(BELOW, AT, RATES)),
                training.row(LAST, LearningRateSchedule.fixed(RATES[RATES.length - 1]))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        ImagePairs.WORDS);
  }
}
