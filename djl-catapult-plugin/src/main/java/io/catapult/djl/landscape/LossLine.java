/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossValue;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * The loss of a model on a batch along a line through its weights: {@code s -> L(w + s d)} with |d|
 * = 1, so that s is a distance between weights. Along d = -g/|g|, g the gradient, a step of
 * gradient descent with the rate eta leads to s = eta |g|. Ma et al., Beyond the quadratic
 * approximation, section 3.1: "the landscape that GD sees".
 *
 * <p>In the precision of the view: where small differences count, such as for second differences
 * near the minimum, give {@code view.toType(FLOAT64)} with inputs and labels of that type. The
 * model is never changed. Cost: a forward pass for each point, and a copy of the weights that it
 * does not keep. Not for use by several threads at once; the view, inputs and labels must stay
 * open.
 */
public final class LossLine implements DoubleUnaryOperator, AutoCloseable {

  private final ModelView model;
  private final Loss loss;
  private final NDList inputs;
  private final NDList labels;
  private final NDManager manager;
  private final NDArray direction;
  private final double norm;

  private LossLine(
      ModelView model,
      Loss loss,
      NDList x,
      NDList labels,
      Function<NDManager, NDArray> directionOf) {
    this.model = model;
    this.loss = loss;
    this.inputs = new NDList(x);
    this.labels = new NDList(labels);
    this.manager = NDManager.newBaseManager(model.device(), "PyTorch");
    try {
      NDArray given = directionOf.apply(manager);
      norm = Math.sqrt(Arrays.stream(Aten.numbers(given)).map(d -> d * d).sum());
      if (norm == 0) {
        throw new MeasurementException(
            "a direction of a length above 0",
            "a gradient of 0",
            "take a random direction: gradient descent does not move here");
      }
      direction = given.div(norm);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Down the gradient of the same loss. Cost: one forward and one backward pass.
   *
   * @param x the inputs, n samples along the first axis of each array
   * @param labels the labels that the loss takes, n samples likewise
   * @throws MeasurementException if inputs, labels or the loss do not suit, or the gradient is 0
   */
  public static LossLine downGradient(ModelView model, Loss loss, NDList x, NDList labels) {
    return new LossLine(
        model,
        loss,
        x,
        labels,
        manager -> LossValue.gradient(manager, model, loss, x, labels).neg());
  }

  /**
   * In a direction that is uniform over all directions, drawn from Java's random numbers.
   *
   * @param x the inputs, n samples along the first axis of each array
   * @param labels the labels that the loss takes, n samples likewise
   */
  public static LossLine random(ModelView model, Loss loss, NDList x, NDList labels, long seed) {
    return new LossLine(
        model,
        loss,
        x,
        labels,
        manager -> {
          double[] numbers = new double[Math.toIntExact(model.parameterCount())];
          Random random = new Random(seed);
          Arrays.setAll(numbers, i -> random.nextGaussian());
          NDArray wide = manager.create(numbers, new Shape(numbers.length));
          return wide.toType(model.dataType(), true);
        });
  }

  /** |g| of a line down the gradient; of a random one the length that was drawn. */
  public double norm() {
    return norm;
  }

  /**
   * The loss at a distance.
   *
   * @param s the distance from w, negative for the other way
   * @return L(w + s d)
   * @throws MeasurementException if inputs or labels do not suit, or the loss is not finite there
   */
  @Override
  public double applyAsDouble(double s) {
    try (ModelView moved = model.movedBy(direction, s)) {
      return LossValue.of(moved, loss, inputs, labels);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
