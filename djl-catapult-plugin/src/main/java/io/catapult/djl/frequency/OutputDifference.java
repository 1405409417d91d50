/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.frequency;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.Arrays;
import java.util.Random;

/**
 * By how much the outputs of two networks differ, such as at the peak of a loss spike and at its
 * end, for {@link PowerSpectrum}. Li, Xu and Zhang, Loss spike in training neural networks, section
 * 3.4.
 */
public final class OutputDifference {

  private OutputDifference() {}

  /**
   * f_a(x_i) - f_b(x_i), as rows [n, k]. Cost: a forward pass of each.
   *
   * @param x the inputs, n samples along the first axis of each array
   * @throws MeasurementException if the inputs do not suit, or the outputs differ in shape
   */
  public static double[][] between(ModelView a, ModelView b, NDList x) {
    try (NDManager scope = NDManager.newBaseManager(a.device(), "PyTorch")) {
      NDArray ofA = a.outputs(scope, x);
      NDArray ofB = b.outputs(scope, x);
      if (!ofA.getShape().equals(ofB.getShape())) {
        throw new MeasurementException(
            "two models with outputs of one shape",
            ofA.getShape() + " and " + ofB.getShape(),
            "compare two states of one model");
      }
      return rows(ofA.sub(ofB));
    }
  }

  /**
   * What moving as far in a random direction does: f(w + distance e/|e|) - f(w), e ~ N(0, I) from
   * Java's random numbers, as rows [n, k]. Cost: two forward passes, and a copy of the weights that
   * it does not keep.
   *
   * @param end the model at w
   * @param distance how far, such as ||w_end - w_max||
   * @param x the inputs, n samples along the first axis of each array
   * @throws MeasurementException if the inputs do not suit
   */
  public static double[][] random(ModelView end, double distance, NDList x, long seed) {
    try (NDManager scope = NDManager.newBaseManager(end.device(), "PyTorch")) {
      Random random = new Random(seed);
      double[] e = new double[Math.toIntExact(end.parameterCount())];
      Arrays.setAll(e, i -> random.nextGaussian());
      double norm = Math.sqrt(Arrays.stream(e).map(each -> each * each).sum());
      NDArray wide = scope.create(e, new Shape(e.length));
      try (ModelView moved = end.movedBy(wide.toType(end.dataType(), true), distance / norm)) {
        return between(moved, end, x);
      }
    }
  }

  private static double[][] rows(NDArray matrix) {
    double[] all = Aten.numbers(matrix);
    int width = Math.toIntExact(matrix.getShape().get(1));
    double[][] rows = new double[all.length / width][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
    return rows;
  }
}
