/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.MeasurementException;

/** What an array must be like to be multiplied by an operator. */
final class Vectors {

  private Vectors() {}

  static void require(NDArray array, String name, Shape shape, DataType type, Device device) {
    Inputs.requireOpen(array, name);
    if (!array.getShape().equals(shape)
        || array.getDataType() != type
        || !array.getDevice().equals(device)) {
      throw new MeasurementException(
          name + " " + describe(shape, type, device),
          describe(array.getShape(), array.getDataType(), array.getDevice()),
          "create it as manager.create(shape, dataType) of the operator's size and type, or"
              + " convert it with reshape, toType and toDevice");
    }
  }

  /**
   * Checks that the inputs of a recorded graph are still there: a CPU array may be memory of
   * Java's, which the graph does not keep alive.
   */
  static void requireOpen(NDList inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      Inputs.requireOpen(inputs.get(i), "input " + i);
    }
  }

  static void requireOpen(boolean open, String name) {
    if (!open) {
      throw new MeasurementException(
          name + " to be open",
          "a closed one",
          "use it before its try block ends, or build it anew");
    }
  }

  /** The value of an array of one entry. */
  static double number(NDArray scalar) {
    try (NDArray detached = scalar.stopGradient();
        NDArray wide = detached.toType(DataType.FLOAT64, true)) {
      return wide.toDoubleArray()[0];
    }
  }

  private static String describe(Shape shape, DataType type, Device device) {
    return shape + " of " + type + " on " + device;
  }
}
