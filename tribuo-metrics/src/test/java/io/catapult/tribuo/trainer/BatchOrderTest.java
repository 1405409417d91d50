/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchOrderTest {

  private static BatchOrder order(int samples, int batchSize) {
    return new BatchOrder(samples, batchSize, new SplittableRandom(3));
  }

  @Test
  void everyEpochHasEachSampleOnceAndAnOrderOfItsOwn() {
    BatchOrder order = order(10, 4);
    int[] first = epoch(order);
    int[] second = epoch(order);
    assertFalse(Arrays.equals(first, second));
    for (int[] epoch : new int[][] {first, second}) {
      assertArrayEquals(IntStream.range(0, 10).toArray(), Arrays.stream(epoch).sorted().toArray());
    }
    assertArrayEquals(first, epoch(order(10, 4)));
  }

  private static int[] epoch(BatchOrder order) {
    int[] sizes = new int[order.stepsPerEpoch()];
    IntStream all = IntStream.empty();
    for (int step = 0; step < sizes.length; step++) {
      int[] batch = order.next();
      sizes[step] = batch.length;
      all = IntStream.concat(all, Arrays.stream(batch));
    }
    assertArrayEquals(new int[] {4, 4, 2}, sizes);
    return all.toArray();
  }

  @Test
  void nothingMeansAllSamples() {
    for (int batchSize : new int[] {0, 10, 11}) {
      assertTrue(order(10, batchSize).isFullBatch());
      assertEquals(1, order(10, batchSize).stepsPerEpoch());
      assertEquals(10, order(10, batchSize).batchSize());
    }
    assertFalse(order(10, 9).isFullBatch());
  }
}
