/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.chart;

/**
 * An axis of a chart.
 *
 * @param name what it shows, with its unit if it has one
 * @param isLogarithmic whether it is logarithmic; what is not above 0 is not drawn then
 */
public record Axis(String name, boolean isLogarithmic) {

  /** A linear axis. */
  public static Axis linear(String name) {
    return new Axis(name, false);
  }

  /** A logarithmic axis. */
  public static Axis logarithmic(String name) {
    return new Axis(name, true);
  }
}
