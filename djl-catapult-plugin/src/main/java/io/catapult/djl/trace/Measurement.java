/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What was measured at one step t, at the weights w(t); a quantity that was not measured is absent.
 *
 * @param step the step t, the number of updates made so far
 * @param epoch the epoch in which it was measured, from 0
 * @param values the numbers by quantity, an array of one for a scalar; copied, and copied again by
 *     {@link #values()}
 */
public record Measurement(long step, int epoch, Map<Quantity, double[]> values) {

  private static final double[] NONE = {};

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if a step or an epoch is negative, or a scalar quantity has
   *     not exactly one value
   */
  public Measurement {
    Checks.notNegative(step, "a step");
    Checks.notNegative(epoch, "an epoch");
    values = copy(values);
  }

  /** Begins a measurement. */
  public static Builder at(long step, int epoch) {
    return new Builder(step, epoch);
  }

  /** The quantities that were measured. */
  public Set<Quantity> quantities() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** The value of a quantity, its first entry if it is a list; empty if it was not measured. */
  public OptionalDouble value(Quantity quantity) {
    double[] found = values.get(quantity);
    return found == null || found.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(found[0]);
  }

  /** All values of a quantity; empty if it was not measured. */
  public double[] values(Quantity quantity) {
    double[] found = values.get(quantity);
    return found == null ? NONE : found.clone();
  }

  /** A copy of all values. */
  @Override
  public Map<Quantity, double[]> values() {
    return copy(values);
  }

  /** The values themselves, for those who only read. */
  Map<Quantity, double[]> raw() {
    return values;
  }

  /** This and a later measurement of the same step; of what both have, the later one counts. */
  Measurement joined(Measurement later) {
    Map<Quantity, double[]> all = new EnumMap<>(values);
    all.putAll(later.values);
    return new Measurement(later.step, later.epoch, all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measurement that
        && step == that.step
        && epoch == that.epoch
        && values.keySet().equals(that.values.keySet())
        && values.keySet().stream().allMatch(q -> Arrays.equals(values.get(q), that.values.get(q)));
  }

  @Override
  public int hashCode() {
    int hash = 31 * Long.hashCode(step) + epoch;
    for (Map.Entry<Quantity, double[]> entry : values.entrySet()) {
      hash = 31 * hash + (entry.getKey().id().hashCode() ^ Arrays.hashCode(entry.getValue()));
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("step " + step + ", epoch " + epoch);
    values.forEach(
        (quantity, numbers) ->
            text.append(", ").append(quantity.id()).append(' ').append(Arrays.toString(numbers)));
    return text.toString();
  }

  private static Map<Quantity, double[]> copy(Map<Quantity, double[]> values) {
    Checks.present(values, "a map of values");
    Map<Quantity, double[]> copy = new EnumMap<>(Quantity.class);
    values.forEach((quantity, numbers) -> copy.put(quantity, checked(quantity, numbers)));
    return copy;
  }

  private static double[] checked(Quantity quantity, double[] numbers) {
    Checks.require(
        numbers != null && (numbers.length == 1 || quantity.isList()),
        "one value of " + quantity,
        numbers == null ? "null" : numbers.length + " values",
        "leave out what was not measured, and use a list quantity for a list");
    return numbers.clone();
  }

  /** Gathers the values of one measurement; for one thread. */
  public static final class Builder {

    private final long step;
    private final int epoch;
    private final Map<Quantity, double[]> values = new EnumMap<>(Quantity.class);

    private Builder(long step, int epoch) {
      this.step = step;
      this.epoch = epoch;
    }

    /** Notes a number; for a list quantity, a list of one. A second note replaces the first. */
    public Builder put(Quantity quantity, double value) {
      values.put(quantity, new double[] {value});
      return this;
    }

    /** Notes a list, which is copied; it may be empty. A second note replaces the first. */
    public Builder put(Quantity quantity, double[] list) {
      values.put(quantity, list.clone());
      return this;
    }

    /** Whether nothing was noted. */
    public boolean isEmpty() {
      return values.isEmpty();
    }

    /**
     * The measurement.
     *
     * @throws IllegalArgumentException as {@link Measurement#Measurement(long, int, Map)}
     */
    public Measurement build() {
      return new Measurement(step, epoch, values);
    }
  }
}
