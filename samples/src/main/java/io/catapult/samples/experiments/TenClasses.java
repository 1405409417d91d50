/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ClassificationBridge;
import java.util.List;
import org.tribuo.classification.Label;

/** Fig. C.5: with k outputs a catapult lies in the top k s directions of the tangent kernel. */
final class TenClasses {

  private static final String FCN = "FCN";
  private static final String CNN = "CNN";

  private static final int CLASSES = 10;
  private static final int[] S = {1, 3, 5};
  private static final int MOST = S[S.length - 1] * CLASSES;
  private static final int UPDATES = 60;

  private TenClasses() {}

  static Experiment experiment() {
    Experiment.Builder builder =
        Experiment.builder("c.5")
            .setTitle("a single catapult in gradient descent with ten classes")
            .setClaim(
                "With k outputs the catapult lies in the top k s directions of the kernel of all"
                    + " outputs, for a small s, and the rest of the loss falls.",
                "Zhu, dissertation, appendix C.2, Fig. C.5")
            .setTime("1 minute")
            .setPlan(Size.DESK, images -> plan(new ImageScale(512, 64, 60, 2, 25), images))
            .setPlan(Size.PAPER, images -> plan(ImageScale.paper(UPDATES), images))
            .addCheck(
                Check.everyRun(
                    Statistic.of(DynamicsMetrics.SPIKES_CATAPULT), Bound.AT_LEAST, 1, FCN, CNN));
    for (int s : S) {
      builder
          .addCheck(
              Check.everyRun(Statistic.topShareOfRises(s * CLASSES), Bound.AT_LEAST, 0.9, FCN, CNN))
          .addCheck(
              Check.everyRun(Statistic.riseOfRest(s * CLASSES), Bound.AT_MOST, 0.05, FCN, CNN));
    }
    return builder
        .addCheck(Check.everyRun(Statistic.normAfterOverBefore(), Bound.BELOW, 1, FCN, CNN))
        .build();
  }

  private static Plan plan(ImageScale scale, PaperImages images) {
    boolean isAsInPaper = scale.isPaper() && images.has(ImageDataset.CIFAR_10);
    Chosen chosen =
        images.choose(Wish.cifar10(scale.images()).dividedBy(scale.divisor()).standardized());
    Training<Label> training =
        Training.gradientDescent(
                new ClassificationBridge(), scale.fullyConnected(), scale.updates())
            .split(MOST);
    return new Plan(
        new ComparisonSetup<>(
            chosen.task(),
            List.of(
                training.row(FCN, new PaperRates(34, isAsInPaper).fixed(100)),
                training
                    .of(scale.convolutional(chosen))
                    .row(CNN, new PaperRates(16, isAsInPaper).fixed(80))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        scale.words(chosen));
  }
}
