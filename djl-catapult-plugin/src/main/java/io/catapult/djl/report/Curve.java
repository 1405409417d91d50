/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Something that a page can draw over the steps: a quantity, an entry of a list, or what is
 * computed of several.
 *
 * @param id the quantity's id, or one that begins with derived
 * @param entry the entry of a list, from 0
 * @param meaning what it is, in words
 * @param reading what a measurement says of it; empty if it was not measured
 */
record Curve(String id, int entry, Meaning meaning, Reading reading) {

  /** The entries drawn of a list, except of the loss by eigenspaces, of which all are. */
  private static final int ENTRIES = 8;

  /** Reads a number off a measurement. */
  @FunctionalInterface
  interface Reading {
    OptionalDouble at(Measurement measurement);
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

  /** All curves that measurements may have, in the order of {@link Quantity}, derived ones last. */
  static List<Curve> of(List<Measurement> measurements) {
    List<Curve> curves = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      int entries = quantity.isList() ? entries(quantity, measurements) : 1;
      for (int entry = 0; entry < entries; entry++) {
        curves.add(of(quantity, entry));
      }
    }
    curves.addAll(DerivedCurves.all());
    return curves;
  }

  private static int entries(Quantity quantity, List<Measurement> measurements) {
    int most = measurements.stream().mapToInt(m -> m.values(quantity).length).max().orElse(0);
    boolean isSplit =
        switch (quantity) {
          case PROBE_LOSS_TOP, PROBE_LOSS_REST, BATCH_LOSS_TOP, BATCH_LOSS_REST -> true;
          default -> false;
        };
    return isSplit ? most : Math.min(most, ENTRIES);
  }

  static Curve of(Quantity quantity, int entry) {
    Reading reading = entry == 0 ? m -> m.value(quantity) : m -> entry(m.values(quantity), entry);
    return new Curve(quantity.id(), entry, Meaning.of(quantity), reading);
  }

  private static OptionalDouble entry(double[] values, int entry) {
    return values.length > entry ? OptionalDouble.of(values[entry]) : OptionalDouble.empty();
  }

  int size(List<Measurement> measurements) {
    int size = 0;
    for (Measurement measurement : measurements) {
      size += reading.at(measurement).isPresent() ? 1 : 0;
    }
    return size;
  }

  /**
   * The points that are drawn.
   *
   * @param size how many there are
   * @param most how many to draw
   * @param always steps to draw in any case, ascending
   */
  DrawnSeries draw(List<Measurement> measurements, int size, int most, long[] always) {
    long[] steps = new long[size];
    double[] values = new double[size];
    int at = 0;
    for (Measurement measurement : measurements) {
      OptionalDouble value = reading.at(measurement);
      if (value.isPresent()) {
        steps[at] = measurement.step();
        values[at++] = value.getAsDouble();
      }
    }
    return DrawnSeries.of(entry, steps, values, Downsampling.keep(steps, values, most, always));
  }
}
