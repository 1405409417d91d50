/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The neurons of the first hidden layer as a page draws them, orientation against amplitude, where
 * they were at first and where they are at last: condensed ones stand on few orientations. Numbers
 * to four digits, as a mark shows no more: 15 KB of text for the 512 neurons that a trace has.
 */
final class RunNeurons {

  private static final int DIGITS = 4;

  private static final List<Quantity> QUANTITIES =
      List.of(Quantity.NEURON_ORIENTATIONS, Quantity.NEURON_AMPLITUDES);

  private RunNeurons() {}

  /**
   * The neurons at a step.
   *
   * @param step the step
   * @param orientations of each neuron
   * @param amplitudes of each neuron
   */
  record Snapshot(long step, List<Double> orientations, List<Double> amplitudes) {

    private static Snapshot of(Measurement m) {
      return new Snapshot(
          m.step(),
          numbers(m.values(Quantity.NEURON_ORIENTATIONS)),
          numbers(m.values(Quantity.NEURON_AMPLITUDES)));
    }

    private static List<Double> numbers(double[] values) {
      return Arrays.stream(values).mapToObj(value -> Digits.rounded(value, DIGITS)).toList();
    }
  }

  /**
   * The first and the last measurement of them: one where there is no other, none where neurons
   * have no orientation. Cost: a pass over the measurements.
   */
  static List<Snapshot> of(List<Measurement> measurements) {
    int[] whole =
        IntStream.range(0, measurements.size()).filter(i -> isWhole(measurements.get(i))).toArray();
    return whole.length == 0
        ? List.of()
        : IntStream.of(whole[0], whole[whole.length - 1])
            .distinct()
            .mapToObj(i -> Snapshot.of(measurements.get(i)))
            .toList();
  }

  private static boolean isWhole(Measurement m) {
    int neurons = m.values(Quantity.NEURON_ORIENTATIONS).length;
    return neurons > 0 && neurons == m.values(Quantity.NEURON_AMPLITUDES).length;
  }

  /** What orientation and amplitude are. */
  static Map<String, Curve.Meaning> meanings() {
    Map<String, Curve.Meaning> meanings = new LinkedHashMap<>();
    QUANTITIES.forEach(quantity -> meanings.put(quantity.id(), Curve.Meaning.of(quantity)));
    return meanings;
  }
}
