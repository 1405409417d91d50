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

/** The spikes of SGD come from batches whose critical rate is below the learning rate. */
final class BatchAgreement {

  private static final String SHALLOW = "2 layers";
  private static final String DEEP = "5 layers";
  private static final String DATA =
      "The papers train on 128 images of two classes of CIFAR-10, which are not read yet: here 128"
          + " T-shirts and pullovers of Fashion-MNIST. Their critical rates differ, so that the"
          + " learning rates are given in critical rates.";

  /** The paper's rate over the critical rate of all its training data: 6 over 3.6. */
  private static final double RATIO = 6 / 3.6;

  private BatchAgreement() {}

  /** Claim 2 of the preprint. */
  static Experiment signs() {
    return Experiment.builder("claim-2")
        .setTitle("signs of the critical rate and of PDiff in SGD")
        .setClaim(
            "Throughout the training by SGD, the loss of a batch along the top eigenvector of its"
                + " tangent kernel grows if and only if the learning rate is above the critical"
                + " rate of the batch: sgn(PDiff_1) = sgn(eta - eta_crit(batch)).",
            "Zhu et al., Catapults in SGD, section 3.3, Claim 2 and Fig. 4a")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(1, 1, 1, ""))
        .setPlan(Size.PAPER, () -> plan(1, 1, 3, ""))
        .addCheck(check(DynamicsMetrics.SIGN_AGREEMENT))
        .addNote(DATA)
        .build();
  }

  /** Table 4.2 of the dissertation. */
  static Experiment matches() {
    return Experiment.builder("table-4.2")
        .setTitle("rises of the loss and the critical rate of the batch in SGD")
        .setClaim(
            "Where an update of SGD raises the training loss, the learning rate was above the"
                + " critical rate of its batch.",
            "Zhu, dissertation, section 4.3 and Table 4.2")
        .setTime("2 minutes")
        .setPlan(Size.DESK, () -> plan(1, RATIO, 3, ""))
        .setPlan(Size.PAPER, () -> plan(1, RATIO, 3, ""))
        .addCheck(check(DynamicsMetrics.MATCH_RATE).withPaper(0.9732, 0.9617))
        .addNote(DATA)
        .build();
  }

  private static BoundCheck check(DynamicsMetrics metric) {
    return Check.mean(Statistic.of(metric), Bound.AT_LEAST, 0.9, SHALLOW, DEEP);
  }

  private static Plan plan(double shallow, double deep, int seeds, String words) {
    return new Plan(
        new ComparisonSetup<>(
            FashionMnistTask.embedded(128),
            List.of(
                training(2).row(SHALLOW, LearningRateSchedule.criticalFraction(shallow)),
                training(5).row(DEEP, LearningRateSchedule.criticalFraction(deep))),
            DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
        seeds,
        words);
  }

  private static Training<Label> training(int depth) {
    return Training.gradientDescent(new ClassificationBridge(), depth, 1024, 1500).inBatches(32);
  }
}
