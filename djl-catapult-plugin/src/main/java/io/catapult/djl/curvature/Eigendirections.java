/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;

/**
 * The eigendirections v_1, ..., v_s of the Hessian of the training loss at w, and what they have to
 * do with another state w' of the same model, such as one that was trained further on test data:
 * how far w' lies along each, and what moving there does to a loss or to the outputs. Li, Xu and
 * Zhang, Loss spike in training neural networks, section 4.
 *
 * <p>The pairs come from {@link io.catapult.djl.linalg.Lanczos} on a {@link LossHessian}, or, where
 * it can be held as a matrix, {@link io.catapult.djl.linalg.DenseEigen#all}. Directions of nearly
 * equal eigenvalues are arbitrary among themselves; a tolerance relative to the largest says
 * nothing of those far below it. Model and pairs must stay open; neither is changed.
 */
public final class Eigendirections {

  private final ModelView model;
  private final Eigenpairs pairs;

  private Eigendirections(ModelView model, Eigenpairs pairs) {
    this.model = model;
    this.pairs = pairs;
  }

  /**
   * The eigendirections at a model's weights.
   *
   * @param model the model at w
   * @param pairs of a Hessian there, in the type of the model
   * @throws MeasurementException if the vectors do not suit the model
   */
  public static Eigendirections of(ModelView model, Eigenpairs pairs) {
    NDArray vectors = pairs.vectors();
    if (vectors.getShape().get(0) != model.parameterCount()
        || vectors.getDataType() != model.dataType()) {
      throw new MeasurementException(
          "eigenvectors of " + model.parameterCount() + " numbers of " + model.dataType(),
          vectors.getShape() + " of " + vectors.getDataType(),
          "give those of a Hessian of the same view");
    }
    return new Eigendirections(model, pairs);
  }

  /**
   * The projections (w' - w) . v_i [s]. The sign of v_i, and so theirs, is arbitrary. Section 4.2
   * and Fig. 4.2. Cost: O(p s).
   *
   * @param other the model at w'
   * @throws MeasurementException if it has other parameters
   */
  public double[] projections(ModelView other) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      return Aten.numbers(displacement(other, scope).matMul(pairs.vectors()));
    }
  }

  private NDArray displacement(ModelView other, NDManager scope) {
    if (other.parameterCount() != model.parameterCount() || other.dataType() != model.dataType()) {
      throw new MeasurementException(
          "another state of the model, with " + model.parameterCount() + " weights",
          other.parameterCount() + " weights of " + other.dataType(),
          "give views of one block, of one type");
    }
    return other.flatParameters(scope).subi(model.flatParameters(scope));
  }

  /**
   * The explained shares sum_{i up to j} lambda_i^2 / sum_{i up to s} lambda_i^2, j = 1, ..., s, of
   * the pairs that there are. Section 4.2, the explained variance ratio.
   *
   * @throws MeasurementException if all eigenvalues are 0
   */
  public double[] explainedShares() {
    double[] values = pairs.values();
    double total = Arrays.stream(values).map(v -> v * v).sum();
    if (!(total > 0)) {
      throw new MeasurementException(
          "an eigenvalue that is not 0", "none", "take a loss that depends on the weights");
    }
    double[] shares = new double[values.length];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * values[i];
      shares[i] = sum / total;
    }
    return shares;
  }

  /**
   * The loss L(i) = L(w + sum_{j up to i} ((w' - w) . v_j) v_j), i = 0, ..., s: what is left of it
   * when the difference along the first i directions is eliminated. Section 4.1 and Fig. 4.1a.
   * Cost: a forward pass each, and a copy of the weights that it does not keep.
   *
   * @param other the model at w'
   * @param loss such as that of the test
   * @param x the inputs, n samples along the first axis of each array
   * @param labels the labels that the loss takes, n samples likewise
   * @return L(0), ..., L(s)
   * @throws MeasurementException if the other model, inputs, labels or the loss do not suit
   */
  public double[] losses(ModelView other, Loss loss, NDList x, NDList labels) {
    double[] along = projections(other);
    double[] losses = new double[along.length + 1];
    losses[0] = LossValue.of(model, loss, x, labels);
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray moved = model.flatParameters(scope).zerosLike();
      for (int i = 0; i < along.length; i++) {
        try (NDArray step = direction(i, scope).muli(along[i])) {
          moved.addi(step);
        }
        try (ModelView there = model.movedBy(moved, 1)) {
          losses[i + 1] = LossValue.of(there, loss, x, labels);
        }
      }
    }
    return losses;
  }

  /**
   * What moving along one direction does to the outputs: f(w + v_i / sqrt(lambda_i); x) - f(w; x),
   * so far that the training loss rises about alike along each. Section 4.1 and Fig. 4.1b. Cost:
   * two forward passes.
   *
   * @param manager the owner of the result [n, k]
   * @param index i, from 0
   * @param x the inputs, n samples along the first axis of each array
   * @throws MeasurementException if the eigenvalue is not above 0, or the inputs do not suit
   */
  public NDArray outputChange(NDManager manager, int index, NDList x) {
    double lambda = pairs.values()[index];
    if (!(lambda > 0)) {
      throw new MeasurementException(
          "an eigenvalue above 0", lambda + " at " + index, "take one of the directions before");
    }
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch");
        ModelView moved = model.movedBy(direction(index, scope), 1 / Math.sqrt(lambda))) {
      NDArray change = moved.outputs(scope, x).subi(model.outputs(scope, x));
      change.attach(manager);
      return change;
    }
  }

  private NDArray direction(int index, NDManager scope) {
    NDArray vectors = Aten.alias(pairs.vectors(), scope);
    return vectors.get(new NDIndex(":,{}", index)).duplicate();
  }
}
