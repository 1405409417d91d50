/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * Approximate eigenpairs (theta_i, v_i) of a symmetric operator M, theta descending, v_i
 * orthonormal, with what is known about their quality. Owns the vectors until closed.
 *
 * <p>Unless the outcome is {@link Outcome#CONVERGED} there may be fewer pairs than were asked for.
 */
public final class Eigenpairs implements AutoCloseable {

  private final NDManager manager;
  private final NDArray rows;
  private final NDArray vectors;
  private final EigenvalueQuality quality;
  private final int products;
  private final Outcome outcome;
  private boolean isClosed;

  /**
   * Takes over a manager and the rows on it.
   *
   * @param rows v_1, ..., v_s and further vectors for a warm start [s or more, m], or null if s = 0
   */
  Eigenpairs(
      NDManager manager, NDArray rows, EigenvalueQuality quality, int products, Outcome outcome) {
    this.manager = manager;
    this.rows = rows;
    this.quality = quality;
    this.products = products;
    this.outcome = outcome;
    this.vectors = rows == null ? null : rows.get(new NDIndex("0:{}", quality.size())).transpose();
  }

  /** The number of pairs, s. */
  public int size() {
    return quality.size();
  }

  /** theta, descending. With {@link End#BOTH} the top ones come first, then the bottom ones. */
  public double[] values() {
    return quality.values();
  }

  /**
   * The eigenvectors as columns [m, s], to be used before this is closed.
   *
   * @throws MeasurementException if there is no pair, or this is closed
   */
  public NDArray vectors() {
    return requirePairs(vectors);
  }

  /**
   * r_i = ||M v_i - theta_i v_i||_2. This is a rigorous bound: some eigenvalue of M lies within r_i
   * of theta_i. That it is the one that was wanted cannot be proved by products alone. Never below
   * the rounding level of the vectors' type.
   */
  public double[] residuals() {
    return quality.residuals();
  }

  /**
   * An estimate of |theta_i - lambda_i|: min(r_i, r_i^2 / gap_i), Kato and Temple's bound; see
   * Parlett, The Symmetric Eigenvalue Problem, theorem 11.7.1. The gap to the rest of the spectrum
   * is not known: it is taken to be the distance to the nearest other Ritz value less the residual
   * of that one, which makes this an estimate and not a bound.
   */
  public double[] errors() {
    return quality.errors();
  }

  /** The number of products with the operator that were spent. */
  public int products() {
    return products;
  }

  /** How the search ended. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * This, if it is certain that the tolerance was met.
   *
   * @throws MeasurementException if the outcome is not {@link Outcome#CONVERGED}
   */
  public Eigenpairs orThrow() {
    if (outcome != Outcome.CONVERGED) {
      throw new MeasurementException(
          "eigenpairs that meet the tolerance",
          outcome + " after " + products + " products with " + size() + " pairs",
          outcome.advice());
    }
    return this;
  }

  /** All vectors to start from next time, as rows. */
  NDArray startRows() {
    return requirePairs(rows);
  }

  /** Whether there is anything to start from. */
  boolean hasRows() {
    return rows != null;
  }

  private NDArray requirePairs(NDArray array) {
    if (isClosed) {
      throw new MeasurementException(
          "eigenpairs that are open", "closed ones", "use their vectors before closing them");
    }
    if (array == null) {
      throw new MeasurementException("at least one eigenpair", outcome.name(), outcome.advice());
    }
    return array;
  }

  /** Frees the vectors. */
  @Override
  public void close() {
    isClosed = true;
    manager.close();
  }
}
