/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

/**
 * What was trained and how.
 *
 * @param model the model
 * @param optimizer the optimizer and its settings
 * @param schedule the learning-rate tracker and its settings
 * @param loss the training loss and its settings
 */
public record TrainingDescription(
    ModelDescription model, Component optimizer, Component schedule, Component loss) {

  /** Checks that all are there. */
  public TrainingDescription {
    Checks.present(model, "a model");
    Checks.present(optimizer, "an optimizer");
    Checks.present(schedule, "a schedule");
    Checks.present(loss, "a loss");
  }
}
