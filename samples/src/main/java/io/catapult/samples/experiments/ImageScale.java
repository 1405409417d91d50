/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.ImageNetworkFactory;

/**
 * How large the two networks of section 4.3 are.
 *
 * @param fcnWidth the width of the fully connected network
 * @param cnnChannels the channels of the convolutional one
 * @param images the number of training images
 * @param divisor what the sides of the images are divided by
 * @param updates at most
 */
record ImageScale(int fcnWidth, int cnnChannels, int images, int divisor, int updates) {

  private static final int DEPTH = 5;

  /** Appendix C.6. */
  static ImageScale paper(int updates) {
    return new ImageScale(1024, 512, 128, 1, updates);
  }

  boolean isPaper() {
    return equals(paper(updates));
  }

  FullyConnectedFactory fullyConnected() {
    return new FullyConnectedFactory(DEPTH, fcnWidth);
  }

  ImageNetworkFactory convolutional(Chosen images) {
    return new ImageNetworkFactory(ImageNetworkFactory.Kind.CONVOLUTIONAL, DEPTH, cnnChannels)
        .withChannels(images.channels());
  }

  /** What differs from the paper, if only by size. */
  String words(Chosen chosen) {
    ImageScale paper = paper(updates);
    return chosen.words(
        smaller(images, paper.images, "images"),
        smaller(fcnWidth, paper.fcnWidth, "units in a layer"),
        smaller(cnnChannels, paper.cnnChannels, "channels"));
  }

  private static String smaller(int own, int ofPaper, String what) {
    return own == ofPaper ? "" : "%d %s in place of %d.".formatted(own, what, ofPaper);
  }
}
