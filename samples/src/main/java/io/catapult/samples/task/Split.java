/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import java.util.ArrayList;
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
    return upTo(labels, training, Integer.MAX_VALUE, seed);
  }

  /** The same: so many rows for training, no class of which has more than its even share. */
  static Split balanced(List<String> labels, int training, long seed) {
    int classes = (int) labels.stream().distinct().count();
    return upTo(labels, (training + classes - 1) / classes, training, seed);
  }

  private static Split upTo(List<String> labels, int ofEach, int ofAll, long seed) {
    Map<String, Integer> dealt = new HashMap<>();
    List<Integer> chosen = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int row : order(labels.size(), seed)) {
      boolean isChosen =
          chosen.size() < ofAll && dealt.merge(labels.get(row), 1, Integer::sum) <= ofEach;
      (isChosen ? chosen : others).add(row);
    }
    return new Split(
        chosen.stream().mapToInt(Integer::intValue).toArray(),
        others.stream().mapToInt(Integer::intValue).toArray(),
        new int[0]);
  }

  private static int[] order(int rows, long seed) {
    List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(seed));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }
}
