/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.KernelSharpness;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.LossSplit;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.OptionalDouble;

/** Measures the exact tangent kernel of a set of samples and what follows from it. */
final class KernelInstrument {

  private final TangentKernel kernel;
  private final LossMeter loss;
  private final int topEigenspace;

  KernelInstrument(ModelView model, LossMeter loss, int topEigenspace) {
    this.kernel = TangentKernel.of(model);
    this.loss = loss;
    this.topEigenspace = topEigenspace;
  }

  /** Looks at a kernel's eigenpairs before they are closed. */
  @FunctionalInterface
  interface Viewer {
    void view(Eigenpairs top, KernelReading reading);
  }

  /** The kernel at the present weights, to be closed. */
  KernelMatrix matrix(NDList x) {
    return kernel.exact(x);
  }

  /** Measures at the weights of a kernel, and shows what it measured by. */
  KernelReading measure(KernelMatrix matrix, NDList labels, Viewer viewer) {
    try (Eigenpairs pairs = top(matrix)) {
      KernelReading reading = read(matrix, pairs, labels, true);
      viewer.view(pairs, reading);
      return reading;
    }
  }

  /**
   * The same, keeping what the change of the loss by the coming update will be measured with.
   *
   * @return the reading; its {@link BatchReading#pairs} are to be closed
   */
  BatchReading measureBatch(NDList x, NDList labels) {
    try (KernelMatrix matrix = kernel.exact(x)) {
      Eigenpairs pairs = top(matrix);
      try {
        return new BatchReading(read(matrix, pairs, labels, false), pairs);
      } catch (RuntimeException e) {
        pairs.close();
        throw e;
      }
    }
  }

  private Eigenpairs top(KernelMatrix matrix) {
    long size = matrix.matrix().getShape().get(0);
    return Eigen.top(matrix.matrix(), (int) Math.min(size, topEigenspace)).orThrow();
  }

  private KernelReading read(
      KernelMatrix matrix, Eigenpairs pairs, NDList labels, boolean isProbe) {
    NDArray outputs = matrix.outputs();
    double[] values = pairs.values();
    OptionalDouble scale = loss.scale();
    if (scale.isEmpty()) {
      double sharpness = KernelSharpness.of(matrix, loss.loss(), labels);
      return new KernelReading(loss.of(outputs, labels), values, sharpness, null, Double.NaN);
    }
    double c = scale.getAsDouble();
    LossSplit split = LossSplit.of(matrix, labels.head(), pairs);
    double sharpness = 2 * c / outputs.getShape().get(0) * values[0];
    double dot = isProbe ? residualDotOutputs(outputs, labels.head()) : Double.NaN;
    return new KernelReading(c * split.loss(), values, sharpness, new SplitReading(split, c), dot);
  }

  private static double residualDotOutputs(NDArray outputs, NDArray labels) {
    double[] f = Aten.numbers(outputs);
    double[] y = Aten.numbers(labels);
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      sum += (f[i] - y[i]) * f[i];
    }
    return sum;
  }
}
