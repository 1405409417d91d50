/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener takes for a step, in the loops that users write. */
class StepsOfATrainingTest {

  private static final Tracker FALLING = update -> 1f / (10 + update);

  private static Sgd.Builder sgd() {
    return Optimizer.sgd().setLearningRateTracker(FALLING);
  }

  private static CatapultListenerBuilder everyStep() {
    return CatapultListener.builder().optEvery(1);
  }

  private static List<Long> steps(WatchedRun run) {
    return run.trace().measurements().stream().map(Measurement::step).toList();
  }

  @Test
  void aResumedTrainingGoesOnCounting() {
    Optimizer optimizer = sgd().optBeginNumUpdate(100).build();
    WatchedRun run =
        WatchedRun.of(optimizer)
            .run((x, y) -> everyStep().setOptimizer(optimizer).setProbeData(x, y));
    assertEquals(List.of(100L, 101L, 102L, 103L, 104L, 105L, 106L), steps(run));
    for (int t = 0; t < 6; t++) {
      double[] moved = PlainMatrix.minus(run.witness().weights(t + 1), run.witness().weights(t));
      double[] gradient = run.witness().sights().get(t).gradient();
      double rate = run.at(100 + t).value(Quantity.LEARNING_RATE).orElseThrow();
      assertEquals(PlainMatrix.norm(moved) / PlainMatrix.norm(gradient), rate, 1e-3 * rate);
      assertEquals(1.0 / (111 + t), rate, 1e-8);
    }
  }

  @Test
  void withATrackerAloneEachBatchIsAStepFromTheFirstOneGiven() {
    WatchedRun run =
        WatchedRun.of(sgd().optBeginNumUpdate(50).build())
            .run((x, y) -> everyStep().setTracker(FALLING).optFirstStep(50).setProbeData(x, y));
    assertEquals(List.of(50L, 51L, 52L, 53L, 54L, 55L, 56L), steps(run));
    assertEquals(1.0 / 61, run.at(50).value(Quantity.LEARNING_RATE).orElseThrow(), 1e-8);
  }

  @Test
  void severalBatchesForOneUpdateAreOneStepMeasuredOnTheFirstOfThem() {
    Optimizer optimizer = sgd().build();
    WatchedRun run =
        WatchedRun.of(optimizer)
            .withLoop(
                (trainer, data, validation) -> {
                  for (int epoch = 0; epoch < 2; epoch++) {
                    int count = 0;
                    for (Batch batch : trainer.iterateDataset(data)) {
                      EasyTrain.trainBatch(trainer, batch);
                      if (++count != 1) { // batches 1 and 2 make one update, batch 3 another
                        trainer.step();
                      }
                      batch.close();
                    }
                  }
                })
            .run((x, y) -> everyStep().setOptimizer(optimizer).setProbeData(x, y));
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), steps(run));
    List<Witness.Sight> sights = run.witness().sights();
    assertEquals(6, sights.size());
    int[] firstOf = {0, 2, 3, 5};
    for (int t = 0; t < 4; t++) {
      Witness.Sight first = sights.get(firstOf[t]);
      Truth truth = new Truth(run.network(firstOf[t]), first.x(), first.y(), 1);
      double loss = run.at(t).value(Quantity.BATCH_LOSS).orElseThrow();
      assertEquals(truth.loss(), loss, 1e-5 * truth.loss());
      int next = t == 3 ? 6 : firstOf[t + 1];
      assertEquals(
          truth.projectedDifference(run.network(next)),
          run.at(t).value(Quantity.PROJECTED_DIFFERENCE).orElseThrow(),
          1e-5 * truth.loss());
    }
  }

  @Test
  void flushCompletesTheLastStepAtOnce() {
    Optimizer optimizer = sgd().build();
    CatapultListener[] listener = new CatapultListener[1];
    List<Integer> complete = new ArrayList<>();
    WatchedRun.of(optimizer)
        .withLoop(
            (trainer, data, validation) -> {
              Batch batch = trainer.iterateDataset(data).iterator().next();
              EasyTrain.trainBatch(trainer, batch);
              trainer.step();
              batch.close();
              complete.add(listener[0].trace().measurements().size());
              listener[0].flush();
              complete.add(listener[0].trace().measurements().size());
              listener[0].flush();
              assertTrue(listener[0].latest(Quantity.PROJECTED_DIFFERENCE).isPresent());
            })
        .run(
            (x, y) -> everyStep().setOptimizer(optimizer).setProbeData(x, y),
            built -> listener[0] = built);
    assertEquals(List.of(0, 1), complete);
  }

  @Test
  void aLoopThatTellsNoEpochsIsOneEpoch() {
    Optimizer optimizer = sgd().build();
    WatchedRun run =
        WatchedRun.of(optimizer)
            .withLoop(
                (trainer, data, validation) -> {
                  for (Batch batch : trainer.iterateDataset(data)) {
                    EasyTrain.trainBatch(trainer, batch);
                    trainer.step();
                    batch.close();
                  }
                })
            .run((x, y) -> everyStep().setOptimizer(optimizer).setProbeData(x, y));
    assertTrue(run.trace().measurements().stream().allMatch(m -> m.epoch() == 0));
  }

  @Test
  void withoutATrainingStepTheLastMeasurementStaysTheFirst() {
    Optimizer optimizer = sgd().build();
    WatchedRun run =
        WatchedRun.of(optimizer)
            .withLoop(
                (trainer, data, validation) -> {
                  Batch batch = trainer.iterateDataset(data).iterator().next();
                  EasyTrain.trainBatch(trainer, batch);
                  batch.close();
                })
            .run((x, y) -> everyStep().setOptimizer(optimizer).setProbeData(x, y));
    assertEquals(List.of(0L), steps(run));
    assertEquals(0, run.at(0).value(Quantity.PROJECTED_DIFFERENCE).orElseThrow(), 1e-7);
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
  }

  @Test
  void measuringTimeAndTrainingTimeOnlyGrow() {
    Optimizer optimizer = sgd().build();
    WatchedRun run =
        WatchedRun.of(optimizer)
            .run((x, y) -> everyStep().setOptimizer(optimizer).setProbeData(x, y));
    for (Quantity time : List.of(Quantity.MEASURING_TIME, Quantity.TRAINING_TIME)) {
      double[] values = run.trace().series(time).values();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      assertTrue(Arrays.equals(sorted, values));
      assertFalse(values[0] < 0);
      assertTrue(values[values.length - 1] > values[0]);
    }
    assertEquals(
        run.trace().footer().orElseThrow().measuringSeconds(),
        run.at(6).value(Quantity.MEASURING_TIME).orElseThrow(),
        0.5);
  }
}
