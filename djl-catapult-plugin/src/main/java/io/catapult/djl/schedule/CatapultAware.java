/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

/** What wants to hear of catapults: the listener tells its tracker when one has ended. */
@FunctionalInterface
public interface CatapultAware {

  /**
   * Takes note of a catapult.
   *
   * @param step the step to count it at
   */
  void onCatapult(long step);
}
