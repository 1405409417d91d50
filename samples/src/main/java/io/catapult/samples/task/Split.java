/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which rows are for what.
 *
 * @param training rows to learn from
 * @param validation rows for the validation loss
 * @param test the remaining rows
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, handed on at once
record Split(int[] training, int[] validation, int[] test) {

  /** Deals rows out by chance, the same for the same seed. */
  static Split of(int rows, int training, int validation, long seed) {
    int[] all = order(rows, seed);
    return new Split(
        Arrays.copyOfRange(all, 0, training),
        Arrays.copyOfRange(all, training, training + validation),
        Arrays.copyOfRange(all, training + validation, rows));
  }

  /** The same: so many rows of each class for training, the others for validation. */
  static Split perClass(List<String> labels, int training, long seed) {
    Map<String, Integer> dealt = new HashMap<>();
    IntStream.Builder chosen = IntStream.builder();
    IntStream.Builder others = IntStream.builder();
    for (int row : order(labels.size(), seed)) {
      boolean isChosen = dealt.merge(labels.get(row), 1, Integer::sum) <= training;
      (isChosen ? chosen : others).add(row);
    }
    return new Split(chosen.build().toArray(), others.build().toArray(), new int[0]);
  }

  private static int[] order(int rows, long seed) {
    List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(seed));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }
}
