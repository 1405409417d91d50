/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

/** Which of all pairs of neurons have an edge. */
@FunctionalInterface
public interface EdgeMask {

  /**
   * Whether there is an edge.
   *
   * @param source which of the sources, from 0
   * @param target which of the targets, from 0
   * @return false where it is left out
   */
  boolean has(int source, int target);
}
