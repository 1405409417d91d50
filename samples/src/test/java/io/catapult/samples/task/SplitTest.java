/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SplitTest {

  private static final double ROUNDING = 1e-6;

  @Test
  void everyRowGoesToOnePart() {
    Split split = Split.of(100, 60, 20, 7);
    assertEquals(60, split.training().length);
    assertEquals(20, split.validation().length);
    assertEquals(20, split.test().length);
    assertArrayEquals(
        IntStream.range(0, 100).toArray(),
        IntStream.concat(
                IntStream.concat(IntStream.of(split.training()), IntStream.of(split.validation())),
                IntStream.of(split.test()))
            .sorted()
            .toArray());
  }

  @Test
  void columnsAreScaledByTheTrainingRowsAlone() {
    float[][] numbers = {{1, 5}, {3, 5}, {100, 7}};
    float[][] applied = Standardization.of(numbers, new int[] {0, 1}).apply(numbers);
    assertArrayEquals(new float[] {-1, 0}, applied[0], (float) ROUNDING);
    assertArrayEquals(new float[] {1, 0}, applied[1], (float) ROUNDING);
    assertArrayEquals(new float[] {98, 2}, applied[2], (float) ROUNDING);
  }
}
