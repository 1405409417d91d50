/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.data.DenseDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.regression.Regressor;

class WatchedTrainingTest {

  private static final double ROUNDING = 1e-5;

  private final DenseDataset<Regressor> data = Tasks.products();
  private final DenseDataset<Regressor> held = Tasks.products(30, 1, 2);

  private static WatchSpec losses(int every) {
    return WatchSpec.builder()
        .optProbeSamples(0)
        .optCost(MeasuringCost.FORWARD_PASS)
        .optEvery(every)
        .build();
  }

  /** The papers' loss of a model on data. */
  private static double loss(DjlModel<Regressor> model, DenseDataset<Regressor> on) {
    double[] f = Tasks.values(model, on);
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      double residual = f[i] - on.getOutput(i).getValues()[0];
      sum += residual * residual;
    }
    return sum / f.length;
  }

  @Test
  void theLastMeasurementIsOfTheModelThatIsReturned() {
    DjlModel<Regressor> model =
        Tasks.regression()
            .optWatch(losses(7))
            .build()
            .train(TrainingData.of(data).withValidation(held));
    TrainingTrace trace = model.getTrainingTrace().orElseThrow();
    double train = loss(model, data);
    assertEquals(40, model.getSteps().orElseThrow());
    assertEquals(train, Tasks.last(trace, Quantity.PROBE_LOSS), ROUNDING);
    assertEquals(train, model.getTrainLoss().orElseThrow(), ROUNDING);
    assertEquals(loss(model, held), Tasks.last(trace, Quantity.VALIDATION_LOSS), ROUNDING);
    assertEquals(Tasks.SAMPLES, trace.header().probe().samples());
    assertEquals(1, trace.header().environment().threads());
  }

  @Test
  void theValidationLossComesOnceAnEpochAndAtLeastTwentyStepsApart() {
    assertEquals(List.of(24L, 48L, 72L), validated(24, 3));
    assertEquals(List.of(20L, 40L, 50L), validated(1, 50));
  }

  private List<Long> validated(int stepsPerEpoch, int epochs) {
    DenseDataset<Regressor> samples = Tasks.products(24, 1, 1);
    DjlModel<Regressor> model =
        Tasks.regression()
            .optBatchSize(24 / stepsPerEpoch)
            .setEpochs(epochs)
            .optWatch(losses(1))
            .build()
            .train(TrainingData.of(samples).withValidation(held));
    List<Long> steps = new ArrayList<>();
    for (long step :
        model.getTrainingTrace().orElseThrow().series(Quantity.VALIDATION_LOSS).steps()) {
      steps.add(step);
    }
    return steps;
  }

  @Test
  void aHeldOutPartIsValidatedOn() {
    DjlModel<Regressor> model =
        Tasks.regression().optValidationFraction(0.25).optWatch(losses(5)).build().train(data);
    TrainingTrace trace = model.getTrainingTrace().orElseThrow();
    assertEquals(45, trace.header().probe().samples());
    assertTrue(trace.series(Quantity.VALIDATION_LOSS).size() > 0);
  }

  @Test
  void batchesAreMeasuredWhetherTheyArePartOrAllOfTheData() {
    WatchSpec watch = WatchSpec.builder().optEvery(10).optBatchEvery(1).build();
    DjlTrainerBuilder<Regressor> builder = Tasks.regression().optWatch(watch);
    TrainingTrace some = builder.build().train(data).getTrainingTrace().orElseThrow();
    assertEquals(40, some.series(Quantity.BATCH_LOSS).size());
    TrainingTrace all =
        builder.optBatchSize(0).build().train(data).getTrainingTrace().orElseThrow();
    assertEquals(10, all.series(Quantity.BATCH_LOSS).size());
  }

  @Test
  void theAlignmentWithAReferenceIsMeasured() {
    float[][] factor = new float[2][Tasks.FEATURES];
    factor[0][0] = 1;
    factor[1][1] = 1;
    ReferenceAgop truth = new ReferenceAgop(factor, "x0 and x1 alone");
    DjlModel<Regressor> model =
        Tasks.regression()
            .setEpochs(100)
            .optWatch(Tasks.watch())
            .build()
            .train(TrainingData.of(data).withReference(truth, held));
    TrainingTrace trace = model.getTrainingTrace().orElseThrow();
    double first = trace.series(Quantity.AGOP_ALIGNMENT).values()[0];
    double last = Tasks.last(trace, Quantity.AGOP_ALIGNMENT);
    assertTrue(last > first, first + " to " + last);
    List<FeatureSnapshot> recorded = trace.features();
    assertEquals(FeatureSnapshot.Origin.REFERENCE, recorded.get(0).origin());
    assertEquals(2, recorded.get(0).trace());
    assertEquals(
        List.of(0L, 0L, 10L, 20L, 40L, 80L, 160L, 320L, 400L),
        recorded.stream().map(FeatureSnapshot::step).toList());
    assertTrue(
        model.getProvenance().getInstanceProvenance().toString().contains("x0 and x1 alone"));
  }

  @Test
  void theTraceIsWrittenToAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.jsonl");
    DjlModel<Regressor> model =
        Tasks.regression()
            .optWatch(Tasks.watch())
            .build()
            .train(TrainingData.of(data).withTraceFile(file));
    assertEquals(
        model.getTrainingTrace().orElseThrow().measurements(),
        TrainingTrace.read(file).measurements());
  }

  @Test
  void theListenerIsHandedOverBeforeTheTrainingAndHasEndedAfterIt() {
    List<CatapultListener> handed = new ArrayList<>();
    DjlModel<Regressor> model =
        Tasks.regression()
            .optWatch(Tasks.watch())
            .build()
            .train(
                TrainingData.of(data)
                    .withListenerHook(
                        listener -> {
                          assertFalse(listener.hasBegun());
                          handed.add(listener);
                        }));
    assertTrue(handed.get(0).hasEnded());
    assertEquals(
        model.getTrainingTrace().orElseThrow().measurements(),
        handed.get(0).trace().measurements());
  }

  @Test
  void aHookThatFailsEndsTheTraining() {
    List<CatapultListener> handed = new ArrayList<>();
    TrainingData<Regressor> hooked =
        TrainingData.of(data)
            .withListenerHook(
                listener -> {
                  handed.add(listener);
                  throw new IllegalStateException("no");
                });
    DjlTrainer<Regressor> trainer = Tasks.regression().optWatch(Tasks.watch()).build();
    assertThrows(IllegalStateException.class, () -> trainer.train(hooked));
    assertTrue(handed.get(0).hasEnded());
  }

  @Test
  void progressGoesFromNothingToTheWhole() {
    List<Double> fractions = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    DjlModel<Regressor> model =
        Tasks.regression()
            .build()
            .train(
                TrainingData.of(data)
                    .withProgress(
                        (step, fraction, loss) -> {
                          fractions.add(fraction);
                          losses.add(loss);
                        }));
    assertEquals(List.of(0.0, 0.5, 1.0), fractions);
    assertEquals(model.getTrainLoss().orElseThrow(), losses.get(2), ROUNDING);
  }

  @Test
  void theCriticalRateTrackerSteersThroughTheListener() {
    DjlModel<Regressor> model =
        Tasks.regression()
            .setBlockFactory(new FullyConnectedFactory(2, 256))
            .setOptimizer(
                OptimizerSpec.of(OptimizerSpec.Kind.SGD, LearningRateSchedule.criticalRate(1)))
            .optBatchSize(0)
            .setEpochs(100)
            .optWatch(WatchSpec.builder().build())
            .build()
            .train(data);
    TrainingTrace trace = model.getTrainingTrace().orElseThrow();
    List<TraceEvent> decisions = trace.events(TraceEvent.Kind.DECISION);
    assertTrue(decisions.get(0).words().startsWith("Raised to "), decisions.toString());
  }

  @Test
  void whatNeedsAWatchedTrainingIsRefusedWithoutOne() {
    ReferenceAgop narrow = new ReferenceAgop(new float[][] {{1, 2}}, "two features");
    assertFault(
        "Expected a watched training, for a reference AGOP, a trace file or a hook on the listener;"
            + " found no watch. Remedy: call optWatch.",
        () -> Tasks.regression().build().train(TrainingData.of(data).withReference(narrow)));
    assertFault(
        "Expected a reference AGOP for 12 features; found 2 columns. Remedy: give the factor of a"
            + " target with the same features, in the order of their ids.",
        () ->
            Tasks.regression()
                .optWatch(Tasks.watch())
                .build()
                .train(TrainingData.of(data).withReference(narrow)));
    assertFault(
        "Cannot build DjlTrainer. watch: expected a watched training, by whose measurements"
            + " CRITICAL_RATE sets the rate, found null; call optWatch.",
        () ->
            Tasks.regression()
                .setOptimizer(
                    OptimizerSpec.of(OptimizerSpec.Kind.SGD, LearningRateSchedule.criticalRate(1)))
                .build());
  }

  private static void assertFault(String message, Runnable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake::run).getMessage());
  }

  @Test
  void anUnwatchedTrainingHasNoTrace() {
    DjlModel<Regressor> model = Tasks.regression().build().train(data);
    assertFalse(model.getTrainingTrace().isPresent());
    assertEquals(OptionalLong.of(40), model.getSteps());
  }
}
