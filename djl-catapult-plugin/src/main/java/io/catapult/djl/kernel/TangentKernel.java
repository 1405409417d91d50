/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The tangent kernel of a model: K(X, Z) = J_X J_Z^T, [n*k, m*k], row i*k + c = output c of sample
 * i; J [n*k, p] is the derivative of the outputs by the trainable parameters (no 1/n). Zhu et al.,
 * Catapults in SGD, Eq. 1.
 *
 * <p>Layers with a rule (linear, also along a sequence; convolution; layer norm and batch norm in
 * evaluation mode; embedding; the NTK layers) cost one forward pass and k backward passes to their
 * outputs, then O((n k)^2 width) each for linear layers and one weight gradient for each sample and
 * output for convolutions; no Jacobian is stored. Every other parameter is found and added by
 * automatic differentiation, sample by sample, and named in {@link KernelMatrix#routes()}.
 *
 * <p>Keep one object for a whole training: what it finds out about the model's layers it finds out
 * once for each shape of inputs.
 */
public final class TangentKernel {

  private static final long DEFAULT_MEMORY = 3L << 29;

  private final ModelView model;
  private final long memoryBytes;
  private final Map<String, LayerPlan> plans = new HashMap<>();

  private TangentKernel(ModelView model, long memoryBytes) {
    this.model = model;
    this.memoryBytes = memoryBytes;
  }

  /** The tangent kernel of a model, with results and temporaries of about 1.5 GiB at most. */
  public static TangentKernel of(ModelView model) {
    return new TangentKernel(Objects.requireNonNull(model, "model"), DEFAULT_MEMORY);
  }

  /**
   * The same with another bound on memory.
   *
   * @param bytes about how much memory results and temporaries may take; smaller bounds cost time,
   *     since samples are then taken in blocks and pairs of blocks computed anew
   */
  public TangentKernel withMemoryBytes(long bytes) {
    if (bytes <= 0) {
      throw new MeasurementException(
          "a positive number of bytes",
          String.valueOf(bytes),
          "give for example 1L << 30, a gibibyte");
    }
    return new TangentKernel(model, bytes);
  }

  /** The model. */
  public ModelView model() {
    return model;
  }

  /** The bound on memory, in bytes. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /** {@link #exact(NDList)} for a model with one input. */
  public KernelMatrix exact(NDArray x) {
    return exact(new NDList(x));
  }

  /**
   * K(X, X).
   *
   * @param x the inputs, n samples along the first axis
   * @return the kernel [n*k, n*k], to be closed
   * @throws MeasurementException if the inputs do not suit, the outputs of a sample depend on
   *     others, something is not finite, or the kernel does not fit into the memory bound
   */
  public KernelMatrix exact(NDList x) {
    return new ExactKernel(this, x, null, false).compute();
  }

  /**
   * K(X, Z) between two sets of inputs.
   *
   * @param x n samples
   * @param z m samples
   * @return the kernel [n*k, m*k], to be closed
   * @throws MeasurementException as {@link #exact(NDList)}
   */
  public KernelMatrix exact(NDList x, NDList z) {
    return new ExactKernel(this, x, Objects.requireNonNull(z, "z"), false).compute();
  }

  /**
   * K(X, X) and the part of it that each parameter contributes. Memory: one matrix more for each
   * parameter.
   *
   * @param x the inputs, n samples along the first axis
   * @return the kernel with {@link KernelMatrix#parts()}, to be closed
   * @throws MeasurementException as {@link #exact(NDList)}
   */
  public KernelMatrix exactByParameter(NDList x) {
    return new ExactKernel(this, x, null, true).compute();
  }

  /**
   * K(X, Z) and the part of it that each parameter contributes: see {@link
   * #exactByParameter(NDList)}.
   */
  public KernelMatrix exactByParameter(NDList x, NDList z) {
    return new ExactKernel(this, x, Objects.requireNonNull(z, "z"), true).compute();
  }

  /**
   * K(X, X) as an operator v -> J (J^T v) on vectors [n*k], in the same row order, without the
   * matrix: for large n k.
   *
   * @param x the inputs, n samples along the first axis
   * @return the operator, to be closed before the weights change
   * @throws MeasurementException as {@link #exact(NDList)}, but for the size of the kernel
   */
  public KernelOperator operator(NDList x) {
    return new KernelOperator(this, x);
  }

  /** What is known about the model's layers for inputs of this shape. */
  LayerPlan plan(NDList x) {
    StringBuilder key = new StringBuilder();
    for (NDArray array : x) {
      key.append(array.getShape().slice(1)).append(array.getDataType());
    }
    return plans.computeIfAbsent(key.toString(), k -> newPlan(x));
  }

  private LayerPlan newPlan(NDList x) {
    // What is wrong with these inputs is better said of all of them than of the plan's few.
    model.evaluate(x, Leaves.NONE).close();
    return LayerPlan.of(model, x);
  }
}
