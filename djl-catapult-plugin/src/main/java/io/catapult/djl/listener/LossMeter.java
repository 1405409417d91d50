/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossCurvature;
import java.util.OptionalDouble;

/**
 * The training loss as plain numbers, and what splitting it by eigendirections takes: a loss L = c
 * (1/n) ||f - y||^2 with some c, as 1 for the papers' squared loss and 1/(2k) for DJL's {@code
 * l2Loss}.
 */
final class LossMeter {

  /** Of a sum of squares in float32, with room. */
  private static final double ROUNDING = 1e-4;

  private final Loss loss;
  private final ModelView model;
  private Shape tail;
  private OptionalDouble scale;

  LossMeter(ModelView model, Loss loss) {
    this.model = model;
    this.loss = loss;
  }

  Loss loss() {
    return loss;
  }

  /** The loss of the model at its present weights; one forward pass. */
  double at(NDList x, NDList labels) {
    try (Evaluation pass = model.evaluate(x, Leaves.NONE)) {
      return of(pass.outputs(), labels);
    }
  }

  /**
   * The loss of given outputs.
   *
   * @param outputs f [n, k]
   */
  double of(NDArray outputs, NDList labels) {
    try (NDManager scratch = NDManager.newBaseManager(outputs.getDevice(), "PyTorch")) {
      NDArray f = Aten.alias(outputs, scratch);
      Shape shape = Shape.update(tail, 0, f.getShape().get(0));
      return value(loss, labels, new NDList(f.reshape(shape)));
    }
  }

  /** A loss as a number, whoever owns its arguments: nothing is left with their managers. */
  static double value(Loss loss, NDList labels, NDList outputs) {
    try (NDManager scratch = NDManager.newBaseManager(outputs.head().getDevice(), "PyTorch")) {
      NDList y = alias(labels, scratch);
      NDList f = alias(outputs, scratch);
      return Aten.numbers(GradMode.paused(() -> loss.evaluate(y, f)))[0];
    }
  }

  private static NDList alias(NDList arrays, NDManager scratch) {
    NDList aliases = new NDList();
    arrays.forEach(array -> aliases.add(Aten.alias(array, scratch)));
    return aliases;
  }

  /** Learns the shape in which the model gives its outputs, which a loss may look at. */
  void learn(NDList x, NDList labels) {
    try (Evaluation pass = model.evaluate(x, Leaves.NONE)) {
      tail = pass.modelShape();
      scale = squaredScale(pass.outputs(), labels);
    }
  }

  /** Whether it has learnt that. */
  boolean isReady() {
    return scale != null;
  }

  /** c if this is a squared loss, so that its split by eigendirections adds up to it. */
  OptionalDouble scale() {
    return scale;
  }

  private OptionalDouble squaredScale(NDArray outputs, NDList labels) {
    if (labels.size() != 1 || !suits(labels.head().getShape(), outputs.getShape())) {
      return OptionalDouble.empty();
    }
    try (LossCurvature curvature = LossCurvature.of(loss, outputs, labels)) {
      OptionalDouble second = curvature.scale();
      if (second.isEmpty()) {
        return second;
      }
      long n = outputs.getShape().get(0);
      double c = second.getAsDouble() * n / 2;
      double whole = of(outputs, labels);
      double split = c * meanSquare(outputs, labels.head());
      boolean adds = Math.abs(whole - split) <= ROUNDING * Math.abs(whole);
      return adds ? OptionalDouble.of(c) : OptionalDouble.empty();
    } catch (MeasurementException e) {
      // A loss without constant curvature: it cannot be split, all else can be measured.
      return OptionalDouble.empty();
    }
  }

  private static boolean suits(Shape labels, Shape outputs) {
    boolean isColumn = labels.dimension() == 1 && outputs.get(1) == 1;
    return labels.equals(outputs) || (isColumn && labels.get(0) == outputs.get(0));
  }

  private static double meanSquare(NDArray outputs, NDArray labels) {
    try (NDManager scratch = NDManager.newBaseManager(outputs.getDevice(), "PyTorch")) {
      NDArray f = Aten.alias(outputs, scratch).reshape(-1);
      NDArray y = Aten.alias(labels, scratch).reshape(-1);
      NDArray squares = f.sub(y).square();
      double sum = squares.toType(DataType.FLOAT64, false).sum().getDouble();
      return sum / outputs.getShape().get(0);
    }
  }
}
