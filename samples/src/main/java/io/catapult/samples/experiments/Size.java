/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.Locale;

/** How large an experiment is. */
public enum Size {
  /** Ends within five minutes on two cores; what was scaled is told. */
  DESK,
  /** The settings of the paper. */
  PAPER;

  /** The name in options and files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
