/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/** The rules by which the papers count catapults, update by update. */
public enum CatapultRule {
  /** By the projected loss. */
  PROJECTED_LOSS("PDiff_1(batch) > 1e-8", "Zhu et al., Catapults in SGD, Eq. 4 and section 4") {
    @Override
    double excess(StepNumbers numbers) {
      return numbers.projectedDifference();
    }
  },
  /** By the critical rate from the tangent kernel. */
  KERNEL_CRITICAL_RATE("eta - n / lambda_max(K(batch)) > 1e-8", Sources.SECTION_4_4) {
    @Override
    double excess(StepNumbers numbers) {
      return numbers.rate() - numbers.batchCriticalRateByKernel();
    }
  },
  /** By the critical rate from the Hessian. */
  HESSIAN_CRITICAL_RATE("eta - 2 / lambda_max(H(batch)) > 1e-8", Sources.SECTION_4_4) {
    @Override
    double excess(StepNumbers numbers) {
      return numbers.rate() - numbers.batchCriticalRateByHessian();
    }
  };

  /** Epsilon of all rules, as in both papers. */
  public static final double EPSILON = 1e-8;

  private final String formula;
  private final String source;

  CatapultRule(String formula, String source) {
    this.formula = formula;
    this.source = source;
  }

  /** The rule as a formula; with momentum, the critical rates are larger by its factor. */
  public String formula() {
    return formula;
  }

  /** Where the rule comes from. */
  public String source() {
    return source;
  }

  /** What is compared with epsilon; NaN if it was not measured. */
  abstract double excess(StepNumbers numbers);

  /** Whether the step can be judged. */
  public boolean isKnown(StepNumbers numbers) {
    return !Double.isNaN(excess(numbers));
  }

  /** Whether the update of the step counts as a catapult. */
  public boolean isCatapult(StepNumbers numbers) {
    return excess(numbers) > EPSILON;
  }

  private static final class Sources {
    static final String SECTION_4_4 =
        "Zhu, Toward understanding the dynamics of over-parameterized neural networks, section 4.4";
  }
}
