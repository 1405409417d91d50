/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;

/** How many processes train. */
final class Workers {

  private Workers() {}

  /**
   * The number that was asked for.
   *
   * @param asked as the user gave it; null for as many as there are processors
   * @throws UsageFault if it is below 1
   */
  static int of(Integer asked) {
    int workers = asked == null ? Runtime.getRuntime().availableProcessors() : asked;
    if (workers < 1) {
      throw new UsageFault(
          "Expected --workers of at least 1; found " + workers + ". Remedy: leave it out.");
    }
    return workers;
  }
}
