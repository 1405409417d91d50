/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Arrays F(t) and their derivatives by t at t = 0, up to an order: {@code get(0)} is F(0), {@code
 * get(1)} F'(0), {@code get(2)} F''(0).
 *
 * @param derivatives a list of arrays for each order; null where all of them are zero
 */
record Jet(List<NDList> derivatives) {

  NDList get(int order) {
    return derivatives.get(order);
  }

  boolean isConstant() {
    return derivatives.stream().skip(1).allMatch(each -> each == null);
  }

  /** The only array of an order; null for zero. */
  NDArray array(int order) {
    return get(order) == null ? null : get(order).singletonOrThrow();
  }
}
