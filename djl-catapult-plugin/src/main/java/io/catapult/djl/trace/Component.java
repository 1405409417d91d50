/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Map;

/**
 * A part of a training as the trace records it: an optimizer, a schedule, a loss.
 *
 * @param name what it is, such as the class name
 * @param parameters every setting that changes a number, by name. Kept are texts, booleans, {@code
 *     Long}, {@code Double}, lists and maps of these; whole numbers become {@code Long}, other
 *     numbers {@code Double}, arrays of numbers lists, all else its text
 */
public record Component(String name, Map<String, Object> parameters) {

  /** Copies the parameters. */
  public Component {
    Checks.text(name, "the name of a component");
    parameters = PlainValues.copy(parameters);
  }

  /** A component without parameters. */
  public static Component of(String name) {
    return new Component(name, Map.of());
  }
}
