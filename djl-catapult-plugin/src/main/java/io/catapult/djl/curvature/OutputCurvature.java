/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;

/**
 * B = d^2 L / d f^2 at given outputs f [n, k], as a map on arrays [n, k]. Lives as long as the
 * manager that it is built with.
 */
final class OutputCurvature {

  private final NDList leaf;
  private final NDList slope;

  /**
   * @param outputs f [n, k]
   * @param modelShape the shape in which the loss is to see them
   */
  OutputCurvature(NDManager manager, Loss loss, NDArray outputs, Shape modelShape, NDList labels) {
    NDArray f = outputs.stopGradient();
    f.attach(manager);
    f.setRequiresGradient(true);
    NDArray value = new DifferentiableLoss(manager, loss, labels, f, modelShape).at(f);
    leaf = new NDList(f);
    slope =
        Aten.grad(
            manager, new NDList(value), leaf, new NDList(value.onesLike()), Aten.Graph.CREATE);
  }

  /**
   * B z.
   *
   * @param manager the owner of the result
   * @param z [n, k]
   */
  NDArray apply(NDManager manager, NDArray z) {
    return Aten.grad(manager, slope, leaf, new NDList(z), Aten.Graph.RETAIN).head();
  }
}
