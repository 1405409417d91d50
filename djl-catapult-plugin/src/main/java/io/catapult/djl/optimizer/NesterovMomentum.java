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
 * SGD with Nesterov's momentum as {@code torch.optim.SGD(nesterov=True)} defines it, for DJL's
 * PyTorch engine. With g the gradient (see the package's description) and eta the learning rate:
 *
 * <pre>
 *   b = beta b + g            b = 0 at first
 *   w = w - eta (g + beta b)
 * </pre>
 *
 * <p>D is 1. Unlike DJL's {@code Sgd}, whose velocity holds the learning rates of its time, the
 * rate in force multiplies the whole step. State: b. An update needs no temporary but where the
 * gradient is rescaled, clipped or decayed.
 *
 * <p>Sutskever, Martens, Dahl, Hinton (2013), On the importance of initialization and momentum in
 * deep learning, section 2, in the form of PyTorch.
 */
public final class NesterovMomentum extends InPlaceOptimizer {

  private final double momentum;

  private NesterovMomentum(Builder builder) {
    super(UpdateRule.NESTEROV, builder);
    momentum = builder.momentum;
  }

  /** A builder; learning rate and momentum are to be set. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public double momentum() {
    return momentum;
  }

  @Override
  public double stabilityLimit() {
    return (2 + 2 * momentum) / (1 + 2 * momentum);
  }

  @Override
  public NesterovMomentum restarted(ParameterTracker rates) {
    return builder().restarting(gradientRule(), rates).setMomentum(momentum).build();
  }

  @Override
  double[] initialState() {
    return new double[1];
  }

  @Override
  double[] settings(double rate, long update) {
    return new double[] {rate, momentum};
  }

  @Override
  NDArray diagonal(NDList state, long update) {
    return state.head().onesLike();
  }

  @Override
  void describe(Map<String, Object> parameters) {
    parameters.put("momentum", momentum);
  }

  /** Builds a {@link NesterovMomentum}. */
  public static final class Builder extends InPlaceOptimizerBuilder<Builder> {

    private double momentum;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets the momentum coefficient beta in (0, 1); required. */
    public Builder setMomentum(double momentum) {
      this.momentum = momentum;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming every setting that is missing or out of range
     */
    public NesterovMomentum build() {
      check("NesterovMomentum")
          .require(
              momentum > 0 && momentum < 1,
              "momentum",
              "a number in (0, 1)",
              momentum,
              "call setMomentum")
          .throwIfAny();
      return new NesterovMomentum(this);
    }
  }
}
