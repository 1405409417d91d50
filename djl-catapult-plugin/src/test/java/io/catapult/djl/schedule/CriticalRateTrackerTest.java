/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The control law as a DJL tracker. */
class CriticalRateTrackerTest {

  private static Observation observation(long step, double critical) {
    return new Observation(step, 2, critical, 16, Double.NaN, Double.NaN);
  }

  @Test
  void itAnswersTheSameForEachParameterOfAnUpdate() {
    CriticalRateTracker tracker = CriticalRateTracker.safe(0.5);
    tracker.observe(observation(0, 6));

    assertEquals(3f, tracker.getNewValue("first", 1));
    assertEquals(3f, tracker.getNewValue("second", 1));
    assertEquals(3f, tracker.getNewValue(1));
    assertTrue(tracker.takeDecisions().isEmpty());
  }

  @Test
  void aMissingMeasurementCountsAsFailedOnce() {
    CriticalRateTracker tracker =
        CriticalRateTracker.builder().setCatapults(1).optSafeFraction(0.5).build();
    tracker.observe(observation(0, 6));
    assertEquals(9f, tracker.getNewValue(1));

    assertEquals(3f, tracker.getNewValue("first", 2));
    assertEquals(3f, tracker.getNewValue("second", 2));
  }

  @Test
  void theOptimizersCountMayBeginAnywhere() {
    CriticalRateTracker tracker = CriticalRateTracker.builder().setCatapults(1).build();
    tracker.observe(observation(0, 6));
    assertEquals(9f, tracker.getNewValue(501));
    tracker.observe(observation(1, 6));
    assertEquals(9f, tracker.getNewValue(502));
  }

  @Test
  void withoutAListenerTheFirstUpdateSaysWhatIsMissing() {
    CriticalRateTracker tracker = CriticalRateTracker.safe(0.5);

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> tracker.getNewValue(1));
    assertEquals(
        "Expected an observation before update 1; found none: nothing measures for this"
            + " CriticalRateTracker. Remedy: give it to the optimizer, and the optimizer to"
            + " CatapultListener.builder().setOptimizer(...), and add that listener to the training"
            + " configuration.",
        e.getMessage());
  }

  @Test
  void aStepIsObservedOnce() {
    CriticalRateTracker tracker = CriticalRateTracker.safe(0.5);
    tracker.observe(observation(4, 6));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> tracker.observe(observation(4, 6)));
    assertEquals(
        "Expected a step after 4; found 4. Remedy: observe each step once, and give each training a"
            + " tracker of its own.",
        e.getMessage());
  }

  @Test
  void theDefaultMultipleDoublesTheUnstableDirectionWithMomentumToo() {
    for (double beta : new double[] {0, 0.5, 0.9}) {
      CriticalRateTracker tracker =
          CriticalRateTracker.builder().setCatapults(1).optMomentum(beta).build();
      tracker.observe(observation(0, 2)); // lambda = 1
      double rate = tracker.getNewValue(1);

      // Heavy ball on lambda w^2 / 2, started in its mode z = -2: w = 1, velocity w(0) - w(-1).
      double w = 1;
      double velocity = 1.5;
      for (int t = 0; t < 10; t++) {
        velocity = beta * velocity - rate * w;
        w += velocity;
      }
      assertEquals(1024, w, 0.01, "beta " + beta);
    }
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                CriticalRateTracker.builder()
                    .optMultiple(1)
                    .optSafeFraction(1.5)
                    .optMomentum(1)
                    .optLossBound(0)
                    .optPatience(0)
                    .optKeepWeights(true)
                    .build());
    assertEquals(
        "Cannot build CriticalRateTracker. catapults: expected at least 0, found -1; call"
            + " setCatapults, 0 for safe training. multiple: expected above 1 and at most 4, found"
            + " 1.0; 1.5 suits most. safeFraction: expected between 0 and 1, found 1.5; 0.7 suits"
            + " most. momentum: expected at least 0 and less than 1, found 1.0; give the"
            + " optimizer's, 0 for none. lossBound: expected a finite multiple above 1, found 0.0;"
            + " 10,000 suits most. keepWeights: expected no momentum, found 1.0; the velocity"
            + " cannot be put back: train without the one or the other. patience: expected at least"
            + " 1, found 0; call optPatience with a number of updates.",
        e.getMessage());
  }

  @Test
  void itSaysWhichOptimizersItDoesNotSuit() {
    assertTrue(CriticalRateTracker.unsuitedTo("Sgd").isEmpty());
    for (String name : new String[] {"Adam", "AdamW", "RmsProp", "Adagrad", "Adadelta"}) {
      assertEquals(
          name
              + " scales each gradient: its critical rate is that of the preconditioned Hessian,"
              + " not the one this tracker steers by. Take SGD",
          CriticalRateTracker.unsuitedTo(name).orElseThrow());
    }
    assertTrue(CriticalRateTracker.unsuitedTo("NesterovMomentum").isPresent());
  }

  @Test
  void itsSettingsAreDescribed() {
    assertEquals(
        "Component[name=CriticalRateTracker, parameters={catapults=3, multiple=1.5,"
            + " safeFraction=0.7, momentum=0.0, lossBound=10000.0, patience=30,"
            + " keepWeights=false, perBatch=false}]",
        CriticalRateTracker.builder().setCatapults(3).build().describe().toString());
  }
}
