/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

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

  static DrawnSeries of(int entry, PointSampler sampler) {
    List<PointSampler.Point> kept = sampler.kept();
    return new DrawnSeries(
        entry,
        kept.stream().map(PointSampler.Point::step).toList(),
        kept.stream().map(point -> Digits.rounded(point.value())).toList(),
        sampler.size());
  }
}
