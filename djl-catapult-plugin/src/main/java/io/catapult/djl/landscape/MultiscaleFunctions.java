/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

/** The example functions of Ma et al., Beyond the quadratic approximation. */
public final class MultiscaleFunctions {

  /**
   * The depth of the small valley of {@link #twoValleys()} where the large one is at its bottom.
   */
  public static final double SMALL_VALLEY_DEPTH = 0.25;

  private static final double LARGEST_INPUT = 3;
  private static final double RADIAL_SHARE = 0.5;
  private static final double FLATTENING = 0.01;
  private static final double STEEPENING = 0.001;
  private static final double SCALES = 10;

  private MultiscaleFunctions() {}

  /** {@code f_1}, convex: {@link LogarithmicGrowth}. Fig. 4 (left). */
  public static SubquadraticFunction f1() {
    return new LogarithmicGrowth();
  }

  /** {@code f_2}, concave outside: {@link PopulationLoss} with C = 3. Fig. 4 (middle). */
  public static SubquadraticFunction f2() {
    return new PopulationLoss(LARGEST_INPUT);
  }

  /** {@code f_3(x) = f_2(x_1) + f_2(x_1 + x_2) + 0.5 f_1(|x|)}. Fig. 4 (right). */
  public static DifferentiableFunction f3() {
    ScalarFunction half = ScalarFunction.of(z -> RADIAL_SHARE * z, z -> RADIAL_SHARE);
    return DifferentiableFunction.sum(
        DifferentiableFunction.along(f2(), 1, 0),
        DifferentiableFunction.along(f2(), 1, 1),
        DifferentiableFunction.composed(half, DifferentiableFunction.radial(f1(), 2)));
  }

  /** A valley that flattens: {@code f_1(x_2/(1 + 0.01 x_1))}. Fig. 5. */
  public static Valley flatteningValley() {
    return Valley.of(
        f1(),
        ScalarFunction.of(
            x -> 1 / (1 + FLATTENING * x),
            x -> -FLATTENING / ((1 + FLATTENING * x) * (1 + FLATTENING * x))));
  }

  /**
   * A large, flat valley along x_1 and a small, sharp one along x_2, with the minimum where they
   * cross: {@code h(x_1, x_2) + 0.25 g/(1 + g)} with {@code g = h(x_2, 10 x_1)} and {@code h(x_1,
   * x_2) = f_1((1 + 0.001 x_1^2) x_2)}. Eq. 9 and Fig. 6.
   */
  public static DifferentiableFunction twoValleys() {
    Valley large =
        Valley.of(f1(), ScalarFunction.of(x -> 1 + STEEPENING * x * x, x -> 2 * STEEPENING * x));
    ScalarFunction cutOff =
        ScalarFunction.of(
            z -> SMALL_VALLEY_DEPTH * z / (1 + z), z -> SMALL_VALLEY_DEPTH / ((1 + z) * (1 + z)));
    return DifferentiableFunction.sum(
        large, DifferentiableFunction.composed(cutOff, large.exchanged(SCALES)));
  }

  /**
   * The loss of two networks of {@link EmpiricalLoss} over inputs that are uniform on [0, C_1] and
   * [0, C_2]: a valley along each weight, at scales 1/C_1 and 1/C_2. Section 6 and Fig. 7 (right).
   */
  public static DifferentiableFunction dataValleys(double largestFirst, double largestSecond) {
    return DifferentiableFunction.sum(
        DifferentiableFunction.along(new PopulationLoss(largestFirst), 1, 0),
        DifferentiableFunction.along(new PopulationLoss(largestSecond), 0, 1));
  }
}
