/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The name of an optimizer on a page: configurations of one name have one colour and one symbol
 * there. It is read from the settings of the trainer, as design.json has them; where there are
 * none, each configuration is a family of its own.
 */
final class OptimizerFamily {

  private static final String OPTIMIZER = "cell-trainer-optimizer";

  private OptimizerFamily() {}

  /**
   * The name, such as "SGD+M" or "SGD with catapults".
   *
   * @param row the configuration
   * @param components every setting of task and trainer
   */
  static String of(DesignSummary.Row row, JsonNode components) {
    JsonNode optimizer = components.path(OPTIMIZER);
    if (optimizer.isMissingNode()) {
      return row.label();
    }
    String name = name(optimizer.path("kind").asText(), row.batchSize());
    boolean hasMomentum = optimizer.path("momentum").asDouble() > 0;
    boolean isNesterov = name.equals("Nesterov");
    String schedule = components.path(OPTIMIZER + "-schedule").path("kind").asText();
    return name
        + (hasMomentum && !isNesterov ? "+M" : "")
        + (schedule.equals("CRITICAL_RATE") ? " with catapults" : "");
  }

  private static String name(String kind, int batchSize) {
    return switch (kind) {
      case "SGD" -> batchSize == 0 ? "GD" : "SGD";
      case "NESTEROV" -> "Nesterov";
      case "RMSPROP" -> "RMSprop";
      case "ADAGRAD" -> "Adagrad";
      case "ADADELTA" -> "Adadelta";
      case "ADAM" -> "Adam";
      case "ADAMW" -> "AdamW";
      default -> kind;
    };
  }
}
