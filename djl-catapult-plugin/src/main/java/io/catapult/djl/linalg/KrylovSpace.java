/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/**
 * A subspace V of k orthonormal vectors and p more orthonormal vectors F, the directions in which M
 * leads out of it:
 *
 * <pre>M V = V T + F B,   T [k, k] symmetric, B [p, k].</pre>
 *
 * <p>With p = 1 this is the Lanczos relation, after a restart that of Wu and Simon, Thick-restart
 * Lanczos method for large symmetric eigenvalue problems (2000), section 2. With p start vectors it
 * is a block Lanczos relation that grows by one vector at a time, in whichever direction of F is
 * asked for. The p start vectors themselves are the first F. Every product is orthogonalised
 * against all vectors. Memory: capacity vectors.
 */
final class KrylovSpace implements AutoCloseable {

  /** A rest below this many units of rounding is no direction of its own. */
  private static final int NOISE_UNITS = 10;

  private final LinearOperator operator;
  private final NDManager manager;
  private final OrthonormalRows rows;
  private final KrylovRelation relation;
  private int products;
  private double scale;

  KrylovSpace(LinearOperator operator, int capacity) {
    this.operator = operator;
    this.manager = NDManager.newBaseManager(operator.device(), "PyTorch");
    this.rows = new OrthonormalRows(manager, capacity, operator.size(), operator.dataType());
    this.relation = new KrylovRelation(capacity);
  }

  NDManager manager() {
    return manager;
  }

  /** k, the number of vectors that span the subspace. */
  int dimension() {
    return relation.dimension();
  }

  /** p, the number of directions out of the subspace. */
  int directions() {
    return rows.size() - dimension();
  }

  int products() {
    return products;
  }

  boolean isFull() {
    return rows.isFull();
  }

  /** Whether the subspace is the whole space. */
  boolean isWhole() {
    return dimension() == operator.size();
  }

  /** B [p, k]. */
  double[][] coupling() {
    return relation.coupling(directions(), 0);
  }

  /**
   * Offers a direction; it becomes the last one.
   *
   * @param vector a vector [m], spoilt
   * @return whether it is finite and not a combination of the vectors already there
   */
  boolean offer(NDArray vector) {
    double norm = Vectors.norm(vector);
    if (!Double.isFinite(norm) || norm == 0 || rows.isFull()) {
      return false;
    }
    vector.divi(norm);
    OrthonormalRows.Rest rest = rows.reduce(vector, 1, NOISE_UNITS * epsilon());
    if (rest.norm() == 0) {
      return false;
    }
    relation.addUncoupled(directions());
    rows.append(vector, rest.norm());
    return true;
  }

  /**
   * Moves one direction into the subspace. One product.
   *
   * @param direction its components along F [p], of norm 1
   * @return whether the product was finite; if not, the subspace is as before
   */
  boolean expand(double[] direction) {
    align(direction);
    try (NDManager scratch = manager.newSubManager()) {
      NDArray image = operator.apply(rows.row(scratch, dimension()));
      products++;
      double norm = Vectors.norm(image);
      if (!Double.isFinite(norm)) {
        return false;
      }
      scale = Math.max(scale, norm);
      OrthonormalRows.Rest rest = rows.reduce(image, norm, NOISE_UNITS * epsilon() * scale);
      relation.extend(rest, directions());
      if (rest.norm() > 0) {
        rows.append(image, rest.norm());
      }
      return true;
    }
  }

  /** Turns F so that its first vector is the given direction. */
  private void align(double[] direction) {
    double sign = Math.signum(direction[0]) == 0 ? 1 : Math.signum(direction[0]);
    double[] normal = direction.clone();
    normal[0] += sign;
    if (Math.abs(normal[0]) >= 2) {
      return;
    }
    double[][] reflection = new double[normal.length][normal.length];
    for (int i = 0; i < normal.length; i++) {
      for (int j = 0; j < normal.length; j++) {
        // |normal|^2 = 2 (1 + |direction_0|) = 2 |normal_0|
        reflection[i][j] = (i == j ? 1 : 0) - normal[i] * normal[j] / Math.abs(normal[0]);
      }
    }
    rows.combine(dimension(), reflection);
    relation.turn(reflection);
  }

  /** The Ritz pairs from the vectors of the subspace from number {@code from} on. */
  RitzPairs ritz(int from) {
    return RitzPairs.of(
        manager,
        relation.projected(from),
        relation.coupling(directions(), from),
        epsilon() * scale);
  }

  /** Shrinks the subspace to the given Ritz pairs, which were those of the whole of it. */
  void restart(RitzPairs ritz, int[] kept) {
    double[][] q = new double[kept.length][];
    Arrays.setAll(q, i -> ritz.vectors()[kept[i]]);
    int directions = directions();
    rows.combine(0, q);
    rows.remove(kept.length, dimension());
    relation.restart(ritz, kept, directions);
  }

  /** V y for each row y, as a new array [rows, m] of {@code owner}. */
  NDArray combined(NDManager owner, double[][] rowsOfY) {
    return rows.combined(owner, rowsOfY);
  }

  private double epsilon() {
    return Vectors.epsilon(operator.dataType());
  }

  @Override
  public void close() {
    manager.close();
  }
}
