/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.schedule.CountingTracker;
import io.catapult.djl.schedule.Need;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From its first batch to its end and after, and what a listener tells others. */
class LifeOfAListenerTest {

  private static CatapultListenerBuilder every(Optimizer optimizer) {
    return CatapultListener.builder().setOptimizer(optimizer).optEvery(1);
  }

  private static Optimizer sgd() {
    return FailingWatch.sgd();
  }

  @Test
  void closedInMidTrainingItEndsItsTraceAndWatchesNoMore() {
    Optimizer optimizer = sgd();
    CatapultListener[] listener = new CatapultListener[1];
    WatchedRun run =
        WatchedRun.of(optimizer)
            .withListener(
                new TrainingListenerAdapter() {
                  @Override
                  public void onEpoch(Trainer trainer) {
                    listener[0].close();
                  }
                })
            .run((x, y) -> every(optimizer).setProbeData(x, y), built -> listener[0] = built);
    assertEquals(6, run.witness().sights().size());
    assertEquals(4, run.trace().measurements().size());
    assertEquals(3, run.trace().footer().orElseThrow().lastStep());
    assertTrue(run.trace().events(TraceEvent.Kind.FAILURE).isEmpty());
    run.listener().close();
    run.listener().flush();
    assertEquals(4, run.trace().measurements().size());
    assertEquals(run.listener().summary(), run.listener().summary());
  }

  @Test
  void closedBeforeTheTrainingItWatchesNothing() {
    Optimizer optimizer = sgd();
    WatchedRun run =
        WatchedRun.of(optimizer)
            .run((x, y) -> every(optimizer).setProbeData(x, y), CatapultListener::close);
    assertEquals(6, run.witness().sights().size());
    assertThrows(IllegalStateException.class, run::trace);
  }

  @Test
  void aSecondTrainerIsNotItsBusiness() {
    Optimizer first = sgd();
    Optimizer second = sgd();
    WatchedRun run =
        WatchedRun.of(first)
            .withLoop(
                (trainer, data, validation) -> {
                  EasyTrain.fit(trainer, 1, data, validation);
                  CatapultListener watching = listener(trainer);
                  WatchedRun.of(second)
                      .withListener(watching)
                      .run((x, y) -> every(second).setProbeData(x, y));
                  assertEquals(3, watching.trace().measurements().size());
                  EasyTrain.fit(trainer, 1, data, validation);
                })
            .run((x, y) -> every(first).setProbeData(x, y));
    assertEquals(7, run.trace().measurements().size());
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
  }

  private static CatapultListener listener(Trainer trainer) {
    List<CatapultListener> found = new ArrayList<>();
    trainer.notifyListeners(
        (TrainingListener each) -> {
          if (each instanceof CatapultListener watching) {
            found.add(watching);
          }
        });
    return found.get(0);
  }

  @Test
  void aLoopWithoutEasyTrainTellsItOfTheBatchItself() {
    Optimizer optimizer = sgd();
    CatapultListener[] listener = new CatapultListener[1];
    WatchedRun run =
        WatchedRun.of(optimizer)
            .withLoop(
                (trainer, data, validation) -> {
                  for (Batch batch : trainer.iterateDataset(data)) {
                    try (var collector = trainer.newGradientCollector()) {
                      NDList outputs = trainer.forward(batch.getData());
                      collector.backward(trainer.getLoss().evaluate(batch.getLabels(), outputs));
                    }
                    listener[0].onTrainingBatch(
                        trainer, new TrainingListener.BatchData(batch, Map.of(), Map.of()));
                    trainer.step();
                    batch.close();
                  }
                })
            .run((x, y) -> every(optimizer).setProbeData(x, y), built -> listener[0] = built);
    assertEquals(4, run.trace().measurements().size());
    assertEquals(3, run.trace().series(Quantity.PROJECTED_DIFFERENCE).steps().length);
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
  }

  @Test
  void theLatestNumbersAndTheTraceCanBeReadWhileItTrains() {
    Optimizer optimizer = sgd();
    CatapultListener[] listener = new CatapultListener[1];
    List<Double> latest = new ArrayList<>();
    List<TrainingTrace> traces = new ArrayList<>();
    WatchedRun run =
        WatchedRun.of(optimizer)
            .withListener(
                new TrainingListenerAdapter() {
                  @Override
                  public void onEpoch(Trainer trainer) {
                    latest.add(listener[0].latest(Quantity.PROBE_LOSS).orElseThrow());
                    traces.add(listener[0].trace());
                  }
                })
            .run((x, y) -> every(optimizer).setProbeData(x, y), built -> listener[0] = built);
    double[] losses = run.trace().series(Quantity.PROBE_LOSS).values();
    assertEquals(List.of(losses[2], losses[5]), latest);
    assertEquals(List.of(3, 6), traces.stream().map(t -> t.measurements().size()).toList());
    assertEquals(losses[6], run.listener().latest(Quantity.PROBE_LOSS).orElseThrow());
    assertTrue(run.listener().latest(Quantity.SHARPNESS).isEmpty());
  }

  /** Gradient descent at 1.5 times the critical rate, in the papers' parametrisation. */
  @Test
  void aCatapultIsAnEventAndIsToldToTheTracker() {
    ScriptedTracker scripted = new ScriptedTracker().at(0, Need.CRITICAL_RATE).following(1.5);
    CountingTracker counting = CountingTracker.of(scripted);
    Optimizer optimizer = Optimizer.sgd().setLearningRateTracker(counting).build();
    SequentialBlock network = Networks.fullyConnected().setDepth(2).setWidth(256).build();
    Training.Result result =
        Training.of(network, optimizer, new Shape(4))
            .run(
                (x, y) -> every(optimizer).setProbeData(x, y).build(),
                LifeOfAListenerTest::descend);
    CatapultListener listener = result.listener();
    List<TraceEvent> spikes = listener.trace().events(TraceEvent.Kind.SPIKE);
    assertEquals(1, listener.summary().spikes(Verdict.CATAPULT), spikes::toString);
    assertEquals(1, spikes.size());
    assertEquals(1, listener.events(TraceEvent.Kind.SPIKE));
    assertEquals(1, counting.catapults());
    assertEquals(counting.steps(), scripted.catapults());
    assertEquals(0, listener.events(TraceEvent.Kind.FAILURE));
    String summary = listener.trace().footer().orElseThrow().summary().get("spikes").toString();
    assertTrue(summary.contains("catapult=1"), summary);
  }

  private static void descend(Trainer trainer, ArrayDataset data) throws Exception {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      for (int step = 0; step < 60; step++) {
        BatchSampler all = new BatchSampler(new SequenceSampler(), Training.SAMPLES);
        Training.step(trainer, data.getData(manager, all).iterator().next());
      }
    }
  }
}
