/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.LinearOperator;

/**
 * The Hessian H_f = d^2 f_c / d w^2 of one output of one sample by the trainable weights, [p, p],
 * as a map v -> H_f v. A network is linear in its weights where it is zero: its spectral norm
 * ({@link io.catapult.djl.linalg.SpectralNorm}) bounds how far the output departs from its
 * linearization, and falls as the width grows. Exact, by differentiating the gradient; where f has
 * kinks (ReLU) it is the Hessian of the smooth piece at w. Zhu, Toward understanding the dynamics
 * of over-parameterized neural networks, Theorem 2.3.6 and Corollary 2.3.7.
 *
 * <p>Cost and memory: as for {@link LossHessian} of one sample. Build, use and close it before the
 * weights change. Not for use by several threads at once.
 */
public final class OutputHessian implements LinearOperator, AutoCloseable {

  private final LossHessian hessian;

  private OutputHessian(LossHessian hessian) {
    this.hessian = hessian;
  }

  /**
   * Builds the Hessian at the weights of a model.
   *
   * @param model the model and its weights
   * @param x the inputs of one sample, each array [1, ..]; they must stay open
   * @param output c, from 0
   * @throws MeasurementException if the inputs do not suit, there is no such output, or an
   *     operation of the model is not twice differentiable
   */
  public static OutputHessian of(ModelView model, NDList x, int output) {
    return new OutputHessian(LossHessian.of(model, x, outcome -> output(outcome, output)));
  }

  private static NDArray output(Evaluation outcome, int output) {
    if (outcome.samples() != 1 || output < 0 || output >= outcome.outputsPerSample()) {
      throw new MeasurementException(
          "one sample, and an output from 0 to " + (outcome.outputsPerSample() - 1),
          outcome.samples() + " samples, output " + output,
          "slice the inputs with x.get(\"3:4\")");
    }
    return GradMode.recording(() -> outcome.outputs().get(0, output));
  }

  @Override
  public long size() {
    return hessian.size();
  }

  @Override
  public DataType dataType() {
    return hessian.dataType();
  }

  @Override
  public Device device() {
    return hessian.device();
  }

  /**
   * H_f v.
   *
   * @param vector v [p], left unchanged
   * @return H_f v [p], a new array that belongs to the manager of v
   * @throws MeasurementException as {@link LossHessian#apply}
   */
  @Override
  public NDArray apply(NDArray vector) {
    return hessian.apply(vector);
  }

  @Override
  public void close() {
    hessian.close();
  }
}
