/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

/**
 * The toy of loss spikes, a valley that is lower where it is sharper (lower-loss-as-sharper):
 *
 * <pre>
 * f(x, y) = (50 x + 200) y^2 - x + 5,   x above -4
 * </pre>
 *
 * <p>Descent goes along the bottom, y = 0, to larger x until the sharpness there, 100 x + 400, is
 * above 2/eta; then y grows, and the loss with it. Where f is above 9 the gradient leads back to
 * smaller x, to where it is flat. Li, Xu and Zhang, Loss spike in training neural networks, Eq.
 * 3.1.
 */
public final class SharperBelow implements DifferentiableFunction {

  /** The loss above which descent goes to smaller x, and below which to larger. */
  public static final double TURNING = 9;

  private static final double SLOPE = 50;
  private static final double OFFSET = 200;
  private static final double BOTTOM = 5;

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public double value(double[] point) {
    return half(point) * point[1] * point[1] - point[0] + BOTTOM;
  }

  @Override
  public double[] gradient(double[] point) {
    return new double[] {SLOPE * point[1] * point[1] - 1, 2 * half(point) * point[1]};
  }

  /** lambda_max of the Hessian [[0, 100 y], [100 y, 100 x + 400]] at a point. */
  public double sharpness(double[] point) {
    return half(point) + Math.hypot(half(point), 2 * SLOPE * point[1]);
  }

  /** Half of the second derivative across the valley. */
  private static double half(double[] point) {
    return SLOPE * point[0] + OFFSET;
  }
}
