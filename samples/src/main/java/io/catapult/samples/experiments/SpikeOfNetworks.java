/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.nn.Block;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.io.IOException;

/** Fig. 3.1 of Li, Xu and Zhang: a loss spike of a network, on the plane in which it moves. */
final class SpikeOfNetworks {

  private static final String TANH = "tanh network, one dimension";
  private static final String IMAGES = "convolutional network, images";
  private static final float RATE = 0.05f;
  private static final double SHARE = 0.6;

  /** The paper's rates are 0.2 and 0.3. */
  private static final float HIGHER = 1.5f;

  private static final String LOWER_RATE = "VGG-11, the lower rate";
  private static final String HIGHER_RATE = "VGG-11, the higher rate";

  private SpikeOfNetworks() {}

  static Experiment experiment() {
    return describe("spike-fig-3.1", "a loss spike of a network", "Fig. 3.1a to c", TANH)
        .setTime("30 seconds")
        .setPlan(Size.DESK, () -> plan(80_000))
        .setPlan(Size.PAPER, () -> plan(120_000))
        .explain(
            "0.92 of the steps with seed 1, 0.91, 0.89 and 0.94 with 2 to 4, about the bar of 0.9:"
                + " while the sharpness crosses 2/eta it is above on one wall of the valley and"
                + " below on the other, so that every second step disagrees.",
            SpikePlane.AGREEMENT.name())
        .explain(
            "Does not reproduce on this plane: along the bottom of the valley the lower loss is the"
                + " flatter one, for all pairs of places with seeds 1 and 4, for 0.86 and 0.61 with 2"
                + " and 3. The second principal direction of 200 updates is the way from the sharp"
                + " end of the valley to the flat one that the spike takes, and the training gets"
                + " on along it. That the loss falls while the sharpness rises, for thousands of"
                + " updates before a spike, is seen in the training, not on this plane.",
            SpikePlane.LOWER_IS_SHARPER.name())
        .addNote(
            "As in Appendix A: sin x + sin 4x, width 20, N(0, 1/20), eta = 0.05. Range and number of"
                + " points are not told: 50 on one period; loss (1/n) sum (f - y)^2. The spike is the"
                + " one with the highest loss over the lowest of the 200 updates before, after the"
                + " first quarter; the window reaches from 120 updates before the peak to 80 after"
                + " it.")
        .build();
  }

  /** The same of images. */
  static Experiment convolutional() {
    return describe(
            "spike-fig-3.1-cnn",
            "a loss spike of a convolutional network",
            "Fig. 3.1d to f",
            IMAGES)
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> imagePlan(100, 14, 2000))
        .setPlan(Size.PAPER, () -> imagePlan(1000, 28, 5000))
        .explain(
            "Of seeds 1 to 3, 0.65, 0.59 and 0.51 of the steps. The sharpness is above 2/eta by up to"
                + " 6 to 8 percent for some 80 updates before the loss rises: along the sharpest"
                + " direction the weights are unstable from then on, but it takes that long until"
                + " their oscillation, which begins with next to nothing, outweighs the descent along"
                + " the others.",
            SpikePlane.AGREEMENT.name())
        .explain(
            "It falls below 2/eta at about the peak, to 0.94 of it with seed 1. From"
                + " there it rises to the next spike, 200 updates later: 80 after the peak it is at"
                + " 0.996 with seeds 1 and 3, and above again with seed 2, 1.01.",
            SpikePlane.FLATTENED.name())
        .explain(
            "Does not reproduce on this plane: no pair of places agrees with seeds 1 to 3. Before the"
                + " spike the loss falls from 0.215 to 0.200 while the sharpness rises from 0.98 to"
                + " 1.06 of 2/eta (seed 1); but the first direction, with 0.93 of the variance, leads"
                + " from before the spike to after it, where the loss is lower and the sharpness too."
                + " The jumps from wall to wall are the third direction, with 0.03 of the variance,"
                + " so that the plane has no valley across.",
            SpikePlane.LOWER_IS_SHARPER.name())
        .addNote(
            "The initial weights are not told for this figure, those of PyTorch were taken, and a rate"
                + " of 0.6 of the critical rate at the start, 2/lambda_max. Both were chosen after a"
                + " look at an independent script, for a spike by half within 200 updates: with 0.6"
                + " the highest of 3000 updates was 2.06, 1.48 and 1.66 (seeds 1 to 3), with 2.4 it"
                + " was 1.24 and 1.15 (seeds 1 and 2); from Glorot's weights with 0.3, 1.48 and"
                + " 1.02 (4000 updates).")
        .addNote(
            "Spike and window are those of spike-fig-3.1; the loss is (1/n) sum (f - y)^2, summed over"
                + " the outputs.")
        .build();
  }

  /** The same of VGG-11, at two rates. */
  static Experiment deep() {
    return describe(
            "spike-fig-3.1-vgg",
            "a loss spike of VGG-11 with batch norm",
            "Fig. 3.1g to i",
            HIGHER_RATE)
        .addChecks(SpikePlane.unstable(LOWER_RATE))
        .setTime("3 minutes")
        .setPlan(Size.DESK, () -> deepPlan(16, 32, 14, 1000, 0.1f))
        .setPlan(Size.PAPER, () -> deepPlan(8, 1024, 28, 1500, 0.2f))
        .explain(
            "Does not reproduce: 0.46 of the steps with seed 1. The sharpness is above 2/eta"
                + " throughout the window, by 2 to 14 percent, while the loss falls, rises and falls"
                + " again, so that only the steps of the rise agree. At the lower rate too it is"
                + " never below, by 3 to 35 percent above.",
            SpikePlane.AGREEMENT.name())
        .explain(
            "It stays above, at 1.04 with seed 1: of these nets the training goes on at the edge of"
                + " stability, the loss falling after the spike at a sharpness above 2/eta. The window"
                + " is cut there: the peak is 50 updates before the end of the training.",
            SpikePlane.FLATTENED.name())
        .explain(
            "0.91 with seed 1, of 0.95 asked and 0.9999 told. An independent script found 0.98 for"
                + " the spike of its seed 1.",
            SpikePlane.VARIANCE.name())
        .explain(
            "Does not reproduce on this plane: 0.51 of the pairs with seed 1, as by chance. The jumps"
                + " from wall to wall are the second direction, the valley lies along the first;"
                + " why neither way along it is the sharper was not found out.",
            SpikePlane.LOWER_IS_SHARPER.name())
        .addNote(
            "Told are VGG-11 with batch norm, 1024 images and the rates 0.2 and 0.3; not told are the"
                + " loss, the linear layers and the initial weights: (1/n) sum (f - y)^2 summed over"
                + " the outputs, one layer, and those of PyTorch were taken. Batch norm is by the"
                + " statistics of all images wherever the loss is measured, as in the training."
                + " Spike and window are those of spike-fig-3.1.")
        .addNote(
            "Chosen after a look at an independent script with a sixteenth of the kernels on 32"
                + " images, padded to 16 x 16, and 1000 updates: with cross-entropy the loss did not rise"
                + " after the first quarter at 0.05, 0.2 and 1, since the sharpness falls to 0.2,"
                + " 0.04 and 0.01 of 2/eta as the images are fitted; at 4 it rose once, by 5.9, and"
                + " stayed at 1.5 (seed 1). With squared error it"
                + " does not learn at 0.3 (losses from 0.55 to 0.81 after 1000 updates, seeds 1 to"
                + " 4), so that desk size takes half of the paper's rates: there the highest loss"
                + " over the lowest before was 3.9, 5.1, 2.9 and 3.3 at 0.1, and 1.8, 2.5, 3.9 and"
                + " 4.8 at 0.15 (seeds 1 to 4).")
        .addNote(
            "At paper size there is an eighth of the kernels, since the weights of all steps are kept"
                + " in memory; it was not run.")
        .build();
  }

  private static Experiment.Builder describe(String id, String title, String figure, String row) {
    return Experiment.builder(id)
        .setTitle(title)
        .setClaim(
            "In a spike the loss rises where the sharpness is above 2/eta and falls where it is"
                + " below; the weights move in a plane, in which the loss is lower where it is"
                + " sharper, and end where it is flat enough.",
            OneDimensionalFit.PAPER + "section 3.2, " + figure)
        .addChecks(SpikePlane.checks(row));
  }

  private static Plan plan(int updates) {
    return new Plan(
        Computation.of(TANH, seed -> ofFit(updates, seed)),
        1,
        "%d updates, of the paper's 120000, of the network on a function of one variable."
            .formatted(updates));
  }

  private static Computed ofFit(int updates, long seed) {
    OneDimensionalFit task = OneDimensionalFit.twoSines();
    try (DescendingNetwork network =
        new DescendingNetwork(task.network(), SquaredErrorLoss.create(), RATE, seed, task)) {
      return NetworkSpike.in(network, updates, SpikePlane::of);
    }
  }

  private static Plan imagePlan(int images, int side, int updates) {
    return new Plan(
        Computation.of(IMAGES, seed -> ofImages(images, side, updates, seed)),
        1,
        "%d updates of the network on %d images of Fashion-MNIST, %d x %d, in place of 1000 of CIFAR-10."
            .formatted(updates, images, side, side));
  }

  private static Computed ofImages(int images, int side, int updates, long seed)
      throws IOException {
    Block block = PooledConvolutions.oneOfPyTorch(ImagesInClasses.CLASSES);
    ImagesInClasses data = ImagesInClasses.fashionMnist(images, side, seed).train();
    try (DescendingNetwork network =
        new DescendingNetwork(block, SquaredErrorLoss.create(), 0, seed, data)) {
      network.setShareOfCriticalRate(SHARE);
      return NetworkSpike.in(network, updates, SpikePlane::of);
    }
  }

  private static Plan deepPlan(int part, int images, int side, int updates, float rate) {
    Vgg vgg = new Vgg(part, images, side, updates);
    float higher = rate * HIGHER;
    return new Plan(
        Computation.of(
            new Computation.Row(
                LOWER_RATE, seed -> vgg.descending(rate, seed, SpikePlane::withoutPlane)),
            new Computation.Row(HIGHER_RATE, seed -> vgg.descending(higher, seed, SpikePlane::of))),
        1,
        "%d updates of VGG-11 with 1/%d of its kernels at the rates %.2f and %.2f, on %d images of Fashion-MNIST, %d x %d, in place of 1024 of CIFAR-10."
            .formatted(updates, part, rate, higher, images, side, side));
  }

  /** What both rates are tried on. */
  private record Vgg(int part, int images, int side, int updates) {

    Computed descending(float rate, long seed, NetworkSpike.Measuring<Computed> measuring)
        throws IOException {
      Block block = Vgg11.of(part, side, ImagesInClasses.CLASSES);
      ImagesInClasses data = ImagesInClasses.fashionMnist(images, side, seed).train();
      try (DescendingNetwork network =
          new DescendingNetwork(block, SquaredErrorLoss.create(), rate, seed, data)) {
        return NetworkSpike.in(network, updates, measuring);
      }
    }
  }
}
