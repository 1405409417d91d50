/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.EasyTrain;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceFooter;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a listener measures, and what. */
class MeasuredStepsTest {

  private static final int STEPS = 6;

  /** What every measurement before an update holds. */
  private static final Set<Quantity> ALWAYS =
      EnumSet.of(
          Quantity.LEARNING_RATE,
          Quantity.PRECONDITIONED_THRESHOLD,
          Quantity.MEASURING_TIME,
          Quantity.TRAINING_TIME);

  @TempDir Path folder;

  private static WatchedRun train(UnaryOperator<CatapultListenerBuilder> settings) {
    return train(2, settings);
  }

  private static WatchedRun train(int epochs, UnaryOperator<CatapultListenerBuilder> settings) {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.05f)).build();
    WatchedRun run =
        WatchedRun.of(sgd)
            .withLoop((trainer, data, none) -> EasyTrain.fit(trainer, epochs, data, null))
            .run(
                (x, y) ->
                    settings.apply(
                        CatapultListener.builder().setOptimizer(sgd).setProbeData(x, y)));
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    return run;
  }

  private static List<Long> steps(WatchedRun run, Quantity quantity) {
    return Arrays.stream(run.trace().series(quantity).steps()).boxed().toList();
  }

  @Test
  void everyFourthStepAndTheLast() {
    WatchedRun run = train(builder -> builder.optEvery(4));
    assertEquals(List.of(0L, 4L, 6L), steps(run, Quantity.PROBE_NTK_NORM));
    assertEquals(List.of(0L, 4L), steps(run, Quantity.BATCH_NTK_NORM));
    assertEquals(List.of(0L, 4L), steps(run, Quantity.PROJECTED_DIFFERENCE));
  }

  @Test
  void givenStepsAndTheLast() {
    WatchedRun run = train(builder -> builder.optSchedule(MeasuringSchedule.at(3, 1)));
    assertEquals(List.of(1L, 3L, 6L), steps(run, Quantity.PROBE_LOSS));
    assertEquals(List.of(1L, 3L), steps(run, Quantity.BATCH_LOSS));
  }

  @Test
  void theBatchesHaveAScheduleOfTheirOwn() {
    WatchedRun run =
        train(builder -> builder.optEvery(4).optBatchSchedule(MeasuringSchedule.at(0, 1, 5)));
    assertEquals(List.of(0L, 4L, 6L), steps(run, Quantity.PROBE_LOSS));
    assertEquals(List.of(0L, 1L, 5L), steps(run, Quantity.PROJECTED_DIFFERENCE));
  }

  @Test
  void withoutTheBatchNothingOfItIsMeasured() {
    WatchedRun run = train(builder -> builder.optBatch(false).optEvery(1));
    for (Measurement measurement : run.trace().measurements()) {
      for (Quantity quantity : measurement.quantities()) {
        assertTrue(!quantity.id().startsWith("batch."), quantity::id);
      }
    }
    assertEquals(STEPS + 1, steps(run, Quantity.PROBE_NTK_NORM).size());
  }

  @Test
  void aPresetMeasuresWhatItSaysAndNothingElse() {
    for (MeasuringCost cost : MeasuringCost.values()) {
      Set<Quantity> expected = EnumSet.copyOf(ALWAYS);
      cost.instruments().forEach(instrument -> expected.addAll(instrument.measures()));
      expected.remove(Quantity.PRECONDITIONED_SHARPNESS); // gradient descent has none
      expected.remove(Quantity.AGOP_ALIGNMENT); // there is no reference
      expected.remove(Quantity.OUTPUT_LAYER_ANOMALY); // only where there is one
      WatchedRun run = train(builder -> builder.optCost(cost).optEvery(1));
      assertEquals(expected, run.at(2).quantities(), cost::name);
    }
  }

  @Test
  void anInstrumentIsAddedToAPreset() {
    WatchedRun run =
        train(
            builder ->
                builder
                    .optCost(MeasuringCost.FORWARD_PASS)
                    .addInstrument(Instrument.SHARPNESS_MIN)
                    .optEvery(3));
    assertEquals(List.of(0L, 3L, 6L), steps(run, Quantity.SHARPNESS_MIN));
    assertEquals(List.of(), steps(run, Quantity.SHARPNESS));
    assertEquals(List.of(), steps(run, Quantity.PROBE_NTK_NORM));
  }

  @Test
  void aBudgetMeasuresTheFirstStepAndTheLastAndSaysWhatItSpent() {
    WatchedRun run = train(builder -> builder.optOverheadBudget(1));
    List<Long> steps = steps(run, Quantity.PROBE_NTK_NORM);
    assertEquals(0L, steps.get(0));
    assertEquals(STEPS, steps.get(steps.size() - 1));
    TraceFooter footer = run.trace().footer().orElseThrow();
    assertTrue(footer.measuringSeconds() > 0);
    assertTrue(footer.trainingSeconds() > 0);
    assertEquals(footer.measuringSeconds() / footer.trainingSeconds(), footer.overhead());
    assertEquals(steps.size(), footer.measurements());
  }

  @Test
  void memoryIsBoundedAndTheFileHoldsEverything() throws IOException {
    Path file = folder.resolve("run.jsonl");
    WatchedRun run =
        train(
            8,
            builder ->
                builder
                    .optCost(MeasuringCost.FORWARD_PASS)
                    .optEvery(1)
                    .optMemoryLimit(6)
                    .optTraceFile(file));
    assertTrue(run.trace().measurements().size() <= 6);
    assertEquals(1, run.trace().events(TraceEvent.Kind.THINNED).size());
    assertEquals(25, TrainingTrace.read(file).measurements().size());
    assertEquals(25, run.trace().footer().orElseThrow().measurements());
  }

  @Test
  void aSmallerKernelHasFewerEigenvalues() {
    WatchedRun run = train(builder -> builder.optTopEigenspace(100).optEvery(1));
    Measurement now = run.at(0);
    assertEquals(WatchedRun.SAMPLES, now.values(Quantity.PROBE_NTK_EIGENVALUES).length);
    assertEquals(WatchedRun.SAMPLES, now.values(Quantity.PROBE_LOSS_TOP).length);
    assertEquals(WatchedRun.BATCH, now.values(Quantity.BATCH_NTK_EIGENVALUES).length);
    double whole = now.value(Quantity.PROBE_LOSS).orElseThrow();
    double[] top = now.values(Quantity.PROBE_LOSS_TOP);
    assertEquals(whole, top[WatchedRun.SAMPLES - 1], 1e-4 * whole);
  }
}
