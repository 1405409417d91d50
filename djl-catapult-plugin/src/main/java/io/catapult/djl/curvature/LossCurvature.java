/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.BufferKeeper;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * B = d^2 L / d f^2 of a loss at given outputs f [n, k], for a loss that is a sum over samples: one
 * block [k, k] for each sample. The papers' squared loss has B = (2/n) I; DJL's {@code l2Loss} has
 * I / (n k); the mean softmax cross-entropy has blocks (diag(p) - p p^T) / n with p the softmax.
 *
 * <p>With K the tangent kernel, the non-zero eigenvalues of the Gauss-Newton matrix are those of
 * B^(1/2) K B^(1/2), which turns a kernel into a critical learning rate for any loss.
 *
 * <p>Cost: k + 2 backward passes through the loss alone, memory n k^2.
 */
public final class LossCurvature implements AutoCloseable {

  /** For the probe only: any fixed number serves. */
  private static final long PROBE_SEED = 20260101;

  /** Relative, of k-term sums in float32 and float64, with room. */
  private static final double ROUNDING_32 = 1e-5;

  private static final double ROUNDING_64 = 1e-12;

  private final NDManager manager;
  private final NDArray blocks;

  private LossCurvature(NDManager manager, NDArray blocks) {
    this.manager = manager;
    this.blocks = blocks;
  }

  /**
   * Differentiates a loss twice at given outputs.
   *
   * @param loss the loss
   * @param outputs f [n, k]
   * @param labels the labels that the loss takes, n samples along the first axis
   * @throws MeasurementException if the labels do not suit, the loss is not a finite scalar, is not
   *     differentiable by the outputs, or couples samples
   */
  public static LossCurvature of(Loss loss, NDArray outputs, NDList labels) {
    requireMatrix(outputs);
    NDManager manager = BufferKeeper.open(outputs.getDevice());
    try {
      try (NDManager scratch = manager.newSubManager()) {
        OutputCurvature curvature =
            new OutputCurvature(scratch, loss, outputs, outputs.getShape(), labels);
        NDArray raw = rows(scratch, curvature, outputs);
        NDArray blocks = raw.add(raw.transpose(0, 2, 1)).div(2);
        requireSumOverSamples(scratch, curvature, blocks, loss);
        blocks.attach(manager);
        return new LossCurvature(manager, blocks);
      }
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** The blocks [n, k, k], one symmetric matrix for each sample; they belong to this. */
  public NDArray blocks() {
    Vectors.requireOpen(manager.isOpen(), "the loss curvature");
    return blocks;
  }

  /** The number c if B = c I up to rounding, else empty. */
  public OptionalDouble scale() {
    Shape shape = blocks().getShape();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray own = share(scratch);
      NDArray identity = identity(scratch, own);
      double trace = Vectors.number(own.mul(identity).sum());
      double scale = trace / (shape.get(0) * shape.get(1));
      double deviation = Vectors.number(own.sub(identity.mul(scale)).abs().max());
      return deviation <= rounding(own) * Math.abs(scale)
          ? OptionalDouble.of(scale)
          : OptionalDouble.empty();
    }
  }

  /**
   * The positive semi-definite square roots of the blocks. Eigenvalues that rounding has made
   * negative count as zero.
   *
   * @param target the owner of the result [n, k, k]
   * @throws MeasurementException if the loss is not convex at the outputs
   */
  public NDArray squareRoots(NDManager target) {
    blocks();
    try (NDManager scratch = manager.newSubManager()) {
      NDList eigen = Aten.eigh(scratch, share(scratch));
      NDArray values = eigen.get(0);
      NDArray vectors = eigen.get(1);
      requireConvex(Vectors.number(values.min()), Vectors.number(values.max()), values);
      NDArray scaled = vectors.mul(values.maximum(0).sqrt().expandDims(1));
      NDArray roots = scaled.matMul(vectors.transpose(0, 2, 1));
      roots.attach(target);
      return roots;
    }
  }

  private NDArray share(NDManager scratch) {
    NDArray own = blocks.stopGradient();
    own.attach(scratch);
    return own;
  }

  /** The unit matrix [k, k] that suits outputs [n, k] or blocks [n, k, k]. */
  private static NDArray identity(NDManager manager, NDArray like) {
    int k = (int) like.getShape().get(1);
    return manager.eye(k, k, 0, like.getDataType(), like.getDevice());
  }

  /** N(0,1) numbers [n, k], from Java's generator: the engine's must stay as it is. */
  private static NDArray probe(NDManager manager, Shape shape, NDArray like) {
    Random random = new Random(PROBE_SEED);
    double[] numbers = new double[(int) shape.size()];
    Arrays.setAll(numbers, i -> random.nextGaussian());
    return manager
        .create(numbers, shape)
        .toType(like.getDataType(), false)
        .toDevice(like.getDevice(), false);
  }

  private static double rounding(NDArray array) {
    return array.getDataType() == DataType.FLOAT64 ? ROUNDING_64 : ROUNDING_32;
  }

  /** Row c of every block: B applied to the c-th output of all samples at once. */
  private static NDArray rows(NDManager scratch, OutputCurvature curvature, NDArray outputs) {
    Shape shape = outputs.getShape();
    long k = shape.get(1);
    NDArray identity = identity(scratch, outputs);
    NDList rows = new NDList();
    for (long c = 0; c < k; c++) {
      rows.add(curvature.apply(scratch, identity.get(c).reshape(1, k).broadcast(shape)));
    }
    return NDArrays.stack(rows, 1);
  }

  private static void requireSumOverSamples(
      NDManager scratch, OutputCurvature curvature, NDArray blocks, Loss loss) {
    NDArray probe = probe(scratch, blocks.getShape().slice(0, 2), blocks);
    NDArray whole = curvature.apply(scratch, probe);
    NDArray blockwise = blocks.matMul(probe.expandDims(2)).squeeze(2);
    double deviation = Vectors.number(whole.sub(blockwise).abs().max());
    double size = Vectors.number(whole.abs().max());
    if (!Double.isFinite(size)) {
      throw new MeasurementException(
          "finite second derivatives of the loss by the outputs",
          "NaN or infinite ones in " + loss.getName(),
          "check the range of the outputs, as of roots and logarithms in the loss");
    }
    if (deviation > 10 * rounding(blocks) * size) {
      throw new MeasurementException(
          "a loss that is a sum over samples",
          loss.getName() + ", whose curvature couples the outputs of different samples",
          "use GaussNewton, whose products hold for any loss");
    }
  }

  private static void requireConvex(double least, double largest, NDArray values) {
    if (least < -10 * rounding(values) * Math.max(Math.abs(least), Math.abs(largest))) {
      throw new MeasurementException(
          "a loss that is convex in the outputs",
          "a block with the negative eigenvalue " + least,
          "use GaussNewton or LossHessian, which need no square root");
    }
  }

  static void requireMatrix(NDArray outputs) {
    Inputs.requireOpen(outputs, "the outputs");
    Shape shape = outputs.getShape();
    if (shape.dimension() != 2 || shape.size() == 0 || !outputs.getDataType().isFloating()) {
      throw new MeasurementException(
          "outputs [n, k] of a floating-point type",
          shape + " of " + outputs.getDataType(),
          "give the outputs as ModelView.outputs returns them");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
