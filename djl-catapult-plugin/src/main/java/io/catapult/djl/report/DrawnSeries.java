/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The points of a curve that a page draws.
 *
 * @param entry the entry of a list quantity, from 0
 * @param steps the steps, ascending
 * @param values the values, to 7 digits; null where it is no finite number
 * @param of how many points there are in the trace
 */
record DrawnSeries(int entry, List<Long> steps, List<Double> values, int of) {

  static DrawnSeries of(int entry, long[] steps, double[] values, int[] kept) {
    List<Long> drawnSteps = new ArrayList<>(kept.length);
    List<Double> drawnValues = new ArrayList<>(kept.length);
    for (int index : kept) {
      drawnSteps.add(steps[index]);
      drawnValues.add(Digits.rounded(values[index]));
    }
    return new DrawnSeries(
        entry,
        Collections.unmodifiableList(drawnSteps),
        Collections.unmodifiableList(drawnValues),
        steps.length);
  }
}
