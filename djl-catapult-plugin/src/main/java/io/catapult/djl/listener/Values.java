/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.EnumMap;
import java.util.Map;

/** What has been measured at one step so far. */
final class Values {

  private final Map<Quantity, double[]> values = new EnumMap<>(Quantity.class);

  void put(Quantity quantity, double value) {
    values.put(quantity, new double[] {value});
  }

  void put(Quantity quantity, double[] list) {
    values.put(quantity, list);
  }

  boolean has(Quantity quantity) {
    return values.containsKey(quantity);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** The value, or NaN if it was not measured. */
  double get(Quantity quantity) {
    double[] value = values.get(quantity);
    return value == null ? Double.NaN : value[0];
  }

  /** The first quantity of these that was measured, or NaN. */
  double first(Quantity one, Quantity other) {
    return has(one) ? get(one) : get(other);
  }

  Measurement at(long step, int epoch) {
    return new Measurement(step, epoch, values);
  }
}
