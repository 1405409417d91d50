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
 * Adagrad as {@code torch.optim.Adagrad} defines it, for DJL's PyTorch engine. With g the gradient
 * (see the package's description) and eta the learning rate of the t-th update of this parameter (t
 * = 1 at first):
 *
 * <pre>
 *   s = s + g^2                                             s = initialAccumulator at first
 *   D = (sqrt(s) + epsilon) (1 + (t - 1) learningRateDecay)
 *   w = w - eta g / D
 * </pre>
 *
 * <p>State: s. An update needs one temporary, and another where the gradient is rescaled, clipped
 * or decayed.
 *
 * <p>Duchi, Hazan, Singer (2011), Adaptive subgradient methods for online learning and stochastic
 * optimization, Figure 1 with a diagonal matrix.
 */
public final class Adagrad extends InPlaceOptimizer {

  private final double epsilon;
  private final double learningRateDecay;
  private final double initialAccumulator;

  private Adagrad(Builder builder) {
    super(UpdateRule.ADAGRAD, builder);
    epsilon = builder.epsilon;
    learningRateDecay = builder.learningRateDecay;
    initialAccumulator = builder.initialAccumulator;
  }

  /** A builder with PyTorch's defaults but for the learning rate, which is to be set. */
  public static Builder builder() {
    return new Builder();
  }

  /** 0: Adagrad has none. */
  @Override
  public double momentum() {
    return 0;
  }

  @Override
  public Adagrad restarted(ParameterTracker rates) {
    return builder()
        .restarting(gradientRule(), rates)
        .optEpsilon(epsilon)
        .optLearningRateDecay(learningRateDecay)
        .optInitialAccumulator(initialAccumulator)
        .build();
  }

  @Override
  double[] initialState() {
    return new double[] {initialAccumulator};
  }

  @Override
  double[] settings(double rate, long update) {
    return new double[] {rate / decay(update), epsilon};
  }

  @Override
  NDArray diagonal(NDList state, long update) {
    return state.head().sqrt().addi(epsilon).muli(decay(update));
  }

  private double decay(long update) {
    return 1 + (update - 1) * learningRateDecay;
  }

  @Override
  void describe(Map<String, Object> parameters) {
    parameters.put("epsilon", epsilon);
    parameters.put("learningRateDecay", learningRateDecay);
    parameters.put("initialAccumulator", initialAccumulator);
  }

  /** Builds an {@link Adagrad}. */
  public static final class Builder extends InPlaceOptimizerBuilder<Builder> {

    private double epsilon = 1e-10;
    private double learningRateDecay;
    private double initialAccumulator;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** The number that is added to the root, above 0; 1e-10 by default. */
    public Builder optEpsilon(double epsilon) {
      this.epsilon = epsilon;
      return this;
    }

    /** How much the divisor of the learning rate grows with each update; 0 by default. */
    public Builder optLearningRateDecay(double learningRateDecay) {
      this.learningRateDecay = learningRateDecay;
      return this;
    }

    /** The first value of the sum of squares; 0 by default. */
    public Builder optInitialAccumulator(double initialAccumulator) {
      this.initialAccumulator = initialAccumulator;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming every setting that is missing or out of range
     */
    public Adagrad build() {
      check("Adagrad")
          .requirePositive("epsilon", epsilon, "optEpsilon")
          .requireNotNegative("learningRateDecay", learningRateDecay, "optLearningRateDecay")
          .requireNotNegative("initialAccumulator", initialAccumulator, "optInitialAccumulator")
          .throwIfAny();
      return new Adagrad(this);
    }
  }
}
