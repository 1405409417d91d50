/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A function of a few variables and its gradient in closed form, in float64. */
public interface DifferentiableFunction {

  /** The number of variables. */
  int dimension();

  /** The function at a point, [dimension]. */
  double value(double[] point);

  /** The gradient at a point, [dimension], as a new array. */
  double[] gradient(double[] point);

  /** A function by its two formulas; that the second is the gradient is not checked. */
  static DifferentiableFunction of(
      int dimension, ToDoubleFunction<double[]> value, Function<double[], double[]> gradient) {
    return new DifferentiableFunction() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public double value(double[] point) {
        return value.applyAsDouble(point);
      }

      @Override
      public double[] gradient(double[] point) {
        return gradient.apply(point);
      }
    };
  }

  /**
   * A function of one variable along a direction: {@code F(x) = f(p^T x)}.
   *
   * @param direction p, of any length
   */
  static DifferentiableFunction along(ScalarFunction f, double... direction) {
    double[] p = direction.clone();
    return of(
        p.length,
        x -> f.value(Points.dot(p, x)),
        x -> Points.scaled(f.derivative(Points.dot(p, x)), p));
  }

  /** A function of the distance to the origin: {@code F(x) = f(|x|)}. */
  static DifferentiableFunction radial(SubquadraticFunction f, int dimension) {
    return of(
        dimension,
        x -> f.value(Points.norm(x)),
        x -> {
          double r = Points.norm(x);
          return Points.scaled(r > 0 ? f.derivative(r) / r : f.secondDerivative(0), x);
        });
  }

  /** A function of the value of another: {@code F(x) = phi(G(x))}. */
  static DifferentiableFunction composed(ScalarFunction phi, DifferentiableFunction g) {
    return of(
        g.dimension(),
        x -> phi.value(g.value(x)),
        x -> Points.scaled(phi.derivative(g.value(x)), g.gradient(x)));
  }

  /**
   * The sum of functions.
   *
   * @throws IllegalArgumentException if there are none, or they differ in dimension
   */
  static DifferentiableFunction sum(DifferentiableFunction... terms) {
    DifferentiableFunction[] all = terms.clone();
    int[] dimensions = Arrays.stream(all).mapToInt(DifferentiableFunction::dimension).toArray();
    if (Arrays.stream(dimensions).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "Expected functions of one dimension; found the dimensions %s. Remedy: write all in the same variables."
              .formatted(Arrays.toString(dimensions)));
    }
    return of(
        dimensions[0],
        x -> Arrays.stream(all).mapToDouble(term -> term.value(x)).sum(),
        x ->
            Arrays.stream(all)
                .map(term -> term.gradient(x))
                .reduce(new double[x.length], Points::plus));
  }
}
