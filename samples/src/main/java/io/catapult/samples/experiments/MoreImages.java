/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.experiments.DeepNetworks.Rate;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.ImageNetworkFactory.Kind;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.List;
import org.tribuo.classification.Label;

/** Fig. C.11: the spikes of SGD with more images, and with ten classes. */
final class MoreImages {

  private static final String FIGURE = "c.11";
  private static final String SOURCE = "Zhu, dissertation, appendix C.3 and Fig. C.11";
  private static final String FCN = "5-layer FCN";
  private static final String CNN = "5-layer CNN";
  private static final String MYRTLE = "Myrtle-5";

  private static final int OUTPUTS = 10;

  /** Of the critical rate, as that of the 5-layer CNN in Fig. 4.7: 8 over 4.5. */
  private static final double FRACTION = 8 / 4.5;

  private MoreImages() {}

  /** Panels (a) and (b). */
  static Experiment large() {
    Experiment.Builder experiment =
        Experiment.builder("c.11-large")
            .addFigures(FIGURE)
            .setTitle("spikes of SGD on more images")
            .setClaim(SpikeClaims.WORDS, SOURCE + "a, b")
            .setTime("1 minute")
            .setPlan(
                Size.DESK,
                images ->
                    large(
                        images,
                        PaperImages.Wish.cifar2(384).dividedBy(DeepNetworks.DESK_DIVISOR),
                        64,
                        80,
                        128,
                        "384 images in place of 5,000, 64 channels in place of 512, at most 80"
                            + " updates; measured on 128 of the images."))
            .setPlan(
                Size.PAPER,
                images ->
                    large(
                        images,
                        PaperImages.Wish.cifar2(images.has(ImageDataset.CIFAR_10) ? 5000 : 384),
                        512,
                        20_000,
                        images.has(ImageDataset.CIFAR_10) ? 1000 : 0,
                        images.has(ImageDataset.CIFAR_10)
                            ? "Measured on 1,000 of the images."
                            : "384 images in place of 5,000."));
    return SpikeClaims.judge(experiment, 1, FCN, CNN)
        .addNote(
            "Rates and batch size are not told: those of Fig. 4.7, in critical rates of these"
                + " images, and 32.")
        .build();
  }

  private static Plan large(
      PaperImages images,
      PaperImages.Wish wish,
      int channels,
      int updates,
      int probes,
      String words) {
    PaperImages.Chosen chosen = images.choose(wish);
    Training<Label> training =
        DeepNetworks.training(new FullyConnectedFactory(5, 1024), updates).probedOn(probes, 1);
    return new Plan(
        new ComparisonSetup<>(
            chosen.task(),
            List.of(
                training.row(FCN, Rate.FCN.schedule(false)),
                training
                    .of(DeepNetworks.network(chosen, Kind.CONVOLUTIONAL, 5, channels))
                    .row(CNN, Rate.CNN.schedule(false))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        (chosen.words() + " " + words).strip());
  }

  /** Panel (c). */
  static Experiment tenClasses() {
    Experiment.Builder experiment =
        Experiment.builder("c.11-myrtle")
            .addFigures(FIGURE)
            .setTitle("spikes of SGD on ten classes")
            .setClaim(SpikeClaims.WORDS, SOURCE + "c")
            .setTime("1 minute")
            .setPlan(
                Size.DESK,
                images ->
                    tenClasses(
                        images.choose(
                            PaperImages.Wish.cifar10(128).dividedBy(DeepNetworks.DESK_DIVISOR)),
                        32,
                        60,
                        32,
                        "32 channels, at most 60 updates; measured on 32 of the images."))
            .setPlan(
                Size.PAPER,
                images ->
                    tenClasses(
                        images.choose(PaperImages.Wish.cifar10(128)),
                        512,
                        20_000,
                        0,
                        "The channels, 512, are not told."));
    return SpikeClaims.judge(experiment, OUTPUTS, MYRTLE)
        .addNote(
            "With ten outputs the first eigendirection stands for the top 10 of the kernel of all"
                + " outputs, as in Fig. C.5. The rate is not told: 1.78 critical rates, as for the"
                + " CNN of Fig. 4.7, and batches of 32.")
        .build();
  }

  private static Plan tenClasses(
      PaperImages.Chosen chosen, int channels, int updates, int probes, String words) {
    return new Plan(
        new ComparisonSetup<>(
            chosen.task(),
            List.of(
                DeepNetworks.training(
                        DeepNetworks.network(chosen, Kind.MYRTLE, 5, channels), updates)
                    .probedOn(probes, 1)
                    .split(OUTPUTS)
                    .row(MYRTLE, LearningRateSchedule.criticalFraction(FRACTION))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        (chosen.words() + " " + words).strip());
  }
}
