/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ArrayHash;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TrainingDescription;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a training, in memory and in its file. */
class TraceOfATrainingTest {

  private static final Tracker RATE = Tracker.fixed(0.01f);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("run.jsonl");
  }

  private static Optimizer optimizer(int begin) {
    return Optimizer.sgd()
        .setLearningRateTracker(RATE)
        .optMomentum(0.25f)
        .optWeightDecays(0.125f)
        .optBeginNumUpdate(begin)
        .build();
  }

  private WatchedRun train(int begin) {
    Optimizer optimizer = optimizer(begin);
    return WatchedRun.of(optimizer)
        .withLoss(Loss.l2Loss("half", 0.75f))
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(optimizer)
                    .setProbeData(x, y)
                    .optEvery(2)
                    .optBatchSchedule(MeasuringSchedule.every(1))
                    .optTopEigenspace(3)
                    .optMemoryLimit(50)
                    .optTraceFile(file()));
  }

  @Test
  void theHeaderHoldsWhatTheTrainingRanOn() {
    RunEnvironment environment = train(0).trace().header().environment();
    assertTrue(
        environment
            .versions()
            .keySet()
            .containsAll(Set.of("java", "os", "arch", "djl", "pytorch", "plugin")));
    assertEquals("cpu()", environment.device());
    assertTrue(environment.threads() >= 1);
    assertEquals(OptionalLong.of(11), environment.seed());
  }

  @Test
  void theHeaderHoldsModelOptimizerScheduleAndLoss() {
    TrainingDescription training = train(0).trace().header().training();
    assertEquals("model", training.model().name());
    assertTrue(training.model().structure().contains("Linear"));
    assertEquals(List.of(8L, 3L), training.model().parameters().get(0).shape());
    assertEquals(3 * 8 + 8 + 8 + 1, training.model().trainableCount());
    Map<String, Object> settings = training.optimizer().parameters();
    assertTrue(training.optimizer().name().endsWith("Sgd"));
    assertEquals(0.25, settings.get("momentum"));
    assertEquals(0.125, settings.get("weightDecays"));
    assertTrue(settings.toString().contains("0.01"), settings::toString);
    assertTrue(training.schedule().name().contains("Fixed"), training.schedule()::toString);
    assertTrue(training.schedule().parameters().containsValue(0.01));
    assertEquals("half", training.loss().name());
    assertEquals(0.75, training.loss().parameters().get("weight"));
    assertEquals("ai.djl.training.loss.L2Loss", training.loss().parameters().get("class"));
  }

  @Test
  void theHeaderHoldsTheProbeDataAndTheListenersSettings() {
    List<String> hash = new ArrayList<>();
    Optimizer optimizer = optimizer(0);
    WatchedRun run =
        WatchedRun.of(optimizer)
            .run(
                (x, y) -> {
                  hash.add(hash(x, y));
                  return CatapultListener.builder().setOptimizer(optimizer).setProbeData(x, y);
                });
    TraceHeader header = run.trace().header();
    assertEquals(hash.get(0), header.probe().sha256());
    assertEquals(WatchedRun.SAMPLES, header.probe().samples());
    assertEquals(List.of(List.of(12L, 3L), List.of(12L, 1L)), header.probe().shapes());
    assertEquals(
        Map.of("overhead budget", Map.of("share", 0.1)), header.settings().get("measured"));
    Map<String, Object> settings = train(0).trace().header().settings();
    assertEquals(Map.of("every", Map.of("steps", 2L)), settings.get("measured"));
    assertEquals(Map.of("every", Map.of("steps", 1L)), settings.get("batches measured"));
    assertEquals(3L, settings.get("top eigenspace"));
    assertEquals(50L, settings.get("memory limit"));
    assertTrue(settings.get("instruments").toString().contains("PROBE_KERNEL"));
    assertEquals(2.5, settings.get("critical rate times largest eigenvalue"));
  }

  private static String hash(NDArray x, NDArray y) {
    return ArrayHash.sha256(new NDList(x), new NDList(y));
  }

  @Test
  void theFileHoldsWhatMemoryHolds() throws IOException {
    TrainingTrace memory = train(0).trace();
    TrainingTrace read = TrainingTrace.read(file());
    assertEquals(memory.header(), read.header());
    assertEquals(memory.measurements(), read.measurements());
    assertEquals(memory.events(), read.events());
    assertEquals(memory.footer(), read.footer());
    assertEquals(List.of(), read.warnings());
    assertEquals(7, read.measurements().size());
    assertEquals(6, read.footer().orElseThrow().lastStep());
  }

  @Test
  void theFileIsWrittenAsTheTrainingGoesOn() {
    List<Integer> lines = new ArrayList<>();
    Optimizer optimizer = optimizer(0);
    TrainingListenerAdapter peeking =
        new TrainingListenerAdapter() {
          @Override
          public void onTrainingBatch(Trainer trainer, BatchData data) {
            try {
              TrainingTrace soFar = TrainingTrace.read(file());
              lines.add(soFar.measurements().size());
              assertFalse(soFar.footer().isPresent());
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    WatchedRun.of(optimizer)
        .withListener(peeking)
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(optimizer)
                    .setProbeData(x, y)
                    .optEvery(1)
                    .optTraceFile(file()));
    // A step is complete when its update has been seen; the end of an epoch sees it too.
    assertEquals(List.of(0, 1, 2, 3, 4, 5), lines);
  }

  @Test
  void aResumedTrainingAppends() throws IOException {
    train(0);
    TrainingTrace memory = train(6).trace();
    TrainingTrace read = TrainingTrace.read(file());
    assertEquals(
        LongStream.rangeClosed(0, 12).boxed().toList(),
        read.measurements().stream().map(Measurement::step).toList());
    assertEquals(1, read.events(TraceEvent.Kind.RESUMED).size());
    TraceEvent resumed = read.events(TraceEvent.Kind.RESUMED).get(0);
    assertEquals(6, resumed.step());
    assertTrue(resumed.words().contains("beginNumUpdate was 0, is 6"), resumed::words);
    assertEquals(resumed, memory.events(TraceEvent.Kind.RESUMED).get(0));
    assertEquals(7, memory.measurements().size());
    assertEquals(12, read.footer().orElseThrow().lastStep());
  }
}
