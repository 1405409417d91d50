/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class DownsamplingTest {

  private static final long[] NONE = {};

  private static long[] steps(int size, Random random) {
    long[] steps = new long[size];
    long step = 0;
    for (int i = 0; i < size; i++) {
      step += 1 + random.nextInt(5);
      steps[i] = step;
    }
    return steps;
  }

  private static double[] walk(int size, Random random) {
    double[] values = new double[size];
    double value = 0;
    for (int i = 0; i < size; i++) {
      value += random.nextGaussian();
      values[i] = random.nextInt(50) == 0 ? 100 * random.nextGaussian() : value;
    }
    return values;
  }

  @Test
  void aShortSeriesIsKeptWhole() {
    double[] values = {3, Double.NaN, 1};
    assertArrayEquals(
        new int[] {0, 1, 2}, Downsampling.keep(new long[] {1, 2, 9}, values, 10, NONE));
    assertArrayEquals(new int[0], Downsampling.keep(NONE, new double[0], 10, NONE));
  }

  @RepeatedTest(50)
  void anySeriesKeepsItsEndsItsExtremesAndItsLandmarks(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int size = 1 + random.nextInt(5000);
    int most = 10 + random.nextInt(500);
    long[] steps = steps(size, random);
    double[] values = walk(size, random);
    long[] landmarks = random.longs(most / 2, 0, 3L * size).sorted().distinct().toArray();

    int[] kept = Downsampling.keep(steps, values, most, landmarks);

    assertTrue(kept.length <= Math.max(most, 10), kept.length + " of " + most);
    assertTrue(IntStream.range(1, kept.length).allMatch(i -> kept[i - 1] < kept[i]));
    assertEquals(0, kept[0]);
    assertEquals(size - 1, kept[kept.length - 1]);
    double[] drawn = Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    assertEquals(Arrays.stream(values).max(), Arrays.stream(drawn).max());
    assertEquals(Arrays.stream(values).min(), Arrays.stream(drawn).min());
    for (long landmark : landmarks) {
      int at = Arrays.binarySearch(steps, landmark);
      assertTrue(at < 0 || Arrays.binarySearch(kept, at) >= 0, "step " + landmark);
    }
  }

  @Test
  void everySpikeKeepsItsHeightHoweverShort() {
    int size = 100_000;
    long[] steps = IntStream.range(0, size).asLongStream().toArray();
    double[] values = new double[size];
    for (int i = 500; i < size; i += 1000) {
      values[i] = i;
    }
    int[] kept = Downsampling.keep(steps, values, 1000, NONE);
    for (int i = 500; i < size; i += 1000) {
      assertTrue(Arrays.binarySearch(kept, i) >= 0, "spike at " + i);
    }
  }

  @Test
  void aGapStaysAGap() {
    int size = 10_000;
    long[] steps = IntStream.range(0, size).asLongStream().toArray();
    double[] values = new double[size];
    values[4321] = Double.NaN;
    Arrays.fill(values, 6000, 9000, Double.POSITIVE_INFINITY);
    int[] kept = Downsampling.keep(steps, values, 100, NONE);
    assertTrue(Arrays.binarySearch(kept, 4321) >= 0);
    int[] inGap = Arrays.stream(kept).filter(i -> i >= 6000 && i < 9000).toArray();
    assertTrue(inGap.length > 10, Arrays.toString(inGap));
  }

  @Test
  void pointsMeasuredCloselyKeepMoreOfThemselves() {
    int size = 10_000;
    long[] steps = IntStream.range(0, size).mapToLong(i -> i < 5000 ? i : 1000L * i).toArray();
    int[] kept = Downsampling.keep(steps, walk(size, new Random(1)), 1000, NONE);
    assertTrue(Arrays.stream(kept).filter(i -> i < 5000).count() > 300);
  }

  @Test
  void landmarksLeaveRoomForTheRest() {
    long[] steps = IntStream.range(0, 10_000).asLongStream().toArray();
    int[] kept = Downsampling.keep(steps, walk(10_000, new Random(2)), 100, steps);
    assertTrue(kept.length <= 100, "" + kept.length);
    assertEquals(9999, kept[kept.length - 1]);
  }
}
