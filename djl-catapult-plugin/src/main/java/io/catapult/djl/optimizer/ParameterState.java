/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

/** What an optimizer keeps of one parameter on one device. */
final class ParameterState {

  private final NDList arrays = new NDList();
  private long updates;

  /** Arrays like the weight, each filled with one number, that end with the weight's manager. */
  ParameterState(NDArray weight, double... initial) {
    for (double value : initial) {
      NDArray array = weight.zerosLike();
      array.addi(value);
      array.attach(weight.getManager());
      // The state outlives the training step, and with it any scope that the caller has open.
      NDScope.unregister(array);
      arrays.add(array);
    }
  }

  /** Whether the arrays are still there. */
  boolean isOpen() {
    return !arrays.head().isReleased();
  }

  /** Whether the arrays are still there and like this weight. */
  boolean suits(NDArray weight) {
    return isOpen()
        && arrays.head().getShape().equals(weight.getShape())
        && arrays.head().getDataType() == weight.getDataType();
  }

  NDList arrays() {
    return arrays;
  }

  /** The number of updates made. */
  long updates() {
    return updates;
  }

  void countUpdate() {
    updates++;
  }
}
