/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed loop on a model that catapults, in closed form, and on one that cannot. */
class CriticalRateLoopTest {

  private static final int STEPS = 400;

  private final List<Double> rates = new ArrayList<>();
  private final List<Double> criticalRates = new ArrayList<>();
  private double highestLoss;

  private void train(CriticalRateTracker tracker, CatapultModel model) {
    for (int t = 0; t < STEPS; t++) {
      if (!tracker.needs(t).isEmpty()) {
        tracker.observe(model.observe(t));
      }
      double rate = tracker.getNewValue(t + 1);
      rates.add(rate);
      criticalRates.add(model.criticalRate());
      model.update(rate);
      highestLoss = Math.max(highestLoss, model.loss());
    }
  }

  private boolean above(int t) {
    return rates.get(t) > criticalRates.get(t);
  }

  /** The number of times the rate went from below the critical rate to above it. */
  private int crossings() {
    int count = 0;
    for (int t = 0; t < STEPS; t++) {
      if (above(t) && (t == 0 || !above(t - 1))) {
        count++;
      }
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5})
  void itMakesAsManyCatapultsAsItWasTold(int catapults) {
    CriticalRateTracker tracker = CriticalRateTracker.builder().setCatapults(catapults).build();
    CatapultModel model = new CatapultModel(1000, 1, 4);

    train(tracker, model);

    assertEquals(catapults, tracker.catapults());
    assertEquals(catapults, crossings());
    assertTrue(model.loss() < 1e-6, "loss at the end " + model.loss());
  }

  @Test
  void theKernelIsFlatterAfterEachCatapult() {
    CriticalRateTracker one = CriticalRateTracker.builder().setCatapults(1).build();
    CriticalRateTracker two = CriticalRateTracker.builder().setCatapults(2).build();
    CatapultModel once = new CatapultModel(1000, 1, 4);
    CatapultModel twice = new CatapultModel(1000, 1, 4);

    train(one, once);
    train(two, twice);

    assertTrue(once.lambda() < 4, "after one " + once.lambda());
    assertTrue(twice.lambda() < once.lambda(), "after two " + twice.lambda());
  }

  @Test
  void afterTheLastCatapultItStaysAtTheSafeFraction() {
    CriticalRateTracker tracker =
        CriticalRateTracker.builder().setCatapults(2).optSafeFraction(0.5).build();

    train(tracker, new CatapultModel(1000, 1, 4));

    for (int t = STEPS - 100; t < STEPS; t++) {
      assertEquals(0.5 * criticalRates.get(t), rates.get(t), 1e-3 * criticalRates.get(t));
    }
  }

  @Test
  void safeTrainingNeverCrosses() {
    train(CriticalRateTracker.safe(0.9), new CatapultModel(1000, 1, 4));

    assertEquals(0, crossings());
    assertEquals(0.9 * criticalRates.get(0), rates.get(0), 1e-6);
  }

  @Test
  void theDivergenceOfALinearModelIsStoppedAndIsNoCatapult() {
    CriticalRateTracker tracker = CriticalRateTracker.builder().setCatapults(3).build();
    CatapultModel model = CatapultModel.linear(1, 4);

    train(tracker, model);

    double growth = Math.pow(1 - 2 * 1.5, 2);
    assertEquals(0, tracker.catapults());
    assertTrue(highestLoss <= growth * 1e4 * 0.5, "highest loss " + highestLoss);
    assertTrue(model.loss() < 1e-6, "loss at the end " + model.loss());
    assertTrue(
        tracker.takeDecisions().stream()
            .anyMatch(d -> d.words().startsWith("No catapult, the network is no flatter: from")));
  }

  @Test
  void itAsksForAMeasurementAtEachUpdateOfACatapultAndRarelyElse() {
    CriticalRateTracker tracker = CriticalRateTracker.builder().setCatapults(1).build();
    CatapultModel model = new CatapultModel(1000, 1, 4);
    int measured = 0;
    for (int t = 0; t < STEPS; t++) {
      if (!tracker.needs(t).isEmpty()) {
        tracker.observe(model.observe(t));
        measured++;
      }
      double rate = tracker.getNewValue(t + 1);
      assertTrue(rate < model.criticalRate() || tracker.needs(t + 1L).contains(Need.CRITICAL_RATE));
      model.update(rate);
    }
    assertTrue(measured < STEPS / 10 + 40, "measured " + measured);
  }

  @Test
  void aGapInTheMeasurementsLowersTheRateAndCostsNoCatapult() {
    CriticalRateTracker tracker = CriticalRateTracker.builder().setCatapults(2).build();
    CatapultModel model = new CatapultModel(1000, 1, 4);
    double lastCritical = model.criticalRate();
    for (int t = 0; t < STEPS; t++) {
      boolean gap = t >= 3 && t < 6;
      if (!gap && !tracker.needs(t).isEmpty()) {
        tracker.observe(model.observe(t));
        lastCritical = model.criticalRate();
      }
      double rate = tracker.getNewValue(t + 1);
      assertTrue(!gap || rate < lastCritical, "rate without a measurement " + rate);
      model.update(rate);
    }
    assertEquals(2, tracker.catapults());
  }
}
