/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.UsageFault;
import io.catapult.tribuo.trainer.OptimizerSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The optimizers of Zhu et al., Catapults in SGD, Fig. 8, and SGD that makes catapults on purpose.
 */
public enum OptimizerName {
  /** Full-batch gradient descent. */
  GD("gd", "GD", OptimizerSpec.Kind.SGD, 0),
  /** Stochastic gradient descent. */
  SGD("sgd", "SGD", OptimizerSpec.Kind.SGD, 0),
  /** SGD with heavy-ball momentum 0.9. */
  SGD_MOMENTUM("sgd+m", "SGD+M", OptimizerSpec.Kind.SGD, 0.9),
  /** RMSprop. */
  RMSPROP("rmsprop", "RMSprop", OptimizerSpec.Kind.RMSPROP, 0),
  /** Adagrad. */
  ADAGRAD("adagrad", "Adagrad", OptimizerSpec.Kind.ADAGRAD, 0),
  /** Adadelta. */
  ADADELTA("adadelta", "Adadelta", OptimizerSpec.Kind.ADADELTA, 0),
  /** Adam. */
  ADAM("adam", "Adam", OptimizerSpec.Kind.ADAM, 0),
  /** SGD whose learning rate is steered across the critical rate, three times. */
  CATAPULTS("catapults", "SGD, 3 catapults", OptimizerSpec.Kind.SGD, 0);

  private final String id;
  private final String label;
  private final OptimizerSpec.Kind kind;
  private final double momentum;

  OptimizerName(String id, String label, OptimizerSpec.Kind kind, double momentum) {
    this.id = id;
    this.label = label;
    this.kind = kind;
    this.momentum = momentum;
  }

  /**
   * The optimizer of a name.
   *
   * @throws UsageFault if there is none
   */
  public static OptimizerName of(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id.equals(id.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageFault(
                    "Expected an optimizer, found '" + id + "'; choose among " + ids() + "."));
  }

  /** All names, as a person types them. */
  public static String ids() {
    return Arrays.stream(values()).map(OptimizerName::id).collect(Collectors.joining(", "));
  }

  /** The name that a person types. */
  public String id() {
    return id;
  }

  /** The name in tables. */
  public String label() {
    return label;
  }

  /** The name in tables where the schedule stands beside it. */
  String shortLabel() {
    return this == CATAPULTS ? SGD.label : label;
  }

  /** Whether each step sees all training data unless a batch size is asked for. */
  public boolean isFullBatch() {
    return this == GD;
  }

  /** The optimizer with a schedule of its learning rate. */
  public OptimizerSpec spec(ScheduleOption schedule) {
    return OptimizerSpec.builder()
        .setKind(kind)
        .setSchedule(schedule.schedule())
        .optMomentum(momentum)
        .build();
  }
}
