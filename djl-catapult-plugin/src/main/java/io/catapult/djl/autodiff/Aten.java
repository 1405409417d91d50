/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/**
 * The engine's operators that DJL does not offer, on the device of their arguments. Results belong
 * to the given manager; arguments are never changed unless the method says so, and never renamed.
 */
public final class Aten {

  /** Fewer numbers are looked at faster in Java. */
  private static final long SMALL = 1024;

  /** So many numbers stay in a processor's cache, and are not worth a second thread. */
  private static final long PIECE = 32_768;

  private Aten() {}

  /** What a backward pass does with the graph it walks. */
  public enum Graph {
    /** Frees it. */
    RELEASE(0, 0),
    /** Keeps it for another pass. */
    RETAIN(1, 0),
    /** Keeps it and records the pass itself, to be differentiated again. */
    CREATE(1, 1);

    private final long[] flags;

    Graph(long retain, long create) {
      this.flags = new long[] {retain, create};
    }
  }

  /**
   * Pulls cotangents of {@code outputs} back to {@code inputs}: sum over outputs of cotangent^T d
   * output / d input. Never touches {@code .grad}; an input that no output depends on gets zeros.
   * Cost: one backward pass.
   */
  public static NDList grad(
      NDManager manager, NDList outputs, NDList inputs, NDList cotangents, Graph graph) {
    return call(manager, "grad", outputs, inputs, cotangents, graph.flags);
  }

  /** For each of {@code inputs} whether {@code output} depends on it; the graph is kept. */
  static boolean[] depends(NDManager manager, NDArray output, NDList inputs) {
    return flags(call(manager, "depends", output, inputs));
  }

  /**
   * For f [n, k] and each z [n, ...]: the array [n, k, ...] whose row (i, c) is d f[i, c] / d z[i].
   * Right only where sample i of z reaches no other sample of f. Frees the graph. Cost: k backward
   * passes; memory: k times the size of the {@code zs}.
   */
  public static NDList rowGradients(NDManager manager, NDArray f, NDList zs) {
    return call(manager, "row_gradients", f, zs);
  }

  /**
   * Eigen-decomposition of a symmetric matrix [m, m]: eigenvalues [m] ascending, eigenvectors as
   * columns [m, m]. Cost: O(m^3).
   */
  public static NDList eigh(NDManager manager, NDArray matrix) {
    return call(manager, "eigh", matrix);
  }

  /** For each array whether all its entries are finite (integers always are). */
  public static boolean[] finite(NDManager manager, NDList arrays) {
    return flags(call(manager, "finite", arrays));
  }

  /**
   * The entries, in the order of the axes, as numbers in Java. One transfer: for arrays so small
   * that arithmetic in Java costs less than another call to the engine.
   */
  public static double[] numbers(NDArray array) {
    try (NDManager scratch = NDManager.newBaseManager(array.getDevice(), "PyTorch")) {
      NDArray own = alias(array, scratch);
      if (own.getDataType() != DataType.FLOAT32) {
        return own.toType(DataType.FLOAT64, false).toDoubleArray();
      }
      float[] narrow = own.toFloatArray();
      double[] wide = new double[narrow.length];
      Arrays.setAll(wide, i -> narrow[i]);
      return wide;
    }
  }

  /** Whether all entries of a floating-point array are finite. */
  public static boolean isFinite(NDArray array) {
    if (array.size() <= SMALL) {
      return Arrays.stream(numbers(array)).allMatch(Double::isFinite);
    }
    try (NDManager scratch = array.getManager().newSubManager()) {
      // A finite sum proves it at the cost of one pass; only a suspect is looked at again.
      double sum = alias(array, scratch).sum().toType(DataType.FLOAT64, false).getDouble();
      return Double.isFinite(sum) || finite(scratch, new NDList(array))[0];
    }
  }

  /** How often each array has been changed in place, as the engine counts. */
  static long[] versions(NDManager manager, NDList arrays) {
    return call(manager, "versions", arrays).head().toLongArray();
  }

  /** All arrays, flattened and joined in order. */
  public static NDArray flatten(NDManager manager, NDList arrays) {
    return call(manager, "flatten", arrays).head();
  }

  /**
   * The sums over the rows of w o {@code factors} [rows, width], with w all arrays, flattened and
   * joined in order, and as many zeros as it takes: [width], for one pass over w and the factors.
   */
  static NDArray foldedSums(NDManager manager, NDList arrays, NDArray factors) {
    long width = factors.getShape().get(1);
    long piece = factors.getDevice().isGpu() ? 0 : Math.max(1, PIECE / width) * width;
    return call(manager, "folded_sums", arrays, factors, new long[] {piece}).head();
  }

  /** Convolution of a [n, C, ...] with w [O, C / groups, ...], without bias. */
  public static NDArray convolution(
      NDManager manager, NDArray a, NDArray w, ConvolutionGeometry geometry) {
    return call(manager, "convolution", a, w, geometry.encode()).head();
  }

  /** The gradient of {@link #convolution} by w for output gradients g, summed over the batch. */
  public static NDArray convolutionWeight(
      NDManager manager, NDArray a, NDArray g, NDArray w, ConvolutionGeometry geometry) {
    return call(manager, "convolution_weight", a, g, w, geometry.encode()).head();
  }

  /**
   * Writes to {@code rows} [n * k, size of w] the gradients of {@link #convolution} by w for each
   * sample and output, or adds them: a [n, C, ...], g [n, k, O, ...].
   */
  public static void convolutionRows(
      NDArray rows, NDArray a, NDArray g, NDArray w, ConvolutionGeometry geometry, boolean add) {
    try (NDManager scratch = rows.getManager().newSubManager()) {
      long[] flag = {add ? 1 : 0};
      call(scratch, "convolution_rows", rows, a, g, w, geometry.encode(), flag);
    }
  }

  /**
   * Adds factor p q^T to {@code total} in place. With {@code block > 0} the product is taken to be
   * symmetric and only blocks on and under the diagonal are added: see {@link #mirror}.
   */
  public static void addGram(NDArray total, NDArray p, NDArray q, double factor, long block) {
    try (NDManager scratch = total.getManager().newSubManager()) {
      call(scratch, "add_gram", total, p, q, scratch.create(factor), new long[] {block});
    }
  }

  /**
   * Adds (g h^T) o s in place to the first of {@code totals} and g h^T to the second, if there is
   * one; s [n, m] counts once for each pair of samples, g [n * k, o], h [m * k, o].
   */
  public static void addScaledGram(NDList totals, NDArray s, NDArray g, NDArray h, long block) {
    try (NDManager scratch = totals.head().getManager().newSubManager()) {
      call(scratch, "add_scaled_gram", totals, s, g, h, new long[] {block});
    }
  }

  /**
   * The tangent kernel [n * k, n * k] of linear layers with one position a sample, in one call: the
   * sum over layers of (scales[l][0] x x^T + scales[l][1]) o (g g^T) with g the gradients of f [n,
   * k] by z. Frees the graph.
   *
   * @param f the outputs [n, k]
   * @param zs the layers' outputs [n, out]
   * @param xs the layers' inputs [n, in]
   * @param scales [layers, 2], of the weights and of the bias
   */
  public static NDArray linearKernel(
      NDManager manager, NDArray f, NDList zs, NDList xs, NDArray scales) {
    return call(manager, "linear_kernel", f, zs, xs, scales).head();
  }

  /** Completes a symmetric matrix of which only blocks on and under the diagonal are filled. */
  public static void mirror(NDArray total, long block) {
    if (block >= total.getShape().get(0)) {
      return;
    }
    try (NDManager scratch = total.getManager().newSubManager()) {
      call(scratch, "mirror", total, new long[] {block});
    }
  }

  /**
   * Adds each row of {@code rows} [m, e] to the row of {@code table} [V, e] that an index names.
   */
  public static void addRows(NDArray table, NDArray index, NDArray rows) {
    try (NDManager scratch = table.getManager().newSubManager()) {
      call(scratch, "add_rows", table, index, rows);
    }
  }

  /** The rows of {@code table} [V, e] that {@code index}, flattened, names: [m, e]. */
  public static NDArray selectRows(NDManager manager, NDArray table, NDArray index) {
    return call(manager, "select_rows", table, index).head();
  }

  /** Makes {@code target} share the data of {@code source}. */
  static void setData(NDArray target, NDArray source) {
    try (NDManager scratch = NDManager.newBaseManager(target.getDevice(), "PyTorch")) {
      call(scratch, "set_data", target, source);
    }
  }

  private static boolean[] flags(NDList result) {
    try (NDArray array = result.head()) {
      long[] numbers = array.toLongArray();
      boolean[] answer = new boolean[numbers.length];
      for (int i = 0; i < answer.length; i++) {
        answer[i] = numbers[i] != 0;
      }
      return answer;
    }
  }

  private static NDList call(NDManager manager, String method, Object... arguments) {
    return KernelScript.call((PtNDManager) manager, method, arguments);
  }

  /** A second handle of the same tensor, its graph included, that belongs to {@code manager}. */
  public static NDArray alias(NDArray array, NDManager manager) {
    return KernelScript.alias((PtNDArray) array, (PtNDManager) manager);
  }

  /** The number of threads of one operation; it changes the last bits of results. */
  public static int threads() {
    return JniUtils.getNumThreads();
  }

  /**
   * Sets the number of threads of one operation, for operations that this thread begins. It is the
   * engine's, so whoever sets it puts the one before back.
   *
   * @param threads at least 1
   */
  public static void setThreads(int threads) {
    JniUtils.setNumThreads(threads);
  }
}
