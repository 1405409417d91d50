/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;

final class PixelScaleTest {

  /** Halves and thirds of small numbers in float32. */
  private static final float FLOAT = 1e-6f;

  /** Sums over some ten thousand pixels in float32. */
  private static final double SUM = 1e-4;

  @Test
  void shiftsByTheMeanAndDividesByTheDeviationOfAllPixels() {
    DenseDataset<Label> images =
        DenseDataset.classification(new float[] {1, 1, 5, 5}, 2, new String[] {"a", "b"});
    PixelScale scale = PixelScale.of(images);
    assertEquals(new PixelScale(3, 2), scale);
    DenseDataset<Label> other =
        DenseDataset.classification(new float[] {3, 4, 5, 1}, 2, new String[] {"b", "a"});
    assertArrayEquals(new float[] {0, 0.5f, 1, -1}, pixels(scale.apply(other)), FLOAT);
    assertEquals("b", scale.apply(other).getOutput(0).getLabel());
  }

  @Test
  void imagesOfOneShadeAreOnlyShifted() {
    DenseDataset<Label> images =
        DenseDataset.classification(new float[] {2, 2}, 1, new String[] {"a", "b"});
    assertArrayEquals(new float[] {0, 0}, pixels(PixelScale.of(images).apply(images)), FLOAT);
  }

  @Test
  void aTaskTakesTheScaleOfItsTrainingImages() throws IOException {
    TaskData<Label> data =
        FashionMnistTask.embedded(List.of(0, 2), 32, 16, 14, 0).standardized().load(1);
    float[] pixels = pixels((DenseDataset<Label>) data.training());
    double sum = 0;
    double squares = 0;
    for (float pixel : pixels) {
      sum += pixel;
      squares += pixel * pixel;
    }
    assertEquals(0, sum / pixels.length, SUM);
    assertEquals(1, squares / pixels.length, SUM);
  }

  private static float[] pixels(DenseDataset<Label> images) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return images.toArray(manager).toFloatArray();
    }
  }
}
