/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class Vgg11Test {

  private static void assertWeights(long expected, Block network, Shape images) {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      network.initialize(manager, DataType.FLOAT32, images);
      assertEquals(
          new Shape(2, 10), network.getOutputShapes(new Shape[] {images})[0], images.toString());
      long count =
          network.getParameters().values().stream().mapToLong(p -> p.getShape().size()).sum();
      assertEquals(expected, count);
    }
  }

  /** With in and out kernels of each convolution, gamma and beta of each, and a linear layer. */
  private static long weights(long... kernels) {
    long convolutions = 0;
    for (int i = 1; i < kernels.length; i++) {
      convolutions += 9 * kernels[i - 1] * kernels[i];
    }
    long norms = 2 * LongStream.of(kernels).skip(1).sum();
    return convolutions + norms + 10 * kernels[kernels.length - 1] + 10;
  }

  @Test
  void theSizesAreThoseOfVgg11() {
    assertWeights(
        weights(3, 64, 128, 256, 256, 512, 512, 512, 512),
        Vgg11.of(1, 32, 10),
        new Shape(2, 3, 32, 32));
  }

  @Test
  void smallerImagesArePaddedAndPooledToOnePixel() {
    long sixteenth = weights(1, 4, 8, 16, 16, 32, 32, 32, 32);
    assertWeights(sixteenth, Vgg11.of(16, 28, 10), new Shape(2, 1, 28, 28));
    assertWeights(sixteenth, Vgg11.of(16, 16, 10), new Shape(2, 1, 16, 16));
    assertWeights(sixteenth, Vgg11.of(16, 14, 10), new Shape(2, 1, 14, 14));
  }
}
