/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision table: one spike, 1 to 9 and back, under every evidence. */
class VerdictTest {

  private static final double[] LOSSES = {2, 1, 9, 4, 0.9};

  private static Spike spike(String rate, String norm, String share) {
    Run run = new Run();
    for (int step = 0; step < LOSSES.length; step++) {
      run.accept(
          Numbers.at(step)
              .rate(1)
              .loss(LOSSES[step])
              .critical(pick(rate, 0.5, 2))
              .norm(step < 2 ? pick(norm, 10, 10) : pick(norm, 8, 10))
              .top(step == 2 ? pick(share, 8.5, 2.5) : pick(share, 0.5, 0.5))
              .numbers());
    }
    return run.finish().spikes().get(0);
  }

  private static double pick(String sign, double yes, double no) {
    return switch (sign) {
      case "yes" -> yes;
      case "no" -> no;
      default -> Double.NaN;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "yes, yes, yes, CATAPULT",
    "yes, yes, no, UNRESOLVED",
    "yes, yes, -, CATAPULT",
    "yes, no, yes, UNRESOLVED",
    "yes, no, no, BAD_BATCH",
    "yes, no, -, UNRESOLVED",
    "yes, -, yes, CATAPULT",
    "yes, -, no, UNRESOLVED",
    "yes, -, -, UNRESOLVED",
    "no, yes, yes, BAD_BATCH",
    "no, yes, no, BAD_BATCH",
    "no, yes, -, BAD_BATCH",
    "no, no, yes, BAD_BATCH",
    "no, no, no, BAD_BATCH",
    "no, no, -, BAD_BATCH",
    "no, -, yes, BAD_BATCH",
    "no, -, no, BAD_BATCH",
    "no, -, -, BAD_BATCH",
    "-, yes, yes, CATAPULT",
    "-, yes, no, UNRESOLVED",
    "-, yes, -, UNRESOLVED",
    "-, no, yes, UNRESOLVED",
    "-, no, no, BAD_BATCH",
    "-, no, -, UNRESOLVED",
    "-, -, yes, UNRESOLVED",
    "-, -, no, UNRESOLVED",
    "-, -, -, UNRESOLVED",
  })
  void theEvidenceDecides(String rate, String norm, String share, Verdict verdict) {
    assertEquals(verdict, spike(rate, norm, share).verdict());
  }

  @Test
  void theWordsGiveTheNumbers() {
    assertEquals(
        "Catapult: the loss rose from 1.000 at step 1 to 9.000 at step 2, and was back at step 4;"
            + " the learning rate 1.000 was above the critical rate 0.5000, the kernel's norm fell"
            + " from 10.00 to 8.000, 100 % of the rise lay in its top eigenspace.",
        spike("yes", "yes", "yes").words());
    String bad = spike("no", "no", "-").words();
    assertTrue(bad.startsWith("Bad batch: ") && bad.contains("was not above"), bad);
    assertTrue(bad.contains("was not measured"), bad);
  }

  @Test
  void theBatchStandsInWhereTheProbesCriticalRateIsNotMeasured() {
    Run run = new Run();
    for (int step = 0; step < LOSSES.length; step++) {
      run.accept(
          Numbers.at(step).rate(1).loss(LOSSES[step]).batchKernel(0.5).norm(10 - step).numbers());
    }
    assertEquals(Verdict.CATAPULT, run.finish().spikes().get(0).verdict());
  }

  @Test
  void whatComesBackOnlyPartlyIsUnresolved() {
    Run run = Run.ofLosses(2, 1);
    for (int step = 2; step < 600; step++) {
      run.accept(Run.loss(step, step == 2 ? 9 : 3));
    }
    Spike spike = run.finish().spikes().get(0);
    assertEquals(Verdict.UNRESOLVED, spike.verdict());
    assertFalse(spike.signs().isBack());
  }
}
