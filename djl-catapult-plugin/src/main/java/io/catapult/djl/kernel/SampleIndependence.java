/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;

/** A tangent kernel exists only if f(x_i) depends on x_i and w alone. */
final class SampleIndependence {

  /** Far above what another order of float32 sums does, far below what dropout does. */
  private static final double TOLERANCE = 1e-2;

  private SampleIndependence() {}

  static void require(ModelView model, NDList several, NDList one) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray together = model.outputs(scope, several);
      if (differ(together, model.outputs(scope, several))) {
        throw new MeasurementException(
            "the same outputs for the same inputs",
            "other outputs at a second pass: dropout, or another source of randomness, that stays"
                + " on in evaluation mode",
            "let the block follow its training flag, or export the TorchScript module after eval()");
      }
      if (differ(together.get("0:1"), model.outputs(scope, one))) {
        throw new MeasurementException(
            "outputs of a sample that depend on that sample alone",
            "outputs that change with the rest of the batch, as batch norm in training mode does",
            "let the block follow its training flag, or export the TorchScript module after eval()");
      }
    }
  }

  private static boolean differ(NDArray a, NDArray b) {
    double scale = Math.max(max(a), max(b));
    return max(a.sub(b)) > TOLERANCE * scale;
  }

  private static double max(NDArray array) {
    return array.abs().max().toType(DataType.FLOAT64, false).getDouble();
  }
}
