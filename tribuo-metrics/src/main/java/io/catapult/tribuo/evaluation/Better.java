/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

/** Which values of a metric are wished for. */
public enum Better {
  /** Small ones. */
  LOWER,
  /** Large ones. */
  HIGHER,
  /** Neither: the metric describes. */
  NEITHER
}
