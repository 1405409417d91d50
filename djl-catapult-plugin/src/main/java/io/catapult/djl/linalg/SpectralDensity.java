/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * The spectral density (1/m) sum_i delta(x - lambda_i) of an operator, as a discrete measure with
 * the total mass 1: nodes and weights of Gauss quadratures, averaged over random probes.
 *
 * <p>Stochastic Lanczos quadrature: k Lanczos steps from a probe give a tridiagonal T, whose
 * eigenvalues are the nodes and the squared first components of whose eigenvectors are the weights
 * (Golub and Welsch, Calculation of Gauss quadrature rules, 1969). Each probe integrates
 * polynomials up to the degree 2 k - 1 against its own measure without error. Ghorbani, Krishnan,
 * Xiao, An investigation into neural net optimization via Hessian eigenvalue density (2019),
 * section 2 and algorithms 1 and 2.
 */
public final class SpectralDensity {

  private final double[] nodes;
  private final double[] weights;

  private SpectralDensity(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /**
   * Estimates the density. Cost: probes * steps products. Memory: steps + 1 vectors, because every
   * vector is orthogonalised against all before it.
   *
   * @param operator M [m, m]
   * @param probes the number of random probes, at least 1; the error falls as 1 / sqrt(probes m)
   * @param steps k, at least 1; more resolve finer detail. Ghorbani and others take 10 probes and
   *     90 steps; for the outline 30 do
   * @param seed the seed of the probes
   * @throws MeasurementException if a number is out of range or a product is not finite
   */
  public static SpectralDensity of(LinearOperator operator, int probes, int steps, long seed) {
    if (probes < 1 || steps < 1) {
      throw new MeasurementException(
          "at least 1 probe and 1 step", probes + " and " + steps, "take 10 probes and 30 steps");
    }
    RandomVectors random = new RandomVectors(seed);
    RitzPairs[] quadratures = new RitzPairs[probes];
    int size = 0;
    for (int i = 0; i < probes; i++) {
      quadratures[i] = quadrature(operator, steps, random);
      size += quadratures[i].size();
    }
    return joined(quadratures, size);
  }

  private static RitzPairs quadrature(LinearOperator operator, int steps, RandomVectors random) {
    int capacity = (int) Math.min(operator.size(), steps + 1L);
    try (KrylovSpace space = new KrylovSpace(operator, capacity)) {
      try (NDManager scratch = space.manager().newSubManager()) {
        space.offer(random.rademacher(scratch, operator));
      }
      while (space.dimension() < steps && space.directions() > 0) {
        if (!space.expand(new double[] {1})) {
          throw new MeasurementException(
              "finite products", "NaN or infinity", Outcome.NON_FINITE.advice());
        }
      }
      return space.ritz(0);
    }
  }

  private static SpectralDensity joined(RitzPairs[] quadratures, int size) {
    double[] nodes = new double[size];
    double[] weights = new double[size];
    int next = 0;
    for (RitzPairs quadrature : quadratures) {
      for (int i = 0; i < quadrature.size(); i++) {
        double first = quadrature.vectors()[i][0];
        nodes[next] = quadrature.values()[i];
        weights[next++] = first * first / quadratures.length;
      }
    }
    return new SpectralDensity(nodes, weights);
  }

  /** The nodes, one descending run for each probe. */
  public double[] nodes() {
    return nodes.clone();
  }

  /** The weight of each node; they add up to 1. */
  public double[] weights() {
    return weights.clone();
  }

  /** sum_j w_j x_j^q, an unbiased estimate of tr(M^q) / m up to q = 2 steps - 1. */
  public double moment(int power) {
    double moment = 0;
    for (int j = 0; j < nodes.length; j++) {
      moment += weights[j] * Math.pow(nodes[j], power);
    }
    return moment;
  }

  /**
   * The density smoothed by a Gaussian: sum_j w_j N(x; x_j, sigma^2), which integrates to 1.
   *
   * @param grid the points x
   * @param sigma the standard deviation of the Gaussian, in units of the eigenvalues
   * @return the density at each point, in 1 / units of the eigenvalues
   * @throws MeasurementException if sigma is not positive
   */
  public double[] density(double[] grid, double sigma) {
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new MeasurementException(
          "a positive finite width",
          Double.toString(sigma),
          "take a hundredth of the range of the nodes");
    }
    double[] density = new double[grid.length];
    double height = 1 / (sigma * Math.sqrt(2 * Math.PI));
    for (int i = 0; i < grid.length; i++) {
      for (int j = 0; j < nodes.length; j++) {
        double distance = (grid[i] - nodes[j]) / sigma;
        density[i] += weights[j] * height * Math.exp(-distance * distance / 2);
      }
    }
    return density;
  }
}
