/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.tribuo.data.DenseDataset;
import java.util.stream.IntStream;
import org.tribuo.classification.Label;

/**
 * Shifts and scales all pixels by the same two numbers.
 *
 * @param mean of all pixels of the images that it was taken from
 * @param deviation their standard deviation, above 0
 */
record PixelScale(double mean, double deviation) {

  /** Mean and standard deviation over all pixels of all images. */
  static PixelScale of(DenseDataset<Label> images) {
    double sum = 0;
    double squares = 0;
    float[] pixels = pixels(images);
    for (float pixel : pixels) {
      sum += pixel;
      squares += (double) pixel * pixel;
    }
    double mean = sum / pixels.length;
    double variance = squares / pixels.length - mean * mean;
    return new PixelScale(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  /** The images with (pixel - mean) / deviation for each pixel. */
  DenseDataset<Label> apply(DenseDataset<Label> images) {
    float[] pixels = pixels(images);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) ((pixels[i] - mean) / deviation);
    }
    String[] labels =
        IntStream.range(0, images.size())
            .mapToObj(row -> images.getOutput(row).getLabel())
            .toArray(String[]::new);
    return DenseDataset.classification(pixels, images.width(), labels);
  }

  private static float[] pixels(DenseDataset<Label> images) {
    try (NDManager manager = NDManager.newBaseManager();
        NDArray all = images.toArray(manager)) {
      return all.toFloatArray();
    }
  }
}
