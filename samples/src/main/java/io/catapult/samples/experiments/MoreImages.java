/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.ImageNetworkFactory.Kind;
import java.util.List;
import org.tribuo.classification.Label;

/** Fig. C.11, panels (a) and (b): the spikes of SGD with more images. */
final class MoreImages {

  private static final String FIGURE = "c.11";
  private static final String SOURCE = "Zhu, dissertation, appendix C.3 and Fig. C.11";
  private static final String FCN = "5-layer FCN";
  private static final String CNN = "5-layer CNN";
  private static final String MYRTLE = "5-layer Myrtle";

  private MoreImages() {}

  static Experiment experiment() {
    Experiment.Builder experiment =
        Experiment.builder("c.11-large")
            .addFigures(FIGURE)
            .setTitle("spikes of SGD on more images")
            .setClaim(SpikeClaims.WORDS, SOURCE + "a, b")
            .setTime("1 minute")
            .setPlan(
                Size.DESK,
                images ->
                    plan(
                        images,
                        PaperImages.Wish.cifar2(384)
                            .dividedBy(DeepNetworks.DESK_DIVISOR)
                            .standardized(),
                        64,
                        80,
                        128,
                        "384 images in place of 5,000, 64 channels in place of 512, at most 80"
                            + " updates; measured on 128 of the images."))
            .setPlan(
                Size.PAPER,
                images ->
                    plan(
                        images,
                        PaperImages.Wish.cifar2(images.has(ImageDataset.CIFAR_10) ? 5000 : 384)
                            .standardized(),
                        512,
                        20_000,
                        images.has(ImageDataset.CIFAR_10) ? 1000 : 0,
                        images.has(ImageDataset.CIFAR_10)
                            ? "Measured on 1,000 of the images."
                            : "384 images in place of 5,000."));
    return SpikeClaims.judge(experiment, 1, FCN, CNN)
        .explain(
            "The loss of the CNN of 64 channels does not double within 80 updates (seed 1): it has"
                + " no number. With pixels in [0, 1] it did once, from 0.31 to 0.63, after a first"
                + " catapult had brought the norm of the kernel down, with nothing of the rise in"
                + " the first eigendirection. Whether the paper's 512 channels matter was not"
                + " tried.")
        .addNote(
            "Rates and batch size are not told: those of Fig. 4.7, in critical rates of these"
                + " images, and 32.")
        .build();
  }

  /** Fig. C.11c. */
  static Experiment tenClasses() {
    Experiment.Builder experiment =
        Experiment.builder("c.11-myrtle")
            .addFigures(FIGURE)
            .setTitle("spikes of SGD with ten classes")
            .setClaim(SpikeClaims.WORDS, SOURCE + "c")
            .setTime("3 minutes")
            .setPlan(
                Size.DESK,
                images ->
                    tenClasses(
                        images,
                        PaperImages.Wish.cifar10(60).dividedBy(2).standardized(),
                        64,
                        100,
                        "60 images in place of 128, 64 channels, at most 100 updates."))
            .setPlan(
                Size.PAPER,
                images ->
                    tenClasses(
                        images,
                        PaperImages.Wish.cifar10(128).standardized(),
                        256,
                        20_000,
                        "The number of channels, 256, is not told."));
    return SpikeClaims.judge(experiment, 1, MYRTLE)
        .explain(
            "The loss does not double within 100 updates (seed 1): it has no number. The largest of"
                + " its rises is from 0.62 to 0.76, as it falls from 1.3 to 0.45. With pixels in"
                + " [0, 1] the networks of 32 and 64 channels blew up or died.")
        .addNote("Rate and batch size are not told: 6 / 3.6 critical rates, and 32.")
        .build();
  }

  private static Plan tenClasses(
      PaperImages images, PaperImages.Wish wish, int channels, int updates, String words) {
    PaperImages.Chosen chosen = images.choose(wish);
    return new Plan(
        new ComparisonSetup<>(
            chosen.task(),
            List.of(
                DeepNetworks.training(
                        DeepNetworks.network(chosen, Kind.MYRTLE, 5, channels), updates)
                    .row(MYRTLE, new PaperRates(DeepNetworks.FCN_CRITICAL, false).fixed(6))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        chosen.words(words));
  }

  private static Plan plan(
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
                training.row(FCN, new PaperRates(DeepNetworks.FCN_CRITICAL, false).fixed(6)),
                training
                    .of(DeepNetworks.network(chosen, Kind.CONVOLUTIONAL, 5, channels))
                    .row(CNN, new PaperRates(DeepNetworks.CNN_CRITICAL, false).fixed(8))),
            DynamicsMetrics.SPIKES_CATAPULT),
        1,
        chosen.words(words));
  }
}
