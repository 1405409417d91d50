/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.ImageNetworkFactory;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.TwinFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tribuo.classification.Label;

/** The catapult of a quadratic twin, as that of its network, lies in the top eigenvector. */
final class TwinSpikes {

  private static final String FCN = "FCN";
  private static final String CNN = "CNN";
  private static final double RATE = 1.4;
  private static final int UPDATES = 60;
  private static final double TOP_SHARE = 0.9;
  private static final double FALLS = 0.9;

  private TwinSpikes() {}

  /** Fig. B.2. */
  static Experiment twins() {
    return experiment(
        "b.2",
        "the catapult of quadratic twins",
        "Fig. B.2",
        network -> new TwinFactory(network, TwinFactory.Order.QUADRATIC));
  }

  /** Fig. B.3. */
  static Experiment networks() {
    return experiment(
        "b.3", "the catapult of wide two-layer networks", "Fig. B.3", UnaryOperator.identity());
  }

  private static Experiment experiment(
      String id, String title, String where, UnaryOperator<BlockFactory> model) {
    return Experiment.builder(id)
        .setTitle(title)
        .setClaim(
            "The loss confined to the top eigenvector of the tangent kernel almost captures the"
                + " spike, and while the loss is large the top eigenvalue is driven down.",
            "Zhu, dissertation, section 3.3 and appendix B.14, " + where)
        .setTime("1 minute")
        .setPlan(Size.DESK, images -> plan(512, 64, 64, 2, images, model))
        .setPlan(Size.PAPER, images -> plan(2048, 1024, 128, 1, images, model))
        .addCheck(
            Check.everyRun(
                Statistic.of(DynamicsMetrics.SPIKES_CATAPULT), Bound.AT_LEAST, 1, FCN, CNN))
        .addCheck(
            Check.everyRun(
                CatapultStatistics.topShareOfRises(1), Bound.AT_LEAST, TOP_SHARE, FCN, CNN))
        .addCheck(
            Check.everyRun(KernelStatistics.fallsAtLargeLoss(), Bound.AT_LEAST, FALLS, FCN, CNN))
        .addNote(
            "Learning rates are not told: %s critical rates. Of the figures' four panels those of"
                    .formatted(RATE)
                + " CIFAR-2. That the rest R_K of the kernel's update is positive is judged by the"
                + " fall of the top eigenvalue from one update to the next. The rest R_f of the"
                + " residual's update, which stays positive too, and how both scale with the loss"
                + " are not judged. Pixels have mean 0 and deviation 1.")
        .build();
  }

  private static Plan plan(
      int width,
      int channels,
      int n,
      int divisor,
      PaperImages images,
      UnaryOperator<BlockFactory> model) {
    Chosen chosen = images.choose(Wish.cifar2(n).dividedBy(divisor).standardized());
    Training<Label> training =
        Training.gradientDescent(
            new ClassificationBridge(), model.apply(new FullyConnectedFactory(2, width)), UPDATES);
    BlockFactory convolutional =
        new ImageNetworkFactory(ImageNetworkFactory.Kind.CONVOLUTIONAL, 2, channels)
            .withChannels(chosen.channels());
    LearningRateSchedule rate = LearningRateSchedule.criticalFraction(RATE);
    List<Configuration<Label>> rows = new ArrayList<>();
    rows.add(training.row(FCN, rate));
    rows.add(training.of(model.apply(convolutional)).row(CNN, rate));
    return new Plan(
        new ComparisonSetup<>(chosen.task(), rows, DynamicsMetrics.SPIKES_CATAPULT),
        1,
        chosen.words(
            divisor == 1
                ? ""
                : "Width 512 and 64 channels in place of 2,048 and 1,024, 64 images in place of"
                    + " 128."));
  }
}
