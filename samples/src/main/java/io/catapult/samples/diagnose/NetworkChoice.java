/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import java.util.Locale;

/** The named networks whose parameters a DJL file may hold. */
enum NetworkChoice {
  FCN,
  CNN,
  MYRTLE,
  WIDE_RESNET,
  VIT;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
