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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.features.Agop;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What fails in a listener is told once, and the training goes on as if nobody had watched. */
class FailingMeasurementsTest {

  @Test
  void anAgopReferenceClosedInMidRunCostsTheAlignmentAlone() {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      Deque<Agop> references = new ArrayDeque<>();
      FailingWatch.Outcome outcome =
          FailingWatch.train(
              sgd -> {
                references.push(Agop.ofMatrix(manager.eye(WatchedRun.INPUTS)));
                return WatchedRun.of(sgd).withListener(after(3, t -> references.pop().close()));
              },
              builder -> builder.optAgop(references.peek()));
      TraceEvent failure = outcome.only();
      assertTrue(failure.words().contains("the AGOP failed; the training goes on"));
      assertEquals("the AGOP", failure.evidence().get("what"));
      assertEquals(3, outcome.run().trace().series(Quantity.AGOP_ALIGNMENT).steps().length);
      assertEquals(7, outcome.run().trace().series(Quantity.PROBE_NTK_NORM).steps().length);
      Map<String, Object> summary = outcome.run().trace().footer().orElseThrow().summary();
      assertTrue(summary.get("failures").toString().contains("the AGOP"), summary::toString);
      assertTrue(summary.get("failures").toString().contains("=4"), summary::toString);
    }
  }

  @Test
  void aModelThatBecomesNanIsToldOncePerKindAndTrainedOn() {
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            sgd -> WatchedRun.of(sgd).withListener(after(2, FailingMeasurementsTest::spoil)),
            builder -> builder.optCost(MeasuringCost.EVERYTHING));
    outcome.assertTold();
    assertFalse(outcome.failures().isEmpty());
    assertTrue(
        outcome.failures().get(0).words().contains("the training has diverged"),
        outcome.failures()::toString);
    assertEquals(2, outcome.run().trace().series(Quantity.PROBE_NTK_NORM).steps().length);
    assertTrue(outcome.run().trace().footer().isPresent());
    assertEquals(1, outcome.run().listener().summary().spikes(Verdict.DIVERGENCE));
  }

  @Test
  void aModelThatIsNanFromTheStartIsTrainedAndHasATrace() {
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            sgd ->
                WatchedRun.of(sgd)
                    .withLoop(
                        (trainer, data, validation) -> {
                          spoil(trainer);
                          EasyTrain.fit(trainer, 2, data, validation);
                        }),
            builder -> builder);
    assertTrue(outcome.only().words().contains("NaN or infinite entries in parameter"));
    assertTrue(outcome.run().trace().measurements().isEmpty());
    assertEquals("Sgd", name(outcome.run().trace().header().training().optimizer().name()));
  }

  private static String name(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  @Test
  void aLossThatFailsOutsideTrainingIsToldAndTheNormsAreMeasuredYet() {
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            sgd -> WatchedRun.of(sgd).withLoss(new Moody(WatchedRun.BATCH)),
            builder -> builder.addInstrument(Instrument.PROBE_SHARPNESS));
    outcome.assertTold();
    assertFalse(outcome.failures().isEmpty());
    assertTrue(outcome.failures().stream().allMatch(f -> f.words().contains("moody")));
    assertEquals(7, outcome.run().trace().series(Quantity.PARAMETER_NORM).steps().length);
    assertEquals(6, outcome.run().trace().series(Quantity.BATCH_NTK_NORM).steps().length);
  }

  @Test
  void probeLabelsThatDoNotSuitTheLossCostTheProbeAlone() {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      NDArray x = manager.ones(new Shape(5, WatchedRun.INPUTS));
      NDArray y = manager.ones(new Shape(5, 4));
      FailingWatch.Outcome outcome =
          FailingWatch.train(WatchedRun::of, builder -> builder.setProbeData(x, y));
      outcome.assertTold();
      assertFalse(outcome.failures().isEmpty());
      assertEquals(7, outcome.run().trace().series(Quantity.PARAMETER_NORM).steps().length);
      assertEquals(6, outcome.run().trace().series(Quantity.BATCH_NTK_NORM).steps().length);
      assertEquals(6, outcome.run().trace().series(Quantity.LEARNING_RATE).steps().length);
    }
  }

  @Test
  void probeInputsThatDoNotSuitTheModelCostTheProbeAlone() {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      NDArray x = manager.ones(new Shape(5, WatchedRun.INPUTS + 1));
      NDArray y = manager.ones(new Shape(5, 1));
      FailingWatch.Outcome outcome =
          FailingWatch.train(WatchedRun::of, builder -> builder.setProbeData(x, y));
      outcome.assertTold();
      assertFalse(outcome.failures().isEmpty());
      assertEquals(7, outcome.run().trace().series(Quantity.PARAMETER_NORM).steps().length);
      assertEquals(6, outcome.run().trace().series(Quantity.BATCH_NTK_NORM).steps().length);
    }
  }

  @Test
  void aScheduleThatThrowsIsToldOnce() {
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            WatchedRun::of,
            builder ->
                builder.optSchedule(
                    MeasuringSchedule.when(
                        "never works",
                        step -> {
                          throw new UnsupportedOperationException("no schedule today");
                        })));
    assertTrue(outcome.only().words().contains("the schedule failed"));
    assertTrue(outcome.only().words().contains("no schedule today"));
  }

  @Test
  void anErrorOfTheMachineIsKeptAwayToo() {
    FailingWatch.Outcome outcome =
        FailingWatch.train(
            WatchedRun::of,
            builder ->
                builder.optSchedule(
                    MeasuringSchedule.when(
                        "overflows",
                        step -> {
                          throw new StackOverflowError();
                        })));
    assertEquals("java.lang.StackOverflowError", outcome.only().evidence().get("exception"));
  }

  @Test
  void theOptimizerOfAnotherTrainingIsToldAndNothingIsMeasured() {
    FailingWatch.Outcome outcome =
        FailingWatch.train(WatchedRun::of, builder -> builder.setOptimizer(FailingWatch.sgd()));
    String words = outcome.only().words();
    assertTrue(words.contains("Expected the optimizer that the trainer updates by"), words);
    assertTrue(words.contains("give setOptimizer the one of the training configuration"), words);
    assertTrue(outcome.run().trace().measurements().isEmpty());
  }

  @Test
  void aTrackerWithoutANameIsDescribedAllTheSame() {
    Tracker nameless =
        new Tracker() {
          @Override
          public float getNewValue(int numUpdate) {
            return 0.05f;
          }
        };
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(nameless).build();
    WatchedRun run =
        WatchedRun.of(sgd)
            .run((x, y) -> CatapultListener.builder().setOptimizer(sgd).setProbeData(x, y));
    assertEquals(List.of(), run.trace().events(TraceEvent.Kind.FAILURE));
    assertFalse(run.trace().header().training().schedule().name().isBlank());
  }

  /** A listener that does something after the given number of batches. */
  private static TrainingListenerAdapter after(int batches, Consumer<Trainer> act) {
    return new TrainingListenerAdapter() {
      private int seen;

      @Override
      public void onTrainingBatch(Trainer trainer, BatchData data) {
        if (++seen == batches) {
          act.accept(trainer);
        }
      }
    };
  }

  private static void spoil(Trainer trainer) {
    for (Parameter parameter : trainer.getModel().getBlock().getParameters().values()) {
      NDArray array = parameter.getArray();
      try (NDArray nan = array.onesLike().muli(Float.NaN)) {
        nan.copyTo(array);
      }
    }
  }

  /** A squared loss that throws for any other number of samples than a batch has. */
  private static final class Moody extends Loss {

    private final int samples;

    Moody(int samples) {
      super("moody");
      this.samples = samples;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
      NDArray f = predictions.singletonOrThrow();
      if (f.getShape().get(0) != samples) {
        throw new IllegalStateException("a moody loss");
      }
      return f.sub(labels.singletonOrThrow()).square().mean();
    }
  }
}
