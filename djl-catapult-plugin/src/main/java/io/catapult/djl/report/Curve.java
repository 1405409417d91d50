/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a page can draw over the steps: a quantity, or what is computed of several.
 *
 * @param id the quantity's id, or one that begins with derived
 * @param meaning what it is, in words
 * @param reading what a measurement says of it
 * @param entries the most entries that are drawn, each as a line
 */
record Curve(String id, Meaning meaning, Reading reading, int entries) {

  /**
   * The entries drawn of a list, except of the loss by eigenspaces, of which all are, and of
   * neurons, which {@link RunNeurons} has.
   */
  private static final int ENTRIES = 8;

  /** Reads numbers off a measurement: none if it was not measured, one, or those of a list. */
  @FunctionalInterface
  interface Reading {
    double[] at(Measurement measurement);
  }

  /**
   * What a number means.
   *
   * @param label a few words
   * @param formula the formula, as plain text
   * @param source where it is defined
   * @param unit 1 for a pure number
   */
  record Meaning(String label, String formula, String source, String unit) {

    static Meaning of(Quantity quantity) {
      return new Meaning(quantity.label(), quantity.formula(), quantity.source(), quantity.unit());
    }
  }

  /** All that can be drawn, in the order of {@link Quantity}, what is derived last. */
  static List<Curve> all() {
    List<Curve> curves = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      curves.add(
          new Curve(
              quantity.id(), Meaning.of(quantity), m -> m.values(quantity), entries(quantity)));
    }
    curves.addAll(DerivedCurves.all());
    return curves;
  }

  private static int entries(Quantity quantity) {
    return switch (quantity) {
      case PROBE_LOSS_TOP, PROBE_LOSS_REST, BATCH_LOSS_TOP, BATCH_LOSS_REST -> Integer.MAX_VALUE;
      case NEURON_ORIENTATIONS, NEURON_AMPLITUDES -> 0;
      default -> ENTRIES;
    };
  }

  /** The values that are drawn of a measurement. */
  double[] at(Measurement measurement) {
    double[] values = reading.at(measurement);
    return values.length <= entries ? values : java.util.Arrays.copyOf(values, entries);
  }
}
