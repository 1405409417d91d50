/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.task.OptimizerName;
import io.catapult.samples.task.TaskName;
import java.util.Arrays;
import java.util.Iterator;

/** The names that help and completion offer, from where they are defined. */
final class Names {

  private Names() {}

  /** The tasks. */
  static final class Tasks implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(TaskName.values()).map(TaskName::id).iterator();
    }
  }

  /** The image sets. */
  static final class Datasets implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ImageDataset.values()).map(ImageDataset::id).iterator();
    }
  }

  /** The optimizers. */
  static final class Optimizers implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(OptimizerName.values()).map(OptimizerName::id).iterator();
    }
  }
}
