/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  @Test
  void ofManyClassesEachHasItsShare() {
    List<String> labels = IntStream.range(0, 300).mapToObj(i -> "class " + i % 10).toList();
    for (long seed = 0; seed < 20; seed++) {
      Split split = Split.balanced(labels, 128, seed);
      assertEquals(128, split.training().length);
      assertEquals(172, split.validation().length);
      Map<String, Long> counts =
          Arrays.stream(split.training())
              .mapToObj(labels::get)
              .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
      assertEquals(10, counts.size());
      counts.values().forEach(count -> assertTrue(count >= 11 && count <= 13, counts.toString()));
    }
  }
}
