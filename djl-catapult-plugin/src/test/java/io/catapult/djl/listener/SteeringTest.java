/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.schedule.CountingTracker;
import io.catapult.djl.schedule.Need;
import io.catapult.djl.schedule.Observation;
import io.catapult.djl.schedule.WeightAction;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A tracker that decides by measurements gets them, and has its way with the weights. */
class SteeringTest {

  private static WatchedRun train(WatchedRun run, Optimizer optimizer, MeasuringCost cost) {
    return run.run(
        (x, y) ->
            CatapultListener.builder()
                .setOptimizer(optimizer)
                .setProbeData(x, y)
                .optCost(cost)
                .optSchedule(MeasuringSchedule.at(1_000)));
  }

  private static Sgd.Builder sgd(Tracker tracker) {
    return Optimizer.sgd().setLearningRateTracker(tracker);
  }

  @Test
  void whatIsNeededIsMeasuredAndObservedOnceBeforeItsUpdate() {
    ScriptedTracker tracker = new ScriptedTracker().at(1, Need.values()).at(4, Need.values());
    Optimizer momentum = sgd(tracker).optMomentum(0.5f).build();
    WatchedRun run = train(WatchedRun.of(momentum), momentum, MeasuringCost.ONE_STEP);
    assertEquals(List.of(1L, 4L), tracker.observations().stream().map(Observation::step).toList());
    for (Observation seen : tracker.observations()) {
      int t = Math.toIntExact(seen.step());
      Truth probe = new Truth(run.network(t), run.probeX(), run.probeY(), 1);
      Witness.Sight sight = run.witness().sights().get(t);
      Truth batch = new Truth(run.network(t), sight.x(), sight.y(), 1);
      near(probe.loss(), seen.loss());
      near(probe.eigenvalues(1)[0], seen.kernelNorm());
      near(probe.criticalRate(), seen.criticalRate()); // without the factor of momentum
      near(batch.loss(), seen.batchLoss());
      near(batch.criticalRate(), seen.batchCriticalRate());
      List<String> calls = tracker.calls();
      assertTrue(calls.indexOf("observe " + t) < calls.indexOf("rate " + t));
      assertTrue(calls.indexOf("observe " + t) > calls.lastIndexOf("rate " + (t - 1)));
      near(1.5 * probe.criticalRate(), value(run, t, Quantity.PROBE_CRITICAL_RATE_KERNEL));
      near(
          batch.projectedDifference(run.network(t + 1)),
          value(run, t, Quantity.PROJECTED_DIFFERENCE));
    }
  }

  private static double value(WatchedRun run, int t, Quantity quantity) {
    return run.at(t).value(quantity).orElseThrow();
  }

  private static void near(double truth, double found) {
    assertEquals(truth, found, 1e-4 * Math.abs(truth));
  }

  @Test
  void whatIsNotNeededIsNotMeasured() {
    ScriptedTracker tracker =
        new ScriptedTracker().at(0, Need.LOSS).at(2, Need.CRITICAL_RATE).at(3, Need.BATCH_LOSS);
    Optimizer sgd = sgd(tracker).build();
    train(WatchedRun.of(sgd), sgd, MeasuringCost.FORWARD_PASS);
    Observation loss = tracker.observations().get(0);
    assertTrue(loss.loss() > 0);
    assertTrue(Double.isNaN(loss.criticalRate()) && Double.isNaN(loss.batchLoss()));
    Observation critical = tracker.observations().get(1);
    assertTrue(critical.criticalRate() > 0);
    assertTrue(Double.isNaN(critical.batchLoss()) && Double.isNaN(critical.batchCriticalRate()));
    Observation batch = tracker.observations().get(2);
    assertTrue(batch.batchLoss() > 0);
    assertTrue(Double.isNaN(batch.loss()) && Double.isNaN(batch.kernelNorm()));
  }

  @Test
  void restoredWeightsAreThoseKeptToTheBitAndTheUpdateIsMadeFromThere() {
    ScriptedTracker tracker =
        new ScriptedTracker().acting(1, WeightAction.KEEP).acting(4, WeightAction.RESTORE);
    Optimizer sgd = sgd(tracker).build();
    Witness after = new Witness();
    WatchedRun run = train(WatchedRun.of(sgd).withListener(after), sgd, MeasuringCost.FORWARD_PASS);
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    double[] kept = run.witness().weights(1);
    assertFalse(Arrays.equals(kept, run.witness().weights(4)));
    assertArrayEquals(kept, after.weights(4));
    assertArrayEquals(new double[kept.length], after.sights().get(4).gradient());
    assertArrayEquals(kept, run.witness().weights(5)); // an update by no gradient
    assertFalse(Arrays.equals(kept, run.witness().weights(6)));
    assertArrayEquals(run.witness().weights(3), after.weights(3));
  }

  @Test
  void restoringWithoutACopyLeavesTheWeights() {
    ScriptedTracker tracker = new ScriptedTracker().acting(2, WeightAction.RESTORE);
    Optimizer sgd = sgd(tracker).build();
    Witness after = new Witness();
    WatchedRun run = train(WatchedRun.of(sgd).withListener(after), sgd, MeasuringCost.FORWARD_PASS);
    assertArrayEquals(run.witness().weights(2), after.weights(2));
    assertTrue(PlainMatrix.norm(after.sights().get(2).gradient()) > 0);
  }

  @Test
  void decisionsBecomeEvents() {
    ScriptedTracker tracker = new ScriptedTracker().at(0, Need.LOSS).at(3, Need.LOSS);
    Optimizer sgd = sgd(tracker).build();
    WatchedRun run = train(WatchedRun.of(sgd), sgd, MeasuringCost.FORWARD_PASS);
    List<TraceEvent> events = run.trace().events(TraceEvent.Kind.DECISION);
    assertEquals(
        List.of("decided at 0", "decided at 3"), events.stream().map(TraceEvent::words).toList());
    assertEquals(3, events.get(1).step());
    assertEquals(tracker.observations().get(1).loss(), events.get(1).evidence().get("loss"));
    assertEquals(2, run.listener().events(TraceEvent.Kind.DECISION));
    assertEquals(
        new Component("scripted", Map.of("rate", 0.05)),
        run.trace().header().training().schedule());
  }

  @Test
  void aTrackerInsideACounterIsHeardToo() {
    ScriptedTracker tracker = new ScriptedTracker().at(2, Need.LOSS);
    Optimizer sgd = sgd(CountingTracker.of(tracker)).build();
    train(WatchedRun.of(sgd), sgd, MeasuringCost.FORWARD_PASS);
    assertEquals(1, tracker.observations().size());
  }

  private static FailingWatch.Outcome trainWith(Supplier<ScriptedTracker> tracker) {
    return FailingWatch.train(
        () -> sgd(tracker.get()).build(), WatchedRun::of, builder -> builder, () -> null);
  }

  @Test
  void aTrackerThatThrowsIsToldOnceAndTheTrainingGoesOn() {
    FailingWatch.Outcome outcome =
        trainWith(
            () ->
                new ScriptedTracker() {
                  @Override
                  public Set<Need> needs(long step) {
                    return Set.of(Need.LOSS);
                  }

                  @Override
                  public void observe(Observation observation) {
                    throw new IllegalStateException("no idea what to do");
                  }
                });
    TraceEvent failure = outcome.only();
    assertTrue(failure.words().contains("the learning-rate tracker failed"), failure::words);
    assertTrue(failure.words().contains("no idea what to do"), failure::words);
    String counts = outcome.run().trace().footer().orElseThrow().summary().toString();
    assertTrue(counts.contains("IllegalStateException=6"), counts);
  }

  @Test
  void aTrackerThatDoesNotKnowItsNeedsIsToldOnceAndAllElseIsMeasured() {
    FailingWatch.Outcome outcome =
        trainWith(
            () ->
                new ScriptedTracker() {
                  @Override
                  public Set<Need> needs(long step) {
                    throw new IllegalStateException("no idea what to ask");
                  }
                });
    assertTrue(outcome.only().words().contains("no idea what to ask"));
    assertEquals(7, outcome.run().trace().series(Quantity.PROBE_LOSS).steps().length);
  }

  @Test
  void whatCannotBeMeasuredIsNotANumberToTheTrackerAndADivergedLossInfinite() {
    ScriptedTracker tracker = new ScriptedTracker().at(2, Need.values());
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            () -> sgd(tracker).build(),
            sgd -> WatchedRun.of(sgd).withLoop(SteeringTest::spoilAndFit),
            builder -> builder.optSchedule(MeasuringSchedule.at(1_000)),
            () -> null);
    outcome.assertTold();
    Observation seen = tracker.observations().get(0);
    assertEquals(Double.POSITIVE_INFINITY, seen.loss());
    assertTrue(Double.isNaN(seen.criticalRate()));
    assertTrue(Double.isNaN(seen.kernelNorm()) && Double.isNaN(seen.batchCriticalRate()));
  }

  /** One epoch with sound weights, one with a weight that is infinite. */
  private static void spoilAndFit(Trainer trainer, ArrayDataset data, ArrayDataset validation)
      throws Exception {
    int seen = 0;
    for (Batch batch : trainer.iterateDataset(data)) {
      if (++seen == 2) {
        NDArray bias = trainer.getModel().getBlock().getParameters().valueAt(3).getArray();
        try (NDArray infinite = bias.onesLike().muli(Float.POSITIVE_INFINITY)) {
          infinite.copyTo(bias);
        }
      }
      Training.step(trainer, batch);
    }
  }
}
