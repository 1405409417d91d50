/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.List;
import org.tribuo.classification.Label;

/** Fig. C.5: with k outputs a catapult lies in the top k s directions of the tangent kernel. */
final class TenClasses {

  private static final String FCN = "FCN";
  private static final String CNN = "CNN";

  private static final int CLASSES = 10;
  private static final int[] S = {1, 3, 5};
  private static final int MOST = S[S.length - 1] * CLASSES;
  private static final ImageScale PAPER = ImageScale.paper(60);

  private TenClasses() {}

  /** Fig. C.5a and b. */
  static Experiment fullyConnected() {
    return checked(
            Experiment.builder("c.5-fcn")
                .setTitle("a single catapult in gradient descent with ten classes")
                .setTime("10 seconds")
                .setPlan(
                    Size.DESK,
                    images -> fullyConnected(new ImageScale(1024, 512, 60, 2, 40), images))
                .setPlan(Size.PAPER, images -> fullyConnected(PAPER, images)),
            "a and b",
            FCN)
        .explain(
            "With s = 1 the rest rises too far for the bar of 5 % on three of eleven seeds (1, 4 and"
                + " 6: 5.7 to 10 %); outside the top 30 it is 2.2 % at most, outside the top 50"
                + " 1.8 %. The paper says a small s. At width 512 it was too far on four (6.4 to"
                + " 6.9 %).",
            Statistic.riseOfRest(CLASSES).name())
        .build();
  }

  /** Fig. C.5c and d. */
  static Experiment convolutional() {
    return checked(
            Experiment.builder("c.5-cnn")
                .setTitle("a single catapult in gradient descent of a CNN with ten classes")
                .setTime("1 minute")
                .setPlan(
                    Size.DESK, images -> convolutional(new ImageScale(512, 128, 60, 4, 8), images))
                .setPlan(Size.PAPER, images -> convolutional(PAPER, images)),
            "c and d",
            CNN)
        .explain(
            "Seven of ten other seeds, 2 to 11, pass. 8 diverges at this share of the critical rate,"
                + " five times it. On 10 and 11 the rest rises by 8.8 and 6.8 % of the loss outside"
                + " the top 10, by 6.3 and 5.4 % outside the top 30, and by 6.5 and 0 % outside the"
                + " top 50.",
            DynamicsMetrics.SPIKES_CATAPULT.label(),
            Statistic.riseOfRest(S[0] * CLASSES).name(),
            Statistic.riseOfRest(S[1] * CLASSES).name(),
            Statistic.riseOfRest(S[2] * CLASSES).name(),
            CatapultStatistics.normAfterOverBefore().name())
        .addNote(
            "Narrow networks change too much in an update: of 64 channels at 14 x 14 pixels the norm"
                + " of the kernel fell from 22 to 8 and 2.9 in two updates, without a rise of the"
                + " loss; of 16, it rose only later, and little.")
        .build();
  }

  private static Experiment.Builder checked(Experiment.Builder builder, String panels, String row) {
    builder
        .addFigures("c.5")
        .setClaim(
            "With k outputs the catapult lies in the top k s directions of the kernel of all"
                + " outputs, for a small s, and the rest of the loss falls.",
            "Zhu, dissertation, appendix C.2, Fig. C.5" + panels)
        .addCheck(
            Check.everyRun(Statistic.of(DynamicsMetrics.SPIKES_CATAPULT), Bound.AT_LEAST, 1, row));
    for (int s : S) {
      builder
          .addCheck(
              Check.everyRun(
                  CatapultStatistics.topShareOfRises(s * CLASSES), Bound.AT_LEAST, 0.9, row))
          .addCheck(Check.everyRun(Statistic.riseOfRest(s * CLASSES), Bound.AT_MOST, 0.05, row));
    }
    return builder
        .addCheck(Check.everyRun(CatapultStatistics.normAfterOverBefore(), Bound.BELOW, 1, row))
        .addNote(
            "s is 1, 3 and 5, as in the paper: 10, 30 and 50 directions. Its critical rates, 34 and"
                + " 16, are those of the mean over samples and outputs; ours is the sum over"
                + " outputs, so that only the ratio of the rates carries over: 2.9 and 5.")
        .addNote(SingleCatapult.PIXELS);
  }

  private static Plan fullyConnected(ImageScale scale, PaperImages images) {
    Chosen chosen = chosen(scale, images);
    return plan(chosen, scale, scale.fullyConnected(), FCN, new PaperRates(34, false).fixed(100));
  }

  private static Plan convolutional(ImageScale scale, PaperImages images) {
    Chosen chosen = chosen(scale, images);
    return plan(
        chosen, scale, scale.convolutional(chosen), CNN, new PaperRates(16, false).fixed(80));
  }

  private static Chosen chosen(ImageScale scale, PaperImages images) {
    return images.choose(Wish.cifar10(scale.images()).dividedBy(scale.divisor()).standardized());
  }

  private static Plan plan(
      Chosen chosen,
      ImageScale scale,
      BlockFactory network,
      String row,
      LearningRateSchedule rate) {
    Training<Label> training =
        Training.gradientDescent(new ClassificationBridge(), network, scale.updates()).split(MOST);
    return new Plan(
        new ComparisonSetup<>(
            chosen.task(), List.of(training.row(row, rate)), DynamicsMetrics.SPIKES_CATAPULT),
        1,
        scale.words(chosen));
  }
}
