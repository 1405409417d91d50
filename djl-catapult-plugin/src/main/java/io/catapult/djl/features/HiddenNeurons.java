/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The neurons a_j sigma(w_j . x + b_j) of a hidden layer, and how far they condense in one
 * direction; a bias counts as the last entry of w_j. A condensed layer is equivalent to a narrower
 * one. Li, Xu and Zhang, Loss spike in training neural networks, section 5.
 */
public final class HiddenNeurons {

  private final double[] orientations;
  private final double[] inputNorms;
  private final double[] outputNorms;
  private final double squaredCosine;

  private HiddenNeurons(
      double[] orientations, double[] inputNorms, double[] outputNorms, double squaredCosine) {
    this.orientations = orientations;
    this.inputNorms = inputNorms;
    this.outputNorms = outputNorms;
    this.squaredCosine = squaredCosine;
  }

  /**
   * Neurons by their weights. Cost: the smaller of the m x m and the d x d Gram matrix.
   *
   * @param incoming w_j as rows, the bias last if there is one [m, d]
   * @param outgoing a_j as columns [k, m]
   * @throws MeasurementException if the shapes do not suit, a number is not finite, or fewer than
   *     two rows are not 0, whose directions are to be compared
   */
  public static HiddenNeurons of(NDArray incoming, NDArray outgoing) {
    boolean suits =
        incoming.getShape().dimension() == 2
            && outgoing.getShape().dimension() == 2
            && outgoing.getShape().get(1) == incoming.getShape().get(0);
    if (!suits) {
      throw new MeasurementException(
          "incoming weights [m, d] and outgoing ones [k, m]",
          incoming.getShape() + " and " + outgoing.getShape(),
          "give a row for each neuron, and then a column");
    }
    try (NDManager scope = NDManager.newBaseManager(incoming.getDevice(), "PyTorch")) {
      NDArray w = Aten.alias(incoming, scope);
      double[] r = Aten.numbers(w.norm(new int[] {1}));
      double[] a = Aten.numbers(Aten.alias(outgoing, scope).norm(new int[] {0}));
      requireDirections(r, a);
      double[] angles = w.getShape().get(1) == 2 ? angles(Aten.numbers(w)) : new double[0];
      return new HiddenNeurons(angles, r, a, squaredCosine(w, r));
    }
  }

  private static void requireDirections(double[] r, double[] a) {
    boolean finite =
        Arrays.stream(r).allMatch(Double::isFinite) && Arrays.stream(a).allMatch(Double::isFinite);
    long directions = Arrays.stream(r).filter(norm -> norm > 0).count();
    if (!finite || directions < 2) {
      throw new MeasurementException(
          "finite weights, at least two neurons with incoming ones that are not all 0",
          finite ? directions + " of " + r.length : "weights that are not finite",
          "take a layer of at least two neurons, or lower the learning rate");
    }
  }

  private static double[] angles(double[] w) {
    return IntStream.range(0, w.length / 2)
        .mapToDouble(j -> Math.atan2(w[2 * j + 1], w[2 * j]))
        .toArray();
  }

  /** With rows w_j / sqrt(r_j), the squared entries of their Gram matrix are r_i r_j cos^2. */
  private static double squaredCosine(NDArray w, double[] r) {
    double largest = Arrays.stream(r).max().orElseThrow();
    double sum = Arrays.stream(r).map(norm -> norm / largest).sum();
    double squares = Arrays.stream(r).map(norm -> norm / largest).map(s -> s * s).sum();
    NDArray scaled = w.div(largest);
    NDArray lengths = scaled.norm(new int[] {1}, true);
    NDArray rows = scaled.div(lengths.maximum(Float.MIN_NORMAL).sqrt());
    NDArray turned = rows.transpose();
    boolean isWide = rows.getShape().get(1) > rows.getShape().get(0);
    NDArray gram = isWide ? rows.matMul(turned) : turned.matMul(rows);
    double all = Aten.numbers(gram.square().sum())[0];
    // Rounding may carry it past its ends.
    return Math.max(0, Math.min(1, (all - squares) / (sum * sum - squares)));
  }

  /**
   * theta_j, the angle of (w_j, b_j) to (1, 0), in (-pi, pi] [m]; empty unless w_j has two entries,
   * one input and a bias. Of a neuron without incoming weights it is 0. Section 5.1 calls it the
   * angle between (w_j, b_j) and (1, 0), Definition 5.1 the angle of the vector; the formula there,
   * arctan(b_j / w_j), has a half circle only, and is this angle where w_j is above 0.
   */
  public double[] orientations() {
    return orientations.clone();
  }

  /** r_j = ||w_j||, the bias included [m]. */
  public double[] inputNorms() {
    return inputNorms.clone();
  }

  /** |a_j|, over several outputs the norm of a_j [m]. */
  public double[] outputNorms() {
    return outputNorms.clone();
  }

  /** The amplitudes A_j = |a_j| ||w_j|| [m], what a ReLU neuron contributes. */
  public double[] amplitudes() {
    return IntStream.range(0, inputNorms.length)
        .mapToDouble(j -> outputNorms[j] * inputNorms[j])
        .toArray();
  }

  /**
   * The condensed variance V_cond = sum_j r_j (theta_j - m)^2 / sum_j r_j, m the direction of sum_j
   * (w_j, b_j): 0 if all neurons have one direction, pi^2/3 if they have all alike. Definitions 5.1
   * and 5.2, but for two things. theta_j is the angle of the vector, in the whole circle, and not
   * arctan(b_j / w_j), which takes a neuron and its opposite for one (with tanh they are one
   * function but for the sign, with ReLU two) and takes neighbours on either side of (0, 1) to be
   * pi apart. And theta_j - m is taken around the circle, at most pi either way, so that V_cond
   * does not depend on where angles are counted from. The two forms can disagree on whether neurons
   * condense: to have the other one, fold the {@link #orientations} into (-pi/2, pi/2] and weigh
   * them by {@link #inputNorms}; of all directions alike it is pi^2/12.
   *
   * @return empty unless there are orientations
   */
  public OptionalDouble condensedVariance() {
    if (orientations.length == 0) {
      return OptionalDouble.empty();
    }
    double mean =
        Math.atan2(
            weighted(j -> Math.sin(orientations[j])), weighted(j -> Math.cos(orientations[j])));
    double sum =
        weighted(
            j -> {
              double apart = Math.IEEEremainder(orientations[j] - mean, 2 * Math.PI);
              return apart * apart;
            });
    return OptionalDouble.of(sum / weighted(j -> 1));
  }

  private double weighted(IntToDoubleFunction of) {
    return IntStream.range(0, inputNorms.length)
        .mapToDouble(j -> inputNorms[j] * of.applyAsDouble(j))
        .sum();
  }

  /**
   * The mean squared cosine similarity of two neurons, sum_{i != j} r_i r_j cos^2(w_i, w_j) /
   * sum_{i != j} r_i r_j, for inputs of any dimension: 1 if all lie on one line through 0, in
   * either direction, about 1/d for random directions of d entries. The paper's variance is of
   * angles in the plane; the cosine similarity between neurons is how condensation is shown in more
   * dimensions.
   */
  public double squaredCosine() {
    return squaredCosine;
  }
}
