/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

/** Something that can say what it is, by name and parameters, for the header of a trace. */
@FunctionalInterface
public interface Described {

  /** Name and parameters, everything that changes a number. */
  Component describe();
}
