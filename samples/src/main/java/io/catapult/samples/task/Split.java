/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
    List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(seed));
    int[] all = order.stream().mapToInt(Integer::intValue).toArray();
    return new Split(
        Arrays.copyOfRange(all, 0, training),
        Arrays.copyOfRange(all, training, training + validation),
        Arrays.copyOfRange(all, training + validation, rows));
  }
}
