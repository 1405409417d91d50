/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.types.Shape;

/**
 * One trainable parameter and its place in vectors over all of them.
 *
 * @param name the name in {@code block.getParameters()}
 * @param shape the shape of its array
 * @param offset the index of its first entry in a flattened vector of all trainable parameters
 */
public record ParameterInfo(String name, Shape shape, long offset) {

  /** The number of its entries. */
  public long size() {
    return shape.size();
  }
}
