/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.detect.CatapultRule;
import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.schedule.Need;
import io.catapult.djl.schedule.WeightAction;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is detected in a file afterwards is what was detected in the training. */
class RecordedDynamicsTest {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("run.jsonl");
  }

  private WatchedRun train(Optimizer optimizer) {
    return WatchedRun.of(optimizer)
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(optimizer)
                    .setProbeData(x, y)
                    .optEvery(1)
                    .optTraceFile(file()));
  }

  /** The trace as it would be, had its lines been others. */
  private TrainingTrace read(UnaryOperator<List<String>> change) throws IOException {
    Path copy = folder.resolve("copy.jsonl");
    Files.write(copy, change.apply(Files.readAllLines(file())));
    return TrainingTrace.read(copy);
  }

  private TrainingTrace killed() throws IOException {
    TrainingTrace trace = read(lines -> lines.subList(0, lines.size() - 1));
    assertTrue(trace.footer().isEmpty());
    return trace;
  }

  @Test
  void theFooterOfAFileIsReadBack() throws IOException {
    DynamicsSummary seen =
        train(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.3f)).build())
            .listener()
            .summary();
    assertTrue(seen.count(CatapultRule.PROJECTED_LOSS).judged() > 0);
    assertEquals(seen, RecordedDynamics.summary(TrainingTrace.read(file())));
  }

  @Test
  void ofAKilledProcessEverythingIsDetectedAnew() throws IOException {
    Optimizer momentum =
        Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.3f)).optMomentum(0.5f).build();
    DynamicsSummary seen = train(momentum).listener().summary();
    assertTrue(seen.count(CatapultRule.KERNEL_CRITICAL_RATE).judged() > 0);
    assertFalse(seen.phases().isEmpty());
    assertEquals(seen, RecordedDynamics.summary(killed()));
    assertTrue(RecordedDynamics.hasCriticalRate(killed()));
  }

  @Test
  void theRatesOfAnAdaptiveOptimizerAreNotJudgedAfterwardsEither() throws IOException {
    Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.5f)).build();
    DynamicsSummary seen = train(adam).listener().summary();
    assertEquals(0, seen.count(CatapultRule.KERNEL_CRITICAL_RATE).judged());
    assertEquals(seen, RecordedDynamics.summary(killed()));
    assertFalse(RecordedDynamics.hasCriticalRate(killed()));
  }

  @Test
  void aSpikeThatRestoredWeightsEndedIsNoCatapultAfterwardsEither() throws IOException {
    ScriptedTracker tracker =
        new ScriptedTracker()
            .following(6)
            .acting(0, WeightAction.KEEP)
            .acting(3, WeightAction.RESTORE)
            .at(0, Need.LOSS, Need.CRITICAL_RATE);
    DynamicsSummary seen =
        train(Optimizer.sgd().setLearningRateTracker(tracker).build()).listener().summary();
    assertTrue(seen.spikes().values().stream().mapToLong(Long::longValue).sum() > 0);
    assertEquals(0, seen.spikes(Verdict.CATAPULT) + seen.spikes(Verdict.BAD_BATCH));
    TrainingTrace trace = killed();
    List<Object> restored =
        trace.events(TraceEvent.Kind.DECISION).stream()
            .map(event -> event.evidence().getOrDefault("weights put back", false))
            .toList();
    assertEquals(List.of(false, true), restored);
    assertEquals(seen, RecordedDynamics.summary(trace));
  }

  /** The footer then tells of the last part alone. */
  @Test
  void ofAResumedRunTheWholeIsDetected() throws IOException {
    train(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build());
    long parts = TrainingTrace.read(file()).measurements().size();
    DynamicsSummary last =
        train(
                Optimizer.sgd()
                    .setLearningRateTracker(Tracker.fixed(0.01f))
                    .optBeginNumUpdate(Math.toIntExact(parts))
                    .build())
            .listener()
            .summary();
    TrainingTrace trace = TrainingTrace.read(file());
    assertTrue(trace.footer().isPresent());
    assertEquals(parts, last.steps());
    assertEquals(2 * parts, RecordedDynamics.summary(trace).steps());
  }
}
