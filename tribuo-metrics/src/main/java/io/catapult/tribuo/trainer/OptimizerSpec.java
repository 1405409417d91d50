/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.ParameterTracker;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.optimizer.Adadelta;
import io.catapult.djl.optimizer.Adagrad;
import io.catapult.djl.optimizer.NesterovMomentum;
import io.catapult.djl.optimizer.RmsProp;

/**
 * An optimizer and its learning rate. One flat class, so that the provenance of any two optimizers
 * has the same keys; settings that a kind does not use stay at their defaults.
 */
public final class OptimizerSpec
    implements Configurable, Provenancable<ConfiguredObjectProvenance> {

  /** The kinds of optimizers, in the order of ever more state. */
  public enum Kind {
    /** Gradient descent, with heavy-ball momentum on wish: DJL's Sgd. */
    SGD,
    /** {@link io.catapult.djl.optimizer.NesterovMomentum}. */
    NESTEROV,
    /** {@link io.catapult.djl.optimizer.RmsProp}. */
    RMSPROP,
    /** {@link io.catapult.djl.optimizer.Adagrad}. */
    ADAGRAD,
    /** {@link io.catapult.djl.optimizer.Adadelta}. */
    ADADELTA,
    /** DJL's Adam. */
    ADAM,
    /** DJL's AdamW. */
    ADAMW
  }

  @Config(mandatory = true, description = "SGD, NESTEROV, RMSPROP, ADAGRAD, ADADELTA, ADAM, ADAMW.")
  private Kind kind;

  @Config(mandatory = true, description = "The learning rate.")
  private LearningRateSchedule schedule;

  @Config(description = "Momentum beta in [0, 1), of SGD and RMSPROP; required by NESTEROV.")
  private double momentum;

  @Config(description = "Weight decay, added to the gradient; decoupled in ADAMW.")
  private double weightDecay;

  @Config(description = "Decay of the first moment, of ADAM and ADAMW.")
  private double beta1 = 0.9;

  @Config(description = "Decay of the second moment, of ADAM and ADAMW.")
  private double beta2 = 0.999;

  @Config(description = "Decay of the squares; 0: 0.99 for RMSPROP, 0.9 for ADADELTA.")
  private double rho;

  @Config(description = "Epsilon; 0: 1e-8, but 1e-10 for ADAGRAD and 1e-6 for ADADELTA.")
  private double epsilon;

  private OptimizerSpec() {}

  OptimizerSpec(OptimizerSpecBuilder builder) {
    this.kind = builder.kind;
    this.schedule = builder.schedule;
    this.momentum = builder.momentum;
    this.weightDecay = builder.weightDecay;
    this.beta1 = builder.beta1;
    this.beta2 = builder.beta2;
    this.rho = builder.rho;
    this.epsilon = builder.epsilon;
    postConfig();
  }

  /** An optimizer with its usual settings. */
  public static OptimizerSpec of(Kind kind, LearningRateSchedule schedule) {
    return builder().setKind(kind).setSchedule(schedule).build();
  }

  /** Plain gradient descent at a fixed rate. */
  public static OptimizerSpec sgd(double rate) {
    return of(Kind.SGD, LearningRateSchedule.fixed(rate));
  }

  /** Begins to describe an optimizer. */
  public static OptimizerSpecBuilder builder() {
    return new OptimizerSpecBuilder();
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    BuilderFaults faults =
        new BuilderFaults("OptimizerSpec")
            .require(kind != null, "kind", "an optimizer", null, "call setKind")
            .require(schedule != null, "schedule", "a schedule", null, "call setSchedule");
    requireFraction(faults, "momentum", momentum);
    requireFraction(faults, "beta1", beta1);
    requireFraction(faults, "beta2", beta2);
    requireFraction(faults, "rho", rho);
    requireNotNegative(faults, "weightDecay", weightDecay);
    requireNotNegative(faults, "epsilon", epsilon);
    faults
        .require(
            momentum == 0 || kind == Kind.SGD || kind == Kind.NESTEROV || kind == Kind.RMSPROP,
            "momentum",
            "0 for " + kind,
            momentum,
            "SGD, NESTEROV and RMSPROP have momentum")
        .require(
            momentum > 0 || kind != Kind.NESTEROV,
            "momentum",
            "above 0 for NESTEROV",
            momentum,
            "call optMomentum(0.9), or take SGD")
        .require(
            schedule == null || !schedule.isCritical() || hasCriticalRate(),
            "schedule",
            "a rate of its own for " + kind,
            schedule == null ? null : schedule.getKind(),
            "a critical rate holds for SGD"
                + " (the fraction of one for NESTEROV too); adaptive optimizers have none")
        .throwIfAny();
  }

  private static void requireFraction(BuilderFaults faults, String setting, double value) {
    faults.require(
        value >= 0 && value < 1, setting, "in [0, 1)", value, "leave it out for the usual one");
  }

  private static void requireNotNegative(BuilderFaults faults, String setting, double value) {
    faults.require(
        value >= 0 && Double.isFinite(value),
        setting,
        "finite and not negative",
        value,
        "leave it out for the usual one");
  }

  private boolean hasCriticalRate() {
    return kind == Kind.SGD || (kind == Kind.NESTEROV && !schedule.needsListener());
  }

  /** The kind. */
  public Kind getKind() {
    return kind;
  }

  /** The learning rate. */
  public LearningRateSchedule getSchedule() {
    return schedule;
  }

  /** The momentum, 0 for none. */
  public double getMomentum() {
    return momentum;
  }

  /**
   * The critical rate in units of 2 / lambda_max: 1 + beta for SGD, (1 + beta) / (1 + 2 beta) for
   * Nesterov's momentum.
   */
  double criticalLimit() {
    return kind == Kind.NESTEROV ? (1 + momentum) / (1 + 2 * momentum) : 1 + momentum;
  }

  /**
   * A DJL optimizer for one training.
   *
   * @param tracker the learning rate
   */
  public Optimizer newOptimizer(ParameterTracker tracker) {
    return switch (kind) {
      case SGD -> sgdBy(tracker);
      case NESTEROV ->
          NesterovMomentum.builder()
              .setLearningRateTracker(tracker)
              .setMomentum(momentum)
              .optWeightDecays((float) weightDecay)
              .build();
      case RMSPROP ->
          RmsProp.builder()
              .setLearningRateTracker(tracker)
              .optMomentum(momentum)
              .optRho(or(rho, 0.99))
              .optEpsilon(or(epsilon, 1e-8))
              .optWeightDecays((float) weightDecay)
              .build();
      case ADAGRAD ->
          Adagrad.builder()
              .setLearningRateTracker(tracker)
              .optEpsilon(or(epsilon, 1e-10))
              .optWeightDecays((float) weightDecay)
              .build();
      case ADADELTA ->
          Adadelta.builder()
              .setLearningRateTracker(tracker)
              .optRho(or(rho, 0.9))
              .optEpsilon(or(epsilon, 1e-6))
              .optWeightDecays((float) weightDecay)
              .build();
      case ADAM -> adamBy(tracker);
      case ADAMW -> adamWBy(tracker);
    };
  }

  private Optimizer sgdBy(ParameterTracker tracker) {
    Sgd.Builder builder = Optimizer.sgd().setLearningRateTracker(tracker);
    if (momentum > 0) {
      builder.optMomentum((float) momentum);
    }
    return builder.optWeightDecays((float) weightDecay).build();
  }

  private Optimizer adamBy(ParameterTracker tracker) {
    return Optimizer.adam()
        .optLearningRateTracker(tracker)
        .optBeta1((float) beta1)
        .optBeta2((float) beta2)
        .optEpsilon((float) or(epsilon, 1e-8))
        .optWeightDecays((float) weightDecay)
        .build();
  }

  private Optimizer adamWBy(ParameterTracker tracker) {
    return Optimizer.adamW()
        .optLearningRateTracker(tracker)
        .optBeta1((float) beta1)
        .optBeta2((float) beta2)
        .optEpsilon((float) or(epsilon, 1e-8))
        .optWeightDecays((float) weightDecay)
        .build();
  }

  private static double or(double value, double usual) {
    return value == 0 ? usual : value;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "OptimizerSpec");
  }
}
