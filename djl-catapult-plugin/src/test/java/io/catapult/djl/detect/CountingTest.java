/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Counts, agreement and shares by hand. */
class CountingTest {

  private static final double NO = Double.NaN;

  /** rate 1; rows of: loss, validation, kernel's critical rate, Hessian's, PDiff. */
  private static Run run(double[]... rows) {
    Run run = new Run();
    for (int step = 0; step < rows.length; step++) {
      double[] row = rows[step];
      run.accept(
          Numbers.at(step)
              .rate(1)
              .loss(row[0])
              .validation(row[1])
              .batchKernel(row[2])
              .batchHessian(row[3])
              .difference(row[4])
              .numbers());
    }
    return run;
  }

  private static final double[][] ROWS = {
    {5, NO, 0.5, 0.5, 2}, // rises: match; kernel and Hessian and PDiff say yes
    {6, 3, 2, NO, -1}, // validated after one catapult; falls
    {4, NO, 0.9, 1.1, -1}, // falls; kernel yes, Hessian no, PDiff no
    {3, 2, 1.5, 0.8, 1}, // best validation, after two by the kernel; rises below critical: no match
    {7, NO, NO, 0.8, 1}, // rises, kernel not measured: cannot be judged
    {8, 2.5, 0.5, 0.5, NO}, // worse validation; PDiff not measured
  };

  @Test
  void countsOverTheWholeRunAndUntilTheBestValidation() {
    DynamicsSummary summary = run(ROWS).summary();
    assertEquals(
        new RuleCount(CatapultRule.PROJECTED_LOSS, 5, 3, OptionalLong.of(1)),
        summary.count(CatapultRule.PROJECTED_LOSS));
    assertEquals(
        new RuleCount(CatapultRule.KERNEL_CRITICAL_RATE, 5, 3, OptionalLong.of(2)),
        summary.count(CatapultRule.KERNEL_CRITICAL_RATE));
    assertEquals(
        new RuleCount(CatapultRule.HESSIAN_CRITICAL_RATE, 5, 4, OptionalLong.of(1)),
        summary.count(CatapultRule.HESSIAN_CRITICAL_RATE));
  }

  @Test
  void rulesAgreeOnTheStepsThatBothCanJudge() {
    Map<RulePair, Share> agreement = run(ROWS).summary().agreement();
    assertEquals(
        new Share(2, 4),
        agreement.get(
            new RulePair(CatapultRule.PROJECTED_LOSS, CatapultRule.KERNEL_CRITICAL_RATE)));
    assertEquals(
        new Share(4, 4),
        agreement.get(
            new RulePair(CatapultRule.PROJECTED_LOSS, CatapultRule.HESSIAN_CRITICAL_RATE)));
    assertEquals(
        new Share(2, 4),
        agreement.get(
            new RulePair(CatapultRule.KERNEL_CRITICAL_RATE, CatapultRule.HESSIAN_CRITICAL_RATE)));
  }

  @Test
  void matchRateAndSignAgreementKeepTheirDenominators() {
    DynamicsSummary summary = run(ROWS).summary();
    assertEquals(new Share(1, 2), summary.matches());
    assertEquals(new Share(2, 4), summary.signs());
  }

  @Test
  void aGapBetweenStepsIsNoRise() {
    Run run = new Run();
    run.accept(Numbers.at(0).rate(1).loss(1).batchKernel(0.5).numbers());
    run.accept(Numbers.at(2).rate(1).loss(2).batchKernel(0.5).numbers());
    assertEquals(new Share(0, 0), run.summary().matches());
    assertEquals(OptionalDouble.empty(), run.summary().matches().value());
  }

  @Test
  void withoutValidationThereIsNoCountUntilTheBest() {
    RuleCount count =
        run(new double[] {1, NO, 0.5, NO, NO}).summary().count(CatapultRule.KERNEL_CRITICAL_RATE);
    assertEquals(OptionalLong.empty(), count.untilBestValidation());
    assertEquals(1, count.catapults());
  }

  @Test
  void epsilonIsNotExceededByEquality() {
    DynamicsSummary summary =
        run(new double[] {1, NO, 1, 1 - 0.9e-8, 1e-8}, new double[] {1, NO, 1 - 1.1e-8, 1, 1.1e-8})
            .summary();
    for (CatapultRule rule :
        new CatapultRule[] {CatapultRule.PROJECTED_LOSS, CatapultRule.KERNEL_CRITICAL_RATE}) {
      assertEquals(1, summary.count(rule).catapults(), rule.toString());
    }
    assertEquals(0, summary.count(CatapultRule.HESSIAN_CRITICAL_RATE).catapults());
  }

  @Test
  void stepsThatGoBackOrRepeatAreAnError() {
    Run run = new Run().accept(Run.loss(7, 1));
    for (long step : new long[] {7, 3}) {
      StepNumbers again = Run.loss(step, 1);
      String words =
          assertThrows(IllegalArgumentException.class, () -> run.accept(again)).getMessage();
      assertTrue(words.contains("after 7") && words.contains("found " + step), words);
    }
    assertThrows(IllegalArgumentException.class, () -> Run.loss(-1, 1));
  }
}
