/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.trainer.ReferenceAgop;
import java.util.Optional;
import org.tribuo.Dataset;
import org.tribuo.Output;

/**
 * The data of a task for one seed.
 *
 * @param training what the network learns from
 * @param validation what its validation loss is measured on
 * @param test what it is judged on; the AGOP is measured on its inputs
 * @param reference the AGOP that the alignment is with
 * @param <T> the type of output
 */
public record TaskData<T extends Output<T>>(
    Dataset<T> training,
    Optional<Dataset<T>> validation,
    Dataset<T> test,
    Optional<ReferenceAgop> reference) {

  /** Checks that everything is there. */
  public TaskData {
    Checks.present(training, "training data");
    Checks.present(validation, "validation data");
    Checks.present(test, "test data");
    Checks.present(reference, "a reference AGOP");
  }
}
