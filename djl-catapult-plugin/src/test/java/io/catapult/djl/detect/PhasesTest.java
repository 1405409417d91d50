/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sharpness that goes round its threshold 2 / eta. */
class PhasesTest {

  private static StepNumbers at(long step, double sharpness, double rate, double critical) {
    return Numbers.at(step).rate(rate).sharpness(sharpness).critical(critical).numbers();
  }

  /** 10 + 2 cos(2 pi t / 400 - pi): from the bottom up; crosses 10 upwards at 100. */
  private static double wave(long step) {
    return 10 - 2 * Math.cos(2 * Math.PI * step / 400);
  }

  @Test
  void aWaveRoundTheThresholdGoesThroughTheFourPhasesInOrder() {
    Run run = new Run();
    for (int step = 0; step <= 800; step++) {
      run.accept(at(step, wave(step), 0.2, 2 / wave(step)));
    }
    assertEquals(
        List.of(Phase.I, Phase.II, Phase.III, Phase.IV, Phase.I, Phase.II, Phase.III, Phase.IV),
        run.phases().stream().map(PhaseChange::to).toList());
    // crossings are seen 1 or 2 steps late; turns one percent off the extreme, after
    // 400 / 2 pi * acos(1 - 0.04) = 18.1 steps at the bottom and acos(1 - 0.06) = 22.2 at the top
    assertEquals(
        List.of(0L, 102L, 223L, 302L, 419L, 502L, 623L, 702L),
        run.phases().stream().map(PhaseChange::step).toList());
    Map<Phase, Long> dwell = run.summary().phases();
    assertEquals(102 + (502 - 419), dwell.get(Phase.I));
    assertEquals((223 - 102) + (623 - 502), dwell.get(Phase.II));
    assertEquals((302 - 223) + (702 - 623), dwell.get(Phase.III));
    assertEquals((419 - 302) + (800 - 702), dwell.get(Phase.IV));
    assertEquals(800, dwell.values().stream().mapToLong(Long::longValue).sum());
  }

  /** An adaptive optimizer has a sharpness, but no rate to hold it against. */
  @Test
  void withoutACriticalRateThereAreNoPhases() {
    Run run = new Run();
    for (int step = 0; step <= 400; step++) {
      run.accept(at(step, wave(step), 0.2, Double.NaN));
    }
    assertEquals(List.of(), run.phases());
    assertEquals(Map.of(), run.summary().phases());
  }

  @Test
  void noiseAtTheThresholdDoesNotFlicker() {
    Random random = new Random(1);
    Run run = new Run();
    for (int step = 0; step < 2000; step++) {
      double sharpness = 10 * (1 + 0.001 * random.nextGaussian());
      run.accept(at(step, sharpness, 0.2, 2 / sharpness));
    }
    assertTrue(run.phases().size() <= 2, () -> "" + run.phases().size());
  }

  @Test
  void whatWasNotMeasuredChangesNoPhase() {
    Run run = new Run();
    for (int step = 0; step <= 400; step++) {
      run.accept(
          step % 3 == 0
              ? at(step, wave(step), 0.2, 2 / wave(step))
              : at(step, Double.NaN, 0.2, Double.NaN));
    }
    assertEquals(4, run.phases().size());
  }

  @Test
  void aBoundarySaysFromWhereToWhere() {
    Run run = new Run().accept(at(0, 9, 0.2, 2.0 / 9)).accept(at(7, 11, 0.2, 2.0 / 11));
    PhaseChange change = run.phases().get(1);
    assertEquals(
        "Step 7: phase II, the sharpness is above its threshold and rises (11.00 against 10.00).",
        change.words());
    assertEquals("I", change.evidence().get("from"));
    assertEquals("none", run.phases().get(0).evidence().get("from"));
  }
}
