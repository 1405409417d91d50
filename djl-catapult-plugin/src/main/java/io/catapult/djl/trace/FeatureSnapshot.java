/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The AGOP G [d, d] itself at one step, as far as a picture needs it: its diagonal, its first
 * eigenvectors, and all of it where it is small; immutable. G = (1/n) sum_i J_i^T J_i, with J_i [k,
 * d] the derivative of the outputs by the input x_i: Zhu et al., Catapults in SGD, Definition 2.
 *
 * <p>All numbers are rounded to 7 significant digits, in memory as in the file. The entry of
 * largest magnitude of each eigenvector is positive (the first of equal ones), since an eigenvector
 * has no sign of its own. Size: d numbers for the diagonal and for each eigenvector, of 8 bytes in
 * memory and about 12 in a file: with five of them 220 KB in the file for d = 3072.
 */
public final class FeatureSnapshot {

  /** The largest d for which the matrix is kept. */
  public static final int MATRIX_LIMIT = 128;

  /** Whose AGOP it is. */
  public enum Origin {
    /** What the model is compared with: a known target, or a stronger model. */
    REFERENCE,
    /** The model that is trained. */
    MODEL;

    /** The text in a trace file. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final long step;
  private final Origin origin;
  private final List<Long> shape;
  private final double trace;
  private final double[] diagonal;
  private final double[] eigenvalues;
  private final double[][] eigenvectors;
  private final double[][] matrix;

  private FeatureSnapshot(Builder builder) {
    step = builder.step;
    origin = builder.origin;
    shape = builder.shape;
    trace = SignificantDigits.round(builder.trace);
    diagonal = SignificantDigits.round(builder.diagonal);
    eigenvalues = SignificantDigits.round(builder.eigenvalues);
    eigenvectors = rows(builder.eigenvectors);
    matrix = builder.matrix == null ? null : rows(builder.matrix);
    for (double[] vector : eigenvectors) {
      fixSign(vector);
    }
  }

  private static double[][] rows(double[][] rows) {
    return Arrays.stream(rows).map(SignificantDigits::round).toArray(double[][]::new);
  }

  private static void fixSign(double[] vector) {
    double largest = 0;
    for (double entry : vector) {
      if (Math.abs(entry) > Math.abs(largest)) {
        largest = entry;
      }
    }
    if (largest < 0) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = 0 - vector[i]; // 0 stays 0, not -0
      }
    }
  }

  /**
   * Begins a snapshot.
   *
   * @param step the step t, the number of updates made so far
   * @param origin whose AGOP it is
   */
  public static Builder at(long step, Origin origin) {
    return new Builder(step, origin);
  }

  /** The step t at whose weights it was measured; of a reference, that of its recording. */
  public long step() {
    return step;
  }

  /** Whose AGOP it is. */
  public Origin origin() {
    return origin;
  }

  /**
   * The shape of one input, of d numbers in row-major order: [d], or that of an image [c, h, w].
   */
  public List<Long> inputShape() {
    return shape;
  }

  /** The trace of G. */
  public double trace() {
    return trace;
  }

  /** The diagonal of G [d]: the mean squared derivative by each input feature; a copy. */
  public double[] diagonal() {
    return diagonal.clone();
  }

  /** The k largest eigenvalues of G, descending; a copy. Empty if G is zero. */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** Their eigenvectors as rows [k][d], of length 1; a copy. */
  public double[][] eigenvectors() {
    return copy(eigenvectors);
  }

  /** G [d][d], where d is at most {@link #MATRIX_LIMIT} and it was recorded; a copy. */
  public Optional<double[][]> matrix() {
    return Optional.ofNullable(matrix).map(FeatureSnapshot::copy);
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** Equal if all numbers are, NaN equalling NaN. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureSnapshot that
        && step == that.step
        && origin == that.origin
        && shape.equals(that.shape)
        && Double.compare(trace, that.trace) == 0
        && Arrays.equals(diagonal, that.diagonal)
        && Arrays.equals(eigenvalues, that.eigenvalues)
        && Arrays.deepEquals(eigenvectors, that.eigenvectors)
        && Arrays.deepEquals(matrix, that.matrix);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(step) + origin.id().hashCode()) + Arrays.hashCode(diagonal);
  }

  @Override
  public String toString() {
    return "step %d, AGOP of the %s, inputs %s, trace %s"
        .formatted(step, origin.id(), shape, trace);
  }

  /** Gathers the numbers of a snapshot; for one thread. */
  public static final class Builder {

    private static final double[] NONE = {};

    private final long step;
    private final Origin origin;
    private List<Long> shape;
    private Double trace;
    private double[] diagonal;
    private double[] eigenvalues = NONE;
    private double[][] eigenvectors = {};
    private double[][] matrix;

    private Builder(long step, Origin origin) {
      this.step = step;
      this.origin = origin;
    }

    /** Sets the shape of one input, [d] or [c, h, w]; required. */
    public Builder setInputShape(List<Long> shape) {
      this.shape = shape == null ? null : List.copyOf(shape);
      return this;
    }

    /** Sets the trace; required. */
    public Builder setTrace(double trace) {
      this.trace = trace;
      return this;
    }

    /** Sets the diagonal [d]; required. */
    public Builder setDiagonal(double[] diagonal) {
      this.diagonal = diagonal;
      return this;
    }

    /**
     * The first eigenvectors; none by default.
     *
     * @param values the eigenvalues, descending
     * @param vectors a row [d] each, of any sign
     */
    public Builder optDirections(double[] values, double[][] vectors) {
      this.eigenvalues = values;
      this.eigenvectors = vectors;
      return this;
    }

    /** The matrix [d][d], for d up to {@link #MATRIX_LIMIT}; absent by default, or for null. */
    public Builder optMatrix(double[][] matrix) {
      this.matrix = matrix;
      return this;
    }

    /**
     * The snapshot; arrays are copied. Cost: about 1 microsecond a number.
     *
     * @throws IllegalArgumentException if a part is missing, lengths do not agree, or the matrix is
     *     too large
     */
    public FeatureSnapshot build() {
      Checks.notNegative(step, "a step");
      Checks.present(origin, "the origin of a snapshot");
      Checks.present(shape, "the shape of one input");
      Checks.present(trace, "a trace");
      Checks.present(diagonal, "a diagonal");
      checkShape();
      checkDirections();
      checkMatrix();
      return new FeatureSnapshot(this);
    }

    private void checkShape() {
      long size = 1;
      for (long length : shape) {
        Checks.require(length >= 1, "lengths of at least 1", shape, "give the shape of one input");
        size = Math.multiplyExact(size, length);
      }
      Checks.require(
          diagonal.length == size,
          "a diagonal of as many entries as one input of shape " + shape + " has numbers, " + size,
          diagonal.length,
          "give the shape of one input, without the number of samples");
    }

    private void checkDirections() {
      Checks.present(eigenvalues, "a list of eigenvalues");
      Checks.present(eigenvectors, "a list of eigenvectors");
      Checks.require(
          eigenvalues.length == eigenvectors.length && eigenvalues.length <= diagonal.length,
          "an eigenvector for each eigenvalue, at most " + diagonal.length,
          eigenvalues.length + " eigenvalues and " + eigenvectors.length + " eigenvectors",
          "give as many of each");
      requireRows(eigenvectors, "eigenvectors");
    }

    private void checkMatrix() {
      if (matrix == null) {
        return;
      }
      Checks.require(
          diagonal.length <= MATRIX_LIMIT && matrix.length == diagonal.length,
          "a matrix [d, d] with d = " + diagonal.length + ", at most " + MATRIX_LIMIT,
          matrix.length + " rows",
          "leave the matrix out where d is larger");
      requireRows(matrix, "the matrix");
    }

    private void requireRows(double[][] rows, String what) {
      for (double[] row : rows) {
        Checks.require(
            row != null && row.length == diagonal.length,
            "rows of " + what + " of " + diagonal.length + " entries, as the diagonal has",
            row == null ? "null" : row.length,
            "give rows, one a direction");
      }
    }
  }
}
