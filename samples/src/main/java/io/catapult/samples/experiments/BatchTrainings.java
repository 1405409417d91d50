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
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.ImageNetworkFactory;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tribuo.classification.Label;

/**
 * The trainings of Table 4.2 and Fig. C.1: three networks on 128 images of two classes, by SGD in
 * batches of 32.
 *
 * @param divisor what rows and columns of an image are divided by
 * @param width of the fully connected networks
 * @param channels of the convolutional network
 * @param updates at most
 * @param seeds the number of runs of each
 */
record BatchTrainings(int divisor, int width, int channels, int updates, int seeds) {

  static final String SHALLOW = "2 layers";
  static final String DEEP = "5 layers";
  static final String CNN = "5 layers, CNN";

  /** What the paper leaves open. */
  static final String RATES =
      "Rates are those of appendix C.6 in units of the critical rate of all training data: 6 / 3.6"
          + " and 8 / 4.5. That of the shallow network, 0.8, is above the critical rates of some of"
          + " its batches (section 4.3): here it is that of all data, which lies among them.";

  private static final int IMAGES = 128;
  private static final int BATCH = 32;

  /** The settings of appendix C.6. */
  static BatchTrainings ofPaper() {
    return new BatchTrainings(1, 1024, 512, 20_000, 3);
  }

  /**
   * What is trained.
   *
   * @param images where images come from
   * @param measured adds what is measured to a training in batches
   */
  Plan plan(PaperImages images, UnaryOperator<Training<Label>> measured) {
    Chosen chosen = images.choose(Wish.cifar2(IMAGES).dividedBy(divisor).standardized());
    boolean isOfPaper = images.has(ImageDataset.CIFAR_10) && equals(ofPaper());
    BlockFactory cnn =
        new ImageNetworkFactory(ImageNetworkFactory.Kind.CONVOLUTIONAL, 5, channels)
            .withChannels(chosen.channels());
    Training<Label> training =
        measured.apply(
            Training.gradientDescent(new ClassificationBridge(), cnn, updates).inBatches(BATCH));
    return new Plan(
        new ComparisonSetup<>(
            chosen.task(),
            List.of(
                training
                    .of(new FullyConnectedFactory(2, width))
                    .row(SHALLOW, new PaperRates(0.8, isOfPaper).fixed(0.8)),
                training
                    .of(new FullyConnectedFactory(5, width))
                    .row(DEEP, new PaperRates(3.6, isOfPaper).fixed(6)),
                training.row(CNN, new PaperRates(4.5, isOfPaper).fixed(8))),
            DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
        seeds,
        words(chosen));
  }

  private String words(Chosen chosen) {
    return chosen.words(
        equals(ofPaper()) ? "" : "%d channels in place of 512.".formatted(channels),
        "At most %d updates, if the loss is not below 1e-3 before.".formatted(updates));
  }
}
