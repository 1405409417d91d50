/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;

/**
 * Approximate eigenpairs (theta_i, v_i) of a symmetric operator M, theta descending, v_i
 * orthonormal, with what is known about their quality. Owns the vectors until closed.
 *
 * <p>Unless the outcome is {@link Outcome#CONVERGED} there may be fewer pairs than were asked for.
 */
public final class Eigenpairs implements AutoCloseable {

  private final NDManager manager;
  private final DataType type;
  private final EigenvalueQuality quality;
  private final int products;
  private final Outcome outcome;
  private NDArray rows;
  private NDArray vectors;
  private double[][] plain;
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
    this.type = rows == null ? DataType.FLOAT64 : rows.getDataType();
  }

  /**
   * Converged pairs that were found in Java; their vectors go to the device when asked for.
   *
   * @param plain v_1, ..., v_s, as rows
   * @param type the type of the vectors on the device of the manager, which is taken over
   */
  Eigenpairs(NDManager manager, double[][] plain, DataType type, EigenvalueQuality quality) {
    this.manager = manager;
    this.plain = plain;
    this.type = type;
    this.quality = quality;
    this.products = 0;
    this.outcome = Outcome.CONVERGED;
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
    NDArray all = startRows();
    if (vectors == null) {
      vectors = all.get(new NDIndex("0:{}", size())).transpose();
    }
    return vectors;
  }

  /**
   * One eigenvector as numbers in Java.
   *
   * @param index i, from 0, the largest eigenvalue's, to {@link #size()} - 1
   * @return v_i [m], a copy
   * @throws MeasurementException if there is no pair, or this is closed
   */
  public double[] vector(int index) {
    requirePairs();
    if (plain == null) {
      double[] all = Aten.numbers(rows);
      int length = Math.toIntExact(rows.getShape().get(1));
      plain = new double[size()][];
      Arrays.setAll(plain, i -> Arrays.copyOfRange(all, i * length, (i + 1) * length));
    }
    return plain[index].clone();
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
    requirePairs();
    if (rows == null) {
      rows = Vectors.matrix(manager, plain, type);
    }
    return rows;
  }

  /** Whether there is anything to start from. */
  boolean hasRows() {
    return rows != null || plain != null;
  }

  private void requirePairs() {
    if (isClosed) {
      throw new MeasurementException(
          "eigenpairs that are open", "closed ones", "use their vectors before closing them");
    }
    if (!hasRows()) {
      throw new MeasurementException("at least one eigenpair", outcome.name(), outcome.advice());
    }
  }

  /** Frees the vectors. */
  @Override
  public void close() {
    isClosed = true;
    manager.close();
  }
}
