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
 * Adadelta as {@code torch.optim.Adadelta} defines it, for DJL's PyTorch engine. With g the
 * gradient (see the package's description) and eta the learning rate, a factor of the change that
 * is 1 in the paper:
 *
 * <pre>
 *   v = rho v + (1 - rho) g^2                       v = 0 at first
 *   D = sqrt(v + epsilon) / sqrt(u + epsilon)
 *   c = g / D
 *   u = rho u + (1 - rho) c^2                       u = 0 at first
 *   w = w - eta c
 * </pre>
 *
 * <p>{@link #preconditioner} answers D with the u that is in the state, which is that of the
 * <i>next</i> update: the one that the latest update used is gone. State: v and u. An update needs
 * two temporaries, and another where the gradient is rescaled, clipped or decayed.
 *
 * <p>Zeiler (2012), ADADELTA: an adaptive learning rate method, Algorithm 1.
 */
public final class Adadelta extends InPlaceOptimizer {

  private final double rho;
  private final double epsilon;

  private Adadelta(Builder builder) {
    super(UpdateRule.ADADELTA, builder);
    rho = builder.rho;
    epsilon = builder.epsilon;
  }

  /** A builder with PyTorch's defaults but for the learning rate (there 1), which is to be set. */
  public static Builder builder() {
    return new Builder();
  }

  /** 0: Adadelta has none. */
  @Override
  public double momentum() {
    return 0;
  }

  @Override
  public Adadelta restarted(ParameterTracker rates) {
    return builder().restarting(gradientRule(), rates).optRho(rho).optEpsilon(epsilon).build();
  }

  @Override
  double[] initialState() {
    return new double[2];
  }

  @Override
  double[] settings(double rate, long update) {
    return new double[] {rate, rho, epsilon};
  }

  @Override
  NDArray diagonal(NDList state, long update) {
    return state.get(0).add(epsilon).sqrt().divi(state.get(1).add(epsilon).sqrt());
  }

  @Override
  void describe(Map<String, Object> parameters) {
    parameters.put("rho", rho);
    parameters.put("epsilon", epsilon);
  }

  /** Builds an {@link Adadelta}. */
  public static final class Builder extends InPlaceOptimizerBuilder<Builder> {

    private double rho = 0.9;
    private double epsilon = 1e-6;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** The weight of the past in both mean squares, in [0, 1); 0.9 by default. */
    public Builder optRho(double rho) {
      this.rho = rho;
      return this;
    }

    /** The number that is added under both roots, above 0; 1e-6 by default. */
    public Builder optEpsilon(double epsilon) {
      this.epsilon = epsilon;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming every setting that is missing or out of range
     */
    public Adadelta build() {
      check("Adadelta")
          .requireShare("rho", rho, "optRho")
          .requirePositive("epsilon", epsilon, "optEpsilon")
          .throwIfAny();
      return new Adadelta(this);
    }
  }
}
