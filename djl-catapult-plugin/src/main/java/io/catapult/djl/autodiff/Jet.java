/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An array F(t) and its derivatives by t at t = 0, up to an order: {@code get(0)} is F(0), {@code
 * get(1)} F'(0), {@code get(2)} F''(0).
 *
 * @param derivatives one array for each order; null where it is zero
 */
record Jet(List<NDArray> derivatives) {

  static Jet constant(NDArray value, int order) {
    NDArray[] derivatives = new NDArray[order + 1];
    derivatives[0] = value;
    return new Jet(Arrays.asList(derivatives));
  }

  NDArray get(int order) {
    return derivatives.get(order);
  }

  boolean isConstant() {
    return derivatives.stream().skip(1).allMatch(Objects::isNull);
  }
}
