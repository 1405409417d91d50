/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.translate.TranslateException;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The average gradient outer product G = (1/n) sum_i J_i^T J_i [d, d] of a model over n inputs,
 * where J_i [k, d] is the derivative of the k outputs by the input x_i, flattened in row-major
 * order. Zhu et al., Catapults in SGD: spikes in the training loss and their impact on
 * generalization through feature learning, Definition 2 (Eq. 5); the Jacobian for k > 1: Zhu,
 * Toward understanding the dynamics of over-parameterized neural networks, section 4.4, Eq. 4.5 and
 * footnote 2.
 *
 * <p>Up to d gradients are kept as they are, F [n*k, d] with G = F^T F / n, and the d x d matrix is
 * built only where it is asked for; more are summed up in it. Arrays that methods return belong to
 * the AGOP and end with it. An AGOP is not safe for use by several threads at once.
 */
public final class Agop implements AutoCloseable {

  /** What an AGOP was measured on; 0 samples and outputs where the matrix was given. */
  record Origin(long samples, long outputs, Shape inputShape, long memoryBytes) {}

  private final NDManager manager;
  private final Origin origin;
  private final GradientFactor factor;
  private DenseMatrix dense;
  private NDArray diagonal;
  private Double norm;

  Agop(NDManager manager, Origin origin, GradientFactor factor) {
    this(manager, origin, factor, null);
  }

  Agop(NDManager manager, Origin origin, DenseMatrix dense) {
    this(manager, origin, null, dense);
  }

  private Agop(NDManager manager, Origin origin, GradientFactor factor, DenseMatrix dense) {
    this.manager = manager;
    this.origin = origin;
    this.factor = factor;
    this.dense = dense;
  }

  /** {@link #of(ModelView, NDList)} for a single array x. */
  public static Agop of(ModelView model, NDArray x) {
    return of(model, new NDList(x));
  }

  /**
   * The AGOP of a model over a batch, in up to one gibibyte.
   *
   * @param model measured at its present weights; stays the caller's to close
   * @param x one floating-point array [n, ...] on the model's device
   * @throws MeasurementException as {@link #of(InputGradients, NDList)} does
   */
  public static Agop of(ModelView model, NDList x) {
    return of(InputGradients.of(model), x);
  }

  /**
   * The AGOP of a model over a batch. Cost: that of the gradients, and n*k d^2 / 2 multiplications
   * if n*k exceeds d.
   *
   * @param gradients the model's input gradients
   * @param x one floating-point array [n, ...] on the model's device
   * @throws MeasurementException if x is not one floating-point array with samples, does not suit
   *     the model, if inputs, outputs or gradients are not finite, or neither the gradients nor the
   *     matrix fit in the bound on memory
   */
  public static Agop of(InputGradients gradients, NDList x) {
    try (AgopSum sum = new AgopSum(gradients)) {
      sum.addBatch(x);
      return sum.finish();
    }
  }

  /**
   * The AGOP of a model over a dataset, in up to one gibibyte.
   *
   * @param model measured at its present weights; stays the caller's to close
   * @param dataset its data in the form that the model takes
   * @throws MeasurementException as {@link #of(InputGradients, Dataset)} does
   * @throws IOException if the data cannot be read
   * @throws TranslateException if the data cannot be processed
   */
  public static Agop of(ModelView model, Dataset dataset) throws IOException, TranslateException {
    return of(InputGradients.of(model), dataset);
  }

  /**
   * The AGOP of a model over a dataset. A {@link RandomAccessDataset} is read in order, every
   * sample once, whatever its own sampler does: no random number is drawn and no rest dropped. Of
   * any other dataset, all batches that it gives. Data on another device are copied to the model's.
   *
   * @param gradients the model's input gradients
   * @param dataset its data in the form that the model takes
   * @throws MeasurementException as for a batch, or if there is no sample, or samples differ in
   *     shape
   * @throws IOException if the data cannot be read
   * @throws TranslateException if the data cannot be processed
   */
  public static Agop of(InputGradients gradients, Dataset dataset)
      throws IOException, TranslateException {
    try (AgopSum sum = new AgopSum(gradients)) {
      sum.addDataset(dataset);
      return sum.finish();
    }
  }

  /**
   * A given matrix as an AGOP: one that was stored, or the expected gradient outer product (EGOP)
   * of a target function that is known. It is copied.
   *
   * @param matrix [d, d], symmetric up to rounding
   * @throws MeasurementException if it is not a square, symmetric, finite floating-point matrix
   */
  public static Agop ofMatrix(NDArray matrix) {
    DenseMatrix.require(matrix);
    NDManager owner = NDManager.newBaseManager(matrix.getDevice(), "PyTorch");
    try {
      Origin origin = new Origin(0, 0, matrix.getShape().slice(1), Long.MAX_VALUE);
      return new Agop(owner, origin, DenseMatrix.copyOf(matrix, owner));
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  /**
   * G = F^T F given by a factor, as the EGOP of low rank of a known target or a stored AGOP: needs
   * no d x d matrix. The factor is copied.
   *
   * @param factor F [r, d], of any rank r
   * @throws MeasurementException if it is not a finite floating-point matrix with entries
   */
  public static Agop ofFactor(NDArray factor) {
    GradientFactor.require(factor);
    NDManager owner = NDManager.newBaseManager(factor.getDevice(), "PyTorch");
    try {
      Origin origin = new Origin(0, 0, factor.getShape().slice(1), Long.MAX_VALUE);
      return new Agop(owner, origin, GradientFactor.copyOf(factor, owner));
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  /**
   * A copy that shares nothing with this one: what it works out and keeps does not show here.
   *
   * @return to be closed by the caller
   */
  public Agop duplicate() {
    requireOpen();
    NDManager owner = NDManager.newBaseManager(manager.getDevice(), "PyTorch");
    return factor == null
        ? new Agop(owner, origin, dense.duplicate(owner))
        : new Agop(owner, origin, factor.duplicate(owner));
  }

  /** The number of samples n; 0 for a given matrix or factor. */
  public long samples() {
    return origin.samples();
  }

  /** The number of outputs of a sample k; 0 for a given matrix or factor. */
  public long outputs() {
    return origin.outputs();
  }

  /** The shape of one input; [d] for a given matrix or factor. */
  public Shape inputShape() {
    return origin.inputShape();
  }

  /** The number of input features d, of rows and of columns of G. */
  public long inputSize() {
    return origin.inputShape().size();
  }

  /** The type of all arrays: the model's, or that of what was given. */
  public DataType dataType() {
    return form().dataType();
  }

  /** Where all arrays are. */
  public Device device() {
    return manager.getDevice();
  }

  /**
   * G [d, d], kept once it is built. Cost: n*k d^2 / 2 multiplications.
   *
   * @throws MeasurementException if it exceeds the bound on memory
   */
  public NDArray matrix() {
    requireOpen();
    if (dense == null) {
      if (!isMatrixAffordable()) {
        throw AgopFaults.matrixTooLarge(inputSize(), matrixBytes(), origin.memoryBytes());
      }
      dense = new DenseMatrix(factor.matrix(manager));
    }
    return dense.array();
  }

  /** The diagonal of G [d]: the mean squared derivative by each input feature. */
  public NDArray diagonal() {
    requireOpen();
    if (diagonal == null) {
      diagonal = form().diagonal(manager);
    }
    return diagonal;
  }

  /** The trace of G, the mean of ||J_i||_F^2; needs no d x d matrix. */
  public double trace() {
    requireOpen();
    return form().trace();
  }

  /**
   * ||G||_F, worked out once. Cost: (n*k)^2 d / 2 multiplications, or d^2 if the matrix is there.
   *
   * @throws MeasurementException if it overflows
   */
  public double frobeniusNorm() {
    requireOpen();
    if (norm == null) {
      double value = (dense == null ? factor : dense).frobeniusNorm();
      if (!Double.isFinite(value)) {
        throw AgopFaults.overflow(dataType());
      }
      norm = value;
    }
    return norm;
  }

  /**
   * The eigenvectors of G with the largest eigenvalues, in float64. Cost: with m the smaller of n*k
   * and d, O(m^3) up to m = 1024, beyond that about 10 (s + 1) m^2 multiplications.
   *
   * @param s how many at most, 1 to d
   * @throws MeasurementException if s is out of range or G is zero
   */
  public PrincipalDirections top(int s) {
    requireOpen();
    requireRange("s", s);
    requireNotZero("to have directions");
    return form().top(s, manager);
  }

  /**
   * The input features that the outputs depend on most: the indices, in the flattened input, of the
   * largest entries of the diagonal, descending; of equal ones the first comes first.
   *
   * @param m how many, 1 to d
   * @throws MeasurementException if m is out of range
   */
  public int[] topInputs(int m) {
    requireOpen();
    requireRange("m", m);
    double[] values;
    try (NDManager scope = manager.newSubManager()) {
      values = Views.as(DataType.FLOAT64, diagonal(), scope).toDoubleArray();
    }
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .limit(m)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The AGOP alignment with another AGOP: see {@link AgopAlignment}.
   *
   * @param other of a model with as many input features, on the same device
   * @throws MeasurementException if it is not comparable, or one of the two is zero
   */
  public AgopAlignment alignment(Agop other) {
    return AgopAlignment.of(this, other);
  }

  boolean hasFactor() {
    return factor != null;
  }

  GradientFactor factor() {
    return factor;
  }

  boolean hasMatrix() {
    return dense != null;
  }

  boolean hasNorm() {
    return norm != null;
  }

  boolean isMatrixAffordable() {
    return hasMatrix() || matrixBytes() <= origin.memoryBytes();
  }

  void requireOpen() {
    if (!manager.isOpen()) {
      throw AgopFaults.closed();
    }
  }

  void requireNotZero(String purpose) {
    // A factor's norm may underflow where its trace does not; a matrix may have a trace of zero.
    if ((factor == null ? frobeniusNorm() : trace()) == 0) {
      throw AgopFaults.zero(purpose, samples() == 0);
    }
  }

  private AgopForm form() {
    return factor == null ? dense : factor;
  }

  private double matrixBytes() {
    return (double) inputSize() * inputSize() * dataType().getNumOfBytes();
  }

  private void requireRange(String name, int value) {
    if (value < 1 || value > inputSize()) {
      throw AgopFaults.outOfRange(name, value, inputSize());
    }
  }

  @Override
  public String toString() {
    return "AGOP[samples="
        + samples()
        + ", outputs="
        + outputs()
        + ", inputs="
        + inputShape()
        + "]";
  }

  /** Frees the AGOP and all arrays that its methods returned. */
  @Override
  public void close() {
    manager.close();
  }
}
