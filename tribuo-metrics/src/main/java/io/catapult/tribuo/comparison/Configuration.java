/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.trainer.DjlTrainer;
import org.tribuo.Output;

/**
 * What is compared with others: a trainer, that is, an optimizer with its schedule and batch size.
 *
 * @param label what tables call it, such as "SGD, 3 catapults"
 * @param trainer trains each run; its seed is replaced by that of the run
 * @param <T> the type of output
 */
public record Configuration<T extends Output<T>>(String label, DjlTrainer<T> trainer) {

  /**
   * Checks the label.
   *
   * @throws IllegalArgumentException if it is blank or has a line break
   */
  public Configuration {
    Checks.text(label, "the label of a configuration");
    Checks.require(
        label.lines().count() == 1 && label.equals(label.strip()),
        "a label of one line without space around it",
        "'" + label + "'",
        "shorten the label");
    Checks.present(trainer, "a trainer");
  }
}
