/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.List;

/**
 * A parameter of a model.
 *
 * @param name its name
 * @param shape the length of each axis; empty for a single number
 * @param trainable whether training changes it
 */
public record ParameterDescription(String name, List<Long> shape, boolean trainable) {

  /** Copies the shape. */
  public ParameterDescription {
    Checks.text(name, "the name of a parameter");
    Checks.present(shape, "a shape");
    shape = List.copyOf(shape);
    shape.forEach(length -> Checks.notNegative(length, "an axis"));
  }

  /** The number of its entries. */
  public long size() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
