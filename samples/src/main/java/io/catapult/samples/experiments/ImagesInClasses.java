/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.samples.data.FashionMnist;
import io.catapult.samples.data.ImageSet;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Images with their rows and columns, [n, channels, side, side], and the class of each.
 *
 * @param images of at least two classes
 */
record ImagesInClasses(ImageSet images) implements DescendingNetwork.Data {

  /** Of Fashion-MNIST. */
  static final int CLASSES = 10;

  /** As many test images as the samples carry. */
  private static final int TEST = 512;

  /**
   * Images of all classes of Fashion-MNIST.
   *
   * @param count of the training and of the test images
   * @param side rows and columns
   */
  static Split fashionMnist(int count, int side, long seed) throws IOException {
    FashionMnist data =
        FashionMnist.builder()
            .optClasses(IntStream.range(0, CLASSES).toArray())
            .optTrainSize(count)
            .optTestSize(Math.min(count, TEST))
            .optSeed(seed)
            .build();
    return new Split(
        new ImagesInClasses(data.train().scaledTo(side)),
        new ImagesInClasses(data.test().scaledTo(side)));
  }

  /** Images to train on, and others. */
  record Split(ImagesInClasses train, ImagesInClasses test) {}

  @Override
  public NDArray inputs(NDManager manager) {
    return images.channels(manager);
  }

  @Override
  public NDArray labels(NDManager manager) {
    return images.oneHot(manager);
  }
}
