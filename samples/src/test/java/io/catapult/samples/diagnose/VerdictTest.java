/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void theBoundsAreTheCriticalRateAndTwiceIt() {
    assertEquals(Verdict.STABLE, Verdict.of(0));
    assertEquals(Verdict.STABLE, Verdict.of(Math.nextDown(1.0)));
    assertEquals(Verdict.CATAPULT, Verdict.of(1));
    assertEquals(Verdict.CATAPULT, Verdict.of(2));
    assertEquals(Verdict.DIVERGE, Verdict.of(Math.nextUp(2.0)));
  }
}
