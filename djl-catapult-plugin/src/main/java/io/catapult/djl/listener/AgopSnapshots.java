/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.features.Agop;
import io.catapult.djl.features.PrincipalDirections;
import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.FeatureSnapshot.Origin;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records the AGOP itself at few steps, each at least twice the one before: that is often while a
 * network changes the most, and about log2(T) + 3 times in T steps.
 */
final class AgopSnapshots {

  /** The most eigenvectors of one snapshot. */
  static final int DIRECTIONS = 5;

  private final Consumer<FeatureSnapshot> chronicle;
  private long lastStep = -1; // none yet

  AgopSnapshots(Consumer<FeatureSnapshot> chronicle) {
    this.chronicle = chronicle;
  }

  /** Whether the model's AGOP that is measured at a step is to be recorded. */
  boolean isDue(long step, boolean isLast) {
    return lastStep < 0 || (step > lastStep && (isLast || step >= 2 * lastStep));
  }

  /**
   * Records the AGOP of the model.
   *
   * @param agop is closed by the caller soon, with the arrays that are made here
   */
  void addModel(long step, List<Long> shape, Agop agop) {
    lastStep = step;
    chronicle.accept(snapshot(step, Origin.MODEL, shape, agop));
  }

  /**
   * Records the reference.
   *
   * @param reference the caller's, left as it is: what a copy works out would change by which route
   *     later alignments go, and so their rounding
   */
  void addReference(long step, List<Long> shape, Agop reference) {
    try (Agop copy = reference.duplicate()) {
      chronicle.accept(snapshot(step, Origin.REFERENCE, shape, copy));
    }
  }

  private static FeatureSnapshot snapshot(long step, Origin origin, List<Long> shape, Agop agop) {
    FeatureSnapshot.Builder builder =
        FeatureSnapshot.at(step, origin)
            .setInputShape(shape)
            .setTrace(agop.trace())
            .setDiagonal(numbers(agop.diagonal()));
    if (!isZero(agop)) {
      PrincipalDirections top = agop.top((int) Math.min(DIRECTIONS, agop.inputSize()));
      builder.optDirections(top.eigenvalues(), rows(top.directions().transpose()));
    }
    if (agop.inputSize() <= FeatureSnapshot.MATRIX_LIMIT) {
      builder.optMatrix(rows(agop.matrix()));
    }
    return builder.build();
  }

  /** A given matrix may have a trace of zero and not be zero. */
  private static boolean isZero(Agop agop) {
    return agop.trace() == 0 && agop.frobeniusNorm() == 0;
  }

  private static double[] numbers(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  private static double[][] rows(NDArray matrix) {
    double[] numbers = numbers(matrix);
    int count = Math.toIntExact(matrix.getShape().get(0));
    int width = Math.toIntExact(matrix.getShape().get(1));
    double[][] rows = new double[count][width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(numbers, i * width, rows[i], 0, width);
    }
    return rows;
  }
}
