/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.OutputDerivatives;
import io.catapult.djl.curvature.OutputHessian;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.linalg.SpectralNorm;
import java.util.Set;

/**
 * Measures how far a network is from linear in its weights. Memory, each only where it is asked
 * for: the kernel at the start, a copy of the weights at the start.
 */
final class LinearityInstrument implements AutoCloseable {

  private final ModelView model;
  private final NDList x;
  private final int samples;
  private final NDManager manager;
  private NDArray startKernel;
  private double startNorm;
  private ModelView start;

  /**
   * @param x what to measure on
   * @param samples how many of them to measure the Hessians of the outputs of
   */
  LinearityInstrument(ModelView model, NDList x, int samples) {
    this.model = model;
    this.x = x;
    this.samples = samples;
    this.manager = NDManager.newBaseManager(model.device(), "PyTorch");
  }

  /** Keeps the weights as they are, if they will be needed. */
  void keepWeights(Set<Instrument> wanted) {
    if (wanted.contains(Instrument.LINEARIZATION)) {
      start = model.toType(model.dataType());
    }
  }

  /** Keeps the kernel as it is. */
  void keepKernel(KernelMatrix kernel) {
    startKernel = kernel.matrix().duplicate();
    startKernel.attach(manager);
    startNorm = SpectralNorm.of(startKernel);
  }

  /** ||K(t) - K(t_0)|| / ||K(t_0)||. */
  double kernelChange(KernelMatrix kernel) {
    if (startKernel == null || startNorm == 0) {
      throw new MeasurementException(
          "a tangent kernel at the start that is not zero",
          startKernel == null ? "none, it could not be measured" : "zero",
          "see the first failure of this training");
    }
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray change = Aten.alias(kernel.matrix(), scratch).sub(startKernel);
      return SpectralNorm.of(change) / startNorm;
    }
  }

  /** ||f(w(t)) - f_lin(w(t))||. */
  double linearizationError() {
    if (start == null) {
      throw new MeasurementException(
          "weights of the start", "none, they could not be copied", "see the first failure");
    }
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch");
        OutputDerivatives derivatives = OutputDerivatives.of(start, x)) {
      NDArray moved = model.flatParameters(scratch).subi(start.flatParameters(scratch));
      NDArray linear = derivatives.outputs(scratch).addi(derivatives.first(moved));
      return Aten.numbers(model.outputs(scratch, x).subi(linear).norm())[0];
    }
  }

  /** The largest ||H_f|| of the outputs of the first samples. */
  double outputHessian() {
    double largest = 0;
    long count = Math.min(samples, x.head().getShape().get(0));
    for (long i = 0; i < count; i++) {
      try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
        NDList sample = new NDList();
        for (NDArray array : x) {
          sample.add(Aten.alias(array, scratch).get("{}:{}", i, i + 1));
        }
        long outputs = model.outputs(scratch, sample).getShape().get(1);
        for (int c = 0; c < outputs; c++) {
          largest = Math.max(largest, norm(sample, c));
        }
      }
    }
    return largest;
  }

  private double norm(NDList sample, int output) {
    try (OutputHessian hessian = OutputHessian.of(model, sample, output)) {
      return SpectralNorm.of(hessian);
    }
  }

  @Override
  public void close() {
    manager.close();
    if (start != null) {
      start.close();
    }
  }
}
