/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.autodiff.UpdateRule;
import java.util.Map;

/**
 * RMSprop as {@code torch.optim.RMSprop} defines it, for DJL's PyTorch engine. With g the gradient
 * (see the package's description) and eta the learning rate:
 *
 * <pre>
 *   v = rho v + (1 - rho) g^2            v = 0 at first
 *   m = rho m + (1 - rho) g              centered only; m = 0 at first
 *   D = sqrt(v) + epsilon                centered: sqrt(max(v - m^2, 0)) + epsilon
 *   b = beta b + g / D                   b = 0 at first
 *   w = w - eta b
 * </pre>
 *
 * <p>The maximum is ours: rounding can make v - m^2 of a constant gradient negative, and PyTorch
 * then answers NaN. State: one array for each of v, m and b in use; an update needs one temporary,
 * and another where the gradient is rescaled, clipped or decayed.
 *
 * <p>Tieleman and Hinton (2012), Neural networks for machine learning, lecture 6.5; centered:
 * Graves (2013), Generating sequences with recurrent neural networks, Eqs. 38 to 45.
 */
public final class RmsProp extends InPlaceOptimizer {

  private final double rho;
  private final double epsilon;
  private final double momentum;
  private final boolean centered;

  private RmsProp(Builder builder) {
    super(UpdateRule.RMS_PROP, builder);
    rho = builder.rho;
    epsilon = builder.epsilon;
    momentum = builder.momentum;
    centered = builder.centered;
  }

  /** A builder with PyTorch's defaults but for the learning rate, which is to be set. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public double momentum() {
    return momentum;
  }

  @Override
  public RmsProp restarted(ParameterTracker rates) {
    return builder()
        .restarting(gradientRule(), rates)
        .optRho(rho)
        .optEpsilon(epsilon)
        .optMomentum(momentum)
        .optCentered(centered)
        .build();
  }

  @Override
  double[] initialState() {
    return new double[1 + (centered ? 1 : 0) + (momentum > 0 ? 1 : 0)];
  }

  @Override
  double[] settings(double rate, long update) {
    return new double[] {rate, rho, epsilon, momentum, centered ? 1 : 0};
  }

  @Override
  NDArray diagonal(NDList state, long update) {
    NDArray v = state.head();
    NDArray square = centered ? v.sub(state.get(1).square()).maximum(0) : v;
    return square.sqrt().addi(epsilon);
  }

  @Override
  void describe(Map<String, Object> parameters) {
    parameters.put("rho", rho);
    parameters.put("epsilon", epsilon);
    parameters.put("momentum", momentum);
    parameters.put("centered", centered);
  }

  /** Builds an {@link RmsProp}. */
  public static final class Builder extends InPlaceOptimizerBuilder<Builder> {

    private double rho = 0.99;
    private double epsilon = 1e-8;
    private double momentum;
    private boolean centered;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** The weight of the past in the mean square (PyTorch: alpha), in [0, 1); 0.99 by default. */
    public Builder optRho(double rho) {
      this.rho = rho;
      return this;
    }

    /** The number that is added to the root, above 0; 1e-8 by default. */
    public Builder optEpsilon(double epsilon) {
      this.epsilon = epsilon;
      return this;
    }

    /** The momentum coefficient beta in [0, 1); 0 by default. */
    public Builder optMomentum(double momentum) {
      this.momentum = momentum;
      return this;
    }

    /** Whether to divide by the standard deviation of the gradient; not by default. */
    public Builder optCentered(boolean centered) {
      this.centered = centered;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming every setting that is missing or out of range
     */
    public RmsProp build() {
      check("RmsProp")
          .requireShare("rho", rho, "optRho")
          .requirePositive("epsilon", epsilon, "optEpsilon")
          .requireShare("momentum", momentum, "optMomentum")
          .throwIfAny();
      return new RmsProp(this);
    }
  }
}
