/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.KernelSharpness;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.KernelOperator;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.SpectrumSummary;
import io.catapult.djl.linalg.TraceEstimate;
import io.catapult.djl.linalg.TraceEstimator;
import io.catapult.samples.Progress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The tangent kernel of a model on some inputs: its top eigenpairs, and what else is known. */
final class TangentSpectrum implements AutoCloseable {

  /** How the kernel is found. */
  enum Route {
    /** As a matrix, summed in float64 from the Jacobian. */
    JACOBIAN,
    /** As a matrix, in the model's type. */
    MATRIX,
    /** By its products with vectors alone. */
    OPERATOR;

    static Route of(ModelView model, long rows) {
      if (rows > LARGEST_MATRIX) {
        return OPERATOR;
      }
      return Gram.isAffordable(rows, model.parameterCount(), model.dataType()) ? JACOBIAN : MATRIX;
    }

    /** The unit by which a summary of so many eigenvalues is to know which of them are rounding. */
    double epsilon(long rows) {
      return this == JACOBIAN ? Gram.rounding(rows) / rows : Math.ulp(1.0f);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A matrix of more rows is not formed. */
  static final long LARGEST_MATRIX = 4096;

  /** A larger matrix is not decomposed as a whole. */
  static final long LARGEST_WHOLE = 1024;

  /** Of a kernel with more rows only the top eigenvalues are told. */
  static final int ALL_VALUES = 64;

  static final int TOP_VALUES = 10;

  private static final int TRACE_PROBES = 30;
  private static final long SEED = 0;

  private final NDManager manager;
  private final KernelOperator operator;
  private final Route route;
  private final NDArray matrix;
  private Eigenpairs pairs;

  private TangentSpectrum(NDManager manager, ModelView model, NDArray x) {
    this.manager = manager;
    // The operator also finds out whether the samples are independent of each other.
    operator = TangentKernel.of(model).operator(new NDList(x));
    route = Route.of(model, operator.size());
    matrix =
        switch (route) {
          case JACOBIAN -> JacobianKernel.of(manager, model, x, outputsPerSample());
          case MATRIX -> exact(manager, model, x);
          case OPERATOR -> null;
        };
  }

  /**
   * Of a model.
   *
   * @param model at its present weights; not to be changed before this is closed
   * @param x inputs [n, ..]
   * @throws io.catapult.djl.autodiff.MeasurementException if the inputs do not suit the model
   */
  static TangentSpectrum of(ModelView model, NDArray x) {
    NDManager manager = NDManager.newBaseManager(model.device(), "PyTorch");
    try {
      return new TangentSpectrum(manager, model, x);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static NDArray exact(NDManager manager, ModelView model, NDArray x) {
    try (Progress bar = Progress.ofUnknownLength("tangent kernel");
        KernelMatrix kernel = TangentKernel.of(model).exact(x)) {
      bar.at(kernel.matrix().getShape().get(0) + " rows");
      NDArray copy = kernel.matrix().toType(DataType.FLOAT64, true);
      copy.attach(manager);
      return copy;
    }
  }

  Route route() {
    return route;
  }

  /** The outputs f [n, k]; they end with this. */
  NDArray outputs() {
    return operator.outputs();
  }

  int outputsPerSample() {
    return Math.toIntExact(outputs().getShape().get(1));
  }

  /** All eigenpairs, or those at the top of a large kernel; they end with this. */
  Eigenpairs pairs() {
    if (pairs == null) {
      int top = (int) Math.min(TOP_VALUES, operator.size());
      if (matrix == null) {
        try (Progress bar = Progress.ofUnknownLength("tangent kernel")) {
          pairs = Eigen.top(CountedOperator.of(operator, bar), top);
        }
      } else {
        pairs = isWhole() ? DenseEigen.all(matrix) : Eigen.top(matrix, top);
      }
    }
    return pairs.orThrow();
  }

  private boolean isWhole() {
    return matrix != null && operator.size() <= LARGEST_WHOLE;
  }

  /** The eigenvalues to tell, descending. */
  double[] values() {
    double[] values = pairs().values();
    return values.length <= ALL_VALUES ? values : Arrays.copyOf(values, TOP_VALUES);
  }

  /** What the whole spectrum is like, where it is known. */
  Optional<SpectrumSummary> summary() {
    return isWhole()
        ? Optional.of(SpectrumSummary.of(pairs().values(), route.epsilon(operator.size())))
        : Optional.empty();
  }

  /** The kernel's entries in row-major order, where it was formed. */
  Optional<double[]> entries() {
    return Optional.ofNullable(matrix).map(NDArray::toDoubleArray);
  }

  /** The trace where no matrix was formed. */
  TraceEstimate estimateTrace() {
    try (Progress bar = Progress.ofUnknownLength("kernel's trace")) {
      return TraceEstimator.estimate(CountedOperator.of(operator, bar), TRACE_PROBES, SEED);
    }
  }

  /** lambda_max of the Gauss-Newton matrix of a loss. */
  double sharpness(LossChoice loss, NDArray targets) {
    double n = outputs().getShape().get(0);
    Loss function = loss.newLoss();
    return loss.shareOfSquares(outputsPerSample()).isPresent()
        ? 2 / n * loss.shareOfSquares(outputsPerSample()).getAsDouble() * pairs().values()[0]
        : KernelSharpness.of(operator, function, new NDList(targets));
  }

  @Override
  public void close() {
    if (pairs != null) {
      pairs.close();
    }
    operator.close();
    manager.close();
  }
}
