/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.linalg.Eigenpairs;

/**
 * What the residual outside the top eigendirection would be if that direction did not exist: the
 * auxiliary sequence R'(0) = R(0), R'(t+1) = (I - eta(t) M(t) (I - v_1(t) v_1(t)^T)) R'(t), beside
 * R(t) = (I - v_1(t) v_1(t)^T) D(t), with the residual D = f - y flattened to [n*k], M = c K the
 * Gram matrix of the loss, c = 2/n for the papers' squared loss, and v_1 its first eigenvector. Li,
 * Wang, Li, Analyzing sharpness along GD trajectory, Lemma 3.5. R' falls steadily while eta
 * lambda_2(M) is below 2; that R stays near it explains why the loss falls though it oscillates.
 *
 * <p>It belongs to full-batch gradient descent on the very samples of the kernel. Where M is not
 * given at every step, that of the last observation, and its rate, stand for the steps since.
 *
 * <p>Memory: one kernel matrix [n*k, n*k]. Cost: a copy of it at each observation, and one product
 * with it for each step. The sequence itself is in doubles. Not for use by several threads at once.
 */
public final class AuxiliaryResidual implements AutoCloseable {

  private NDManager manager;
  private NDArray matrix;
  private double[] direction;
  private double scale;
  private double rate = Double.NaN;
  private long step;
  private long samples;
  private double[] rest;
  private double[] auxiliary;

  /**
   * Observes the training at step t, before update t: takes R' there, from where it was.
   *
   * @param t the step, after the one before
   * @param kernel K(X, X) at the weights w(t)
   * @param top its top eigenpairs, at least one
   * @param labels y [n, k], or [n] for one output
   * @param c the factor that makes M of K
   * @throws MeasurementException if the shapes do not match, the step is not after the one before,
   *     or the rate of the updates in between was not told
   */
  public void observe(long t, KernelMatrix kernel, Eigenpairs top, NDArray labels, double c) {
    double[] first = top.orThrow().vector(0);
    LossSplit.check(kernel.outputs(), labels, first.length);
    rest = without(first, LossSplit.residual(kernel.outputs(), labels));
    if (auxiliary == null) {
      auxiliary = rest.clone();
    } else {
      advance(t - step);
    }
    hold(kernel);
    direction = first;
    scale = c;
    rate = Double.NaN;
    step = t;
    samples = kernel.outputs().getShape().get(0);
  }

  /** eta, the rate of update t and of those that follow until the next observation. */
  public void setRate(double eta) {
    rate = eta;
  }

  /** Begins anew with the next observation, as where earlier weights were put back. */
  public void restart() {
    close();
    auxiliary = null;
  }

  /**
   * (1/n) ||R'(t)||^2.
   *
   * @throws MeasurementException if nothing was observed
   */
  public double meanSquare() {
    requireObserved();
    return LossSplit.dot(auxiliary, auxiliary) / samples;
  }

  /**
   * (1/n) ||R(t) - R'(t)||^2.
   *
   * @throws MeasurementException if nothing was observed
   */
  public double distance() {
    requireObserved();
    double sum = 0;
    for (int i = 0; i < rest.length; i++) {
      sum += (rest[i] - auxiliary[i]) * (rest[i] - auxiliary[i]);
    }
    return sum / samples;
  }

  private void requireObserved() {
    if (auxiliary == null) {
      throw new MeasurementException(
          "a step that was observed", "none", "call observe first, also after restart");
    }
  }

  private void advance(long updates) {
    if (updates < 1 || Double.isNaN(rate) || rest.length != auxiliary.length) {
      throw new MeasurementException(
          "a later step of the same samples, and the rate of the updates since the last",
          updates + " steps later, " + rest.length + " numbers, rate " + rate,
          "call setRate after each observation, and restart where the run goes back");
    }
    for (long i = 0; i < updates; i++) {
      double[] change = times(without(direction, auxiliary));
      for (int j = 0; j < change.length; j++) {
        auxiliary[j] -= rate * scale * change[j];
      }
    }
  }

  private double[] times(double[] vector) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray there = scratch.create(vector).toType(matrix.getDataType(), false);
      return Aten.numbers(Aten.alias(matrix, scratch).matMul(there));
    }
  }

  /** (I - v v^T) r. */
  private static double[] without(double[] v, double[] r) {
    double component = LossSplit.dot(v, r);
    double[] left = r.clone();
    for (int i = 0; i < left.length; i++) {
      left[i] -= component * v[i];
    }
    return left;
  }

  private void hold(KernelMatrix kernel) {
    close();
    manager = NDManager.newBaseManager(kernel.matrix().getDevice(), "PyTorch");
    matrix = kernel.matrix().duplicate();
    matrix.attach(manager);
  }

  @Override
  public void close() {
    if (manager != null) {
      manager.close();
      manager = null;
    }
  }
}
