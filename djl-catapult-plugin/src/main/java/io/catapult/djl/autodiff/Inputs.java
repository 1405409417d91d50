/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;

/** What inputs must be like to measure anything. */
public final class Inputs {

  private Inputs() {}

  /**
   * Checks a batch before anything native sees it.
   *
   * @param x the inputs
   * @param device where the model is
   * @param leaves what will be differentiated by
   * @throws MeasurementException if an array is closed, has no samples, another number of samples
   *     than the first, or another device than the model, or cannot be differentiated by
   */
  public static void check(NDList x, Device device, Leaves leaves) {
    if (x.isEmpty()) {
      throw new MeasurementException(
          "at least one input array", "an empty NDList", "give the batch that the model takes");
    }
    for (int i = 0; i < x.size(); i++) {
      NDArray array = x.get(i);
      requireOpen(array, "input " + i);
      requireSamples(array, i, x.get(0));
      if (!array.getDevice().equals(device)) {
        throw new MeasurementException(
            "inputs on the model's device " + device,
            "input " + i + " on " + array.getDevice(),
            "move it with input.toDevice(device, false)");
      }
      if (leaves == Leaves.INPUTS && !array.getDataType().isFloating()) {
        throw new MeasurementException(
            "floating-point inputs to differentiate by",
            "input " + i + " of " + array.getDataType(),
            "cast it with toType, or measure behind the embedding: integers have no gradient");
      }
    }
  }

  /**
   * Checks that an array can be used.
   *
   * @param array the array
   * @param name what it is, for the message
   * @throws MeasurementException if it is closed or not of the PyTorch engine
   */
  public static void requireOpen(NDArray array, String name) {
    if (!(array instanceof PtNDArray tensor)) {
      throw new MeasurementException(
          name + " on the PyTorch engine",
          array == null ? "null" : "an array of " + array.getClass().getSimpleName(),
          "create it with a manager of the PyTorch engine");
    }
    if (tensor.isReleased()) {
      throw new MeasurementException(
          name + " to be open",
          "a closed array",
          "measure before its manager or batch is closed, or keep a copy");
    }
  }

  private static void requireSamples(NDArray array, int position, NDArray first) {
    Shape shape = array.getShape();
    if (shape.dimension() == 0 || shape.get(0) == 0) {
      throw new MeasurementException(
          "at least one sample along the first axis",
          "input " + position + " of shape " + shape,
          "give a batch [n, ...] with n > 0");
    }
    if (shape.get(0) != first.getShape().get(0)) {
      throw new MeasurementException(
          "the same number of samples in all inputs",
          first.getShape().get(0) + " in input 0, " + shape.get(0) + " in input " + position,
          "give inputs that belong together");
    }
  }

  static void requireFinite(NDList x) {
    try (NDManager scratch = NDManager.newBaseManager(x.head().getDevice(), "PyTorch")) {
      boolean[] finite = Aten.finite(scratch, x);
      for (int i = 0; i < finite.length; i++) {
        if (!finite[i]) {
          throw new MeasurementException(
              "finite inputs",
              "NaN or infinite entries in input " + i + " of shape " + x.get(i).getShape(),
              "clean the data, or leave such samples out");
        }
      }
    }
  }
}
