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

  /**
   * Section 3.1: a run below its threshold that did not come from above is in phase I, whatever its
   * sharpness does.
   */
  @Test
  void aTrainingStartsInPhaseOneAlsoWhereItsSharpnessFalls() {
    Run run = new Run();
    for (int step = 0; step <= 90; step++) {
      double sharpness = 5 + 4 * Math.cos(2 * Math.PI * step / 60);
      run.accept(at(step, sharpness, 0.2, 2 / sharpness));
    }
    assertEquals(List.of(Phase.I), run.phases().stream().map(PhaseChange::to).toList());
  }

  /**
   * The wave with a loss that leaves 1 after the peak of the sharpness, at 200, and is back at 350:
   * there ends phase IV, and not at 419, where the sharpness has turned.
   */
  @Test
  void phaseFourEndsWhereTheLossIsBackAtItsLevelBeforePhaseThree() {
    for (int end : new int[] {350, 450}) {
      Run run = new Run();
      for (int step = 0; step <= 480; step++) {
        double loss = step <= 200 || step >= end ? 1 : 3;
        run.accept(withLoss(step, loss));
      }
      assertEquals(
          List.of(Phase.I, Phase.II, Phase.III, Phase.IV, Phase.I),
          run.phases().stream().map(PhaseChange::to).toList());
      assertEquals(end, run.phases().get(4).step());
    }
  }

  private static StepNumbers withLoss(long step, double loss) {
    double sharpness = wave(step);
    return Numbers.at(step)
        .rate(0.2)
        .sharpness(sharpness)
        .critical(2 / sharpness)
        .loss(loss)
        .numbers();
  }

  /** A loss that is down to five percent is down; one that never is keeps phase IV. */
  @Test
  void theLossNeedNotComeBackToTheLastDigit() {
    for (boolean isBack : new boolean[] {true, false}) {
      Run run = new Run();
      for (int step = 0; step <= 480; step++) {
        run.accept(withLoss(step, step <= 200 ? 1 : step < 350 ? 3 : isBack ? 1.04 : 1.06));
      }
      assertEquals(isBack ? Phase.I : Phase.IV, run.phases().get(run.phases().size() - 1).to());
    }
  }

  /** A rise within phase III does not move the level that the loss has to come back to. */
  @Test
  void theLevelIsThatOfTheHighestSharpness() {
    Run run = new Run();
    double[] sharpness = {9, 11, 12, 11, 11.5, 11, 9, 9, 9};
    double[] losses = {2, 1, 1, 4, 6, 8, 5, 2, 1};
    for (int step = 0; step < sharpness.length; step++) {
      run.accept(
          Numbers.at(step)
              .rate(0.2)
              .sharpness(sharpness[step])
              .critical(2 / sharpness[step])
              .loss(losses[step])
              .numbers());
    }
    assertEquals(
        List.of(Phase.I, Phase.II, Phase.III, Phase.II, Phase.III, Phase.IV, Phase.I),
        run.phases().stream().map(PhaseChange::to).toList());
    assertEquals(8, run.phases().get(6).step());
  }

  @Test
  void measuringEveryKthStepShiftsABoundaryByAtMostKSteps() {
    Run every = dense(1);
    for (int k : new int[] {2, 5, 10, 20}) {
      Run sparse = dense(k);
      assertEquals(
          every.phases().stream().map(PhaseChange::to).toList(),
          sparse.phases().stream().map(PhaseChange::to).toList());
      for (int i = 0; i < every.phases().size(); i++) {
        long late = sparse.phases().get(i).step() - every.phases().get(i).step();
        assertTrue(late >= 0 && late < k, "boundary " + i + " of every " + k + ": " + late);
      }
      for (Phase phase : Phase.values()) {
        double share = sparse.summary().phases().get(phase) / 1600.0;
        assertEquals(every.summary().phases().get(phase) / 1600.0, share, k / 400.0);
      }
    }
  }

  /** Four waves, the loss up while the sharpness falls from its peak to its bottom. */
  private static Run dense(int k) {
    Run run = new Run();
    for (int step = 0; step <= 1600; step += k) {
      boolean isFalling = step % 400 > 200 && step % 400 < 380;
      run.accept(withLoss(step, isFalling ? 3 : 1));
    }
    return run;
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
