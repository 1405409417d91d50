/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.List;

/**
 * Two rules whose verdicts are compared.
 *
 * @param one a rule
 * @param other another
 */
public record RulePair(CatapultRule one, CatapultRule other) {

  static List<RulePair> all() {
    return List.of(
        new RulePair(CatapultRule.PROJECTED_LOSS, CatapultRule.KERNEL_CRITICAL_RATE),
        new RulePair(CatapultRule.PROJECTED_LOSS, CatapultRule.HESSIAN_CRITICAL_RATE),
        new RulePair(CatapultRule.KERNEL_CRITICAL_RATE, CatapultRule.HESSIAN_CRITICAL_RATE));
  }

  boolean isKnown(StepNumbers numbers) {
    return one.isKnown(numbers) && other.isKnown(numbers);
  }

  boolean agree(StepNumbers numbers) {
    return one.isCatapult(numbers) == other.isCatapult(numbers);
  }
}
