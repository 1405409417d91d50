/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * Eigenpairs at the ends of the spectrum of a symmetric operator, from products alone: block
 * Lanczos with full orthogonalisation and thick restart.
 *
 * <p>The smallest error for the number of products spent: theta is the best approximation from the
 * whole space spanned so far (Rayleigh-Ritz), after every product, and the residuals follow from
 * the recurrence without a further product. Wu and Simon, Thick-restart Lanczos method for large
 * symmetric eigenvalue problems (2000); Stewart, A Krylov-Schur algorithm for large eigenproblems
 * (2001).
 *
 * <p>A cold start takes {@code optBlock} random vectors. One is not enough: when its component
 * along the wanted eigenvector happens to be small, the second eigenvalue converges first and
 * passes every test (on spectra with two eigenvalues 4 % apart that happened in one of six runs,
 * with two vectors in none of forty). Eigenvalues that are found as often as there were start
 * vectors may have further copies: then a further random vector is searched from, so that multiple
 * eigenvalues are found with their multiplicity.
 *
 * <p>A warm start takes all vectors of an earlier result, of a slightly different operator: its
 * first products go to them, the rest to the residual of the worst wanted pair. It sees what the
 * operator couples to the given vectors; an eigenvector almost orthogonal to all of them goes
 * unseen. On loss Hessians every ten steps of SGD that happened in one of about a hundred
 * measurements, while the loss was spiking: lambda_max was 5 % too low once, and right the next
 * time. Start cold where that matters, or when the operator may have changed altogether.
 *
 * <p>Cost: the products; for the k-th, 2 to 4 k m multiplications to orthogonalise. Memory: at most
 * {@code optBasis} vectors and the result. Settings are immutable and may be used again.
 */
public final class Lanczos {

  private final LanczosSettings settings;

  Lanczos(LanczosSettings settings) {
    this.settings = settings;
  }

  /** A builder with {@code setCount} yet to be called. */
  public static LanczosBuilder builder() {
    return new LanczosBuilder();
  }

  /**
   * Starts from random vectors.
   *
   * @param operator M [m, m]
   * @return the pairs, to be closed by the caller
   * @throws MeasurementException if more than m pairs are wanted or the tolerance is below the
   *     rounding level of the operator's type
   */
  public Eigenpairs solve(LinearOperator operator) {
    try (LanczosRun run = new LanczosRun(settings, operator, 0)) {
      run.startCold();
      return run.solve();
    }
  }

  /**
   * Starts from an earlier result, its further vectors included.
   *
   * @param operator M [m, m]
   * @param earlier eigenpairs of a similar operator; if it holds no pair, the start is cold
   * @return the pairs, to be closed by the caller
   * @throws MeasurementException as for a cold start, or if the earlier vectors do not suit
   */
  public Eigenpairs solve(LinearOperator operator, Eigenpairs earlier) {
    return earlier.hasRows() ? solveFromRows(operator, earlier.startRows()) : solve(operator);
  }

  /**
   * Starts from given vectors.
   *
   * @param operator M [m, m]
   * @param earlier vectors as columns [m, any number], the best first, not necessarily orthonormal;
   *     any that are not finite or depend on those before are left out
   * @return the pairs, to be closed by the caller
   * @throws MeasurementException as for a cold start, or if the earlier vectors do not suit
   */
  public Eigenpairs solve(LinearOperator operator, NDArray earlier) {
    requireSuits(operator, earlier, 0);
    try (NDArray rows = earlier.transpose()) {
      return solveFromRows(operator, rows);
    }
  }

  private Eigenpairs solveFromRows(LinearOperator operator, NDArray rows) {
    requireSuits(operator, rows, 1);
    int given = Math.toIntExact(rows.getShape().get(0));
    try (LanczosRun run = new LanczosRun(settings, operator, given)) {
      run.startWarm(rows);
      return run.solve();
    }
  }

  private static void requireSuits(LinearOperator operator, NDArray earlier, int lengthAxis) {
    boolean suits =
        earlier.getShape().dimension() == 2
            && earlier.getShape().get(lengthAxis) == operator.size()
            && earlier.getDevice().equals(operator.device());
    if (!suits) {
      throw new MeasurementException(
          "vectors of length " + operator.size() + " as columns, on " + operator.device(),
          earlier.getShape() + " on " + earlier.getDevice(),
          "pass eigenvectors of an operator of the same size, or start cold");
    }
  }
}
