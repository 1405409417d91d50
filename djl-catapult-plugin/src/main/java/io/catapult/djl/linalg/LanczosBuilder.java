/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import io.catapult.djl.autodiff.MeasurementException;
import java.util.ArrayList;
import java.util.List;

/** Builds a {@link Lanczos}. */
public final class LanczosBuilder {

  private int count;
  private End end = End.TOP;
  private Target target = Target.VECTORS;
  private double tolerance = 1e-4;
  private int maxProducts = 300;
  private int basis;
  private int block = 2;
  private int keep = 1;
  private long seed;

  LanczosBuilder() {}

  /** Sets the number of pairs s, at each end where both are wanted; required. */
  public LanczosBuilder setCount(int count) {
    this.count = count;
    return this;
  }

  /** Which end of the spectrum; {@link End#TOP} by default. */
  public LanczosBuilder optEnd(End end) {
    this.end = end;
    return this;
  }

  /** What has to meet the tolerance; {@link Target#VECTORS} by default. */
  public LanczosBuilder optTarget(Target target) {
    this.target = target;
    return this;
  }

  /** The tolerance, relative to the largest |theta| seen; 1e-4 by default. */
  public LanczosBuilder optTolerance(double tolerance) {
    this.tolerance = tolerance;
    return this;
  }

  /** The number of products after which to give up; 300 by default. */
  public LanczosBuilder optMaxProducts(int maxProducts) {
    this.maxProducts = maxProducts;
    return this;
  }

  /**
   * The number of vectors to hold in memory; by default 20, or what is needed for the wanted pairs
   * if that is more. A smaller number saves memory, a larger one products. Raised to about twice
   * the number of wanted pairs where it is less.
   */
  public LanczosBuilder optBasis(int basis) {
    this.basis = basis;
    return this;
  }

  /** The number of random vectors that a cold start takes; 2 by default. See {@link Lanczos}. */
  public LanczosBuilder optBlock(int block) {
    this.block = block;
    return this;
  }

  /**
   * The number of further vectors, next after the wanted ones, that the result keeps for a warm
   * start; 1 by default. They notice when another eigenvalue takes the lead; each costs a product
   * there.
   */
  public LanczosBuilder optKeep(int keep) {
    this.keep = keep;
    return this;
  }

  /** The seed of the random start vectors; 0 by default. */
  public LanczosBuilder optSeed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Checks the settings.
   *
   * @throws MeasurementException naming every setting that is out of range
   */
  public Lanczos build() {
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    check(count >= 1, "a count of eigenpairs of at least 1", count, expected, found);
    check(tolerance > 0 && tolerance < 1, "a tolerance in (0, 1)", tolerance, expected, found);
    check(maxProducts >= 1, "at least 1 product", maxProducts, expected, found);
    check(basis >= 0, "a basis of at least 0 vectors", basis, expected, found);
    check(block >= 1, "at least 1 start vector", block, expected, found);
    check(keep >= 0, "at least 0 vectors to keep", keep, expected, found);
    if (!expected.isEmpty()) {
      throw new MeasurementException(
          String.join(", ", expected), String.join(", ", found), "call setCount and mend the rest");
    }
    return new Lanczos(
        new LanczosSettings(count, end, target, tolerance, maxProducts, basis, block, keep, seed));
  }

  private static void check(
      boolean holds, String range, Number value, List<String> expected, List<String> found) {
    if (!holds) {
      expected.add(range);
      found.add(value.toString());
    }
  }
}
