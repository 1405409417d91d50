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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.features.Agop;
import io.catapult.djl.listener.PlainMatrix.Spectrum;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number that a listener records, against its definition at the weights of its step. */
class RecordedQuantitiesTest {

  private static final int EPOCHS = 3;
  private static final int STEPS = EPOCHS * WatchedRun.SAMPLES / WatchedRun.BATCH;
  private static final int S = 3;

  /** Of sums of a few dozen products in float32. */
  private static final double FLOAT32 = 2e-5;

  /** Of Lanczos' tolerance in the sharpness instrument. */
  private static final double LANCZOS = 2e-3;

  private static final double[] REFERENCE = {2, 1, 0, 1, 3, 0, 0, 0, 1};

  static Stream<WatchedRun.Loop> loops() {
    return Stream.of(
        (trainer, data, validation) -> EasyTrain.fit(trainer, EPOCHS, data, validation),
        (trainer, data, validation) -> {
          for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (Batch batch : trainer.iterateDataset(data)) {
              EasyTrain.trainBatch(trainer, batch);
              trainer.step();
              batch.close();
            }
            EasyTrain.evaluateDataset(trainer, validation);
            trainer.notifyListeners(listener -> listener.onEpoch(trainer));
          }
        });
  }

  private static WatchedRun train(WatchedRun.Loop loop) {
    Tracker rate = update -> 0.1f / update;
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(rate).build();
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      NDArray matrix = manager.create(REFERENCE, new Shape(3, 3));
      try (Agop reference = Agop.ofMatrix(matrix.toType(DataType.FLOAT32, false))) {
        return WatchedRun.of(sgd)
            .withLoop(loop)
            .run(
                (x, y) ->
                    CatapultListener.builder()
                        .setOptimizer(sgd)
                        .setProbeData(x, y)
                        .optCost(MeasuringCost.EVERYTHING)
                        .addInstrument(Instrument.KERNEL_CHANGE)
                        .addInstrument(Instrument.LINEARIZATION)
                        .addInstrument(Instrument.OUTPUT_HESSIAN)
                        .optOutputHessians(2)
                        .optAgop(reference)
                        .optTopEigenspace(S)
                        .optEvery(1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void everyQuantityIsThatOfItsStep(WatchedRun.Loop loop) {
    WatchedRun run = train(loop);
    assertEquals(STEPS, run.witness().sights().size());
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    assertEquals(STEPS + 1, run.trace().measurements().size());
    for (int t = 0; t <= STEPS; t++) {
      Measurement now = run.at(t);
      assertEquals(t * WatchedRun.BATCH / WatchedRun.SAMPLES, now.epoch());
      Truth probe = new Truth(run.network(t), run.probeX(), run.probeY(), 1);
      checkProbe(probe, now);
      checkEdge(run, t, now);
      checkHessian(probe, now);
      checkAgop(probe, now);
      checkWeights(run, t, now);
      checkLinearity(run, t, now);
      checkValidation(run, t, now);
      if (t < STEPS) {
        checkBatch(run, t, now);
        checkRate(run, t, now);
      } else {
        assertFalse(now.value(Quantity.BATCH_LOSS).isPresent());
        assertFalse(now.value(Quantity.LEARNING_RATE).isPresent());
      }
    }
  }

  private static void checkProbe(Truth truth, Measurement now) {
    near(truth.loss(), now, Quantity.PROBE_LOSS, FLOAT32);
    near(truth.eigenvalues(1)[0], now, Quantity.PROBE_NTK_NORM, FLOAT32);
    near(truth.eigenvalues(S), now, Quantity.PROBE_NTK_EIGENVALUES);
    near(truth.criticalRate(), now, Quantity.PROBE_CRITICAL_RATE_KERNEL, FLOAT32);
    near(truth.lossTop(S), now, Quantity.PROBE_LOSS_TOP);
    near(truth.lossRest(S), now, Quantity.PROBE_LOSS_REST);
    near(truth.residualDotOutputs(), now, Quantity.RESIDUAL_DOT_OUTPUTS, FLOAT32);
    near(truth.topComponent(), now, Quantity.RESIDUAL_TOP_COMPONENT, 10 * FLOAT32);
  }

  private static void checkEdge(WatchedRun run, int t, Measurement now) {
    Truth truth = new Truth(run.network(t), run.probeX(), run.probeY(), 1);
    near(truth.gramEigenvalues(S), now, Quantity.GRAM_EIGENVALUES);
    near(truth.outputLayerGram(), now, Quantity.OUTPUT_LAYER_GRAM, FLOAT32);
    double[] auxiliary = auxiliary(run, t);
    double rest = truth.lossRest(1)[0];
    near(truth.loss(auxiliary), now, Quantity.RESIDUAL_AUXILIARY, 10 * FLOAT32);
    assertEquals(
        truth.loss(PlainMatrix.minus(truth.residualWithoutTop(), auxiliary)),
        now.value(Quantity.RESIDUAL_AUXILIARY_DISTANCE).orElseThrow(),
        10 * FLOAT32 * rest);
    checkAnomaly(run, t, now);
  }

  /** R'(t), by its definition at every step before. */
  private static double[] auxiliary(WatchedRun run, int t) {
    double[] auxiliary = null;
    for (int i = 0; i <= t; i++) {
      Truth truth = new Truth(run.network(i), run.probeX(), run.probeY(), 1);
      auxiliary = i == 0 ? truth.residualWithoutTop() : auxiliary;
      auxiliary = i == t ? auxiliary : truth.nextAuxiliary(auxiliary, 0.1 / (i + 1));
    }
    return auxiliary;
  }

  /** The sharpness where it and the norm of the output layer went apart, and only there. */
  private static void checkAnomaly(WatchedRun run, int t, Measurement now) {
    boolean isApart = false;
    if (t > 0) {
      double[] sharpness = now.values(Quantity.GRAM_EIGENVALUES);
      double[] before = run.at(t - 1).values(Quantity.GRAM_EIGENVALUES);
      double norms = value(now, Quantity.OUTPUT_LAYER_NORM);
      norms -= value(run.at(t - 1), Quantity.OUTPUT_LAYER_NORM);
      isApart = Math.signum(sharpness[0] - before[0]) != Math.signum(norms);
    }
    assertEquals(isApart, now.value(Quantity.OUTPUT_LAYER_ANOMALY).isPresent());
    if (isApart) {
      assertEquals(
          value(now, Quantity.GRAM_EIGENVALUES), value(now, Quantity.OUTPUT_LAYER_ANOMALY));
    }
  }

  private static double value(Measurement of, Quantity quantity) {
    return of.value(quantity).orElseThrow();
  }

  private static void checkHessian(Truth truth, Measurement now) {
    Spectrum hessian = PlainMatrix.spectrum(truth.hessian());
    near(hessian.largest(), now, Quantity.SHARPNESS, LANCZOS);
    near(2 / hessian.largest(), now, Quantity.PROBE_CRITICAL_RATE_HESSIAN, LANCZOS);
    double width = hessian.largest() - hessian.smallest();
    assertEquals(
        hessian.smallest(), now.value(Quantity.SHARPNESS_MIN).orElseThrow(), LANCZOS * width);
  }

  private static void checkAgop(Truth truth, Measurement now) {
    double[] agop = PlainMatrix.flat(truth.agop());
    double trace = agop[0] + agop[4] + agop[8];
    double cosine =
        PlainMatrix.dot(agop, REFERENCE) / PlainMatrix.norm(agop) / PlainMatrix.norm(REFERENCE);
    near(trace, now, Quantity.AGOP_TRACE, FLOAT32);
    near(cosine, now, Quantity.AGOP_ALIGNMENT, FLOAT32);
  }

  private static void checkWeights(WatchedRun run, int t, Measurement now) {
    double[] w = run.witness().weights(t);
    int output = w.length - 1 - PlainNetwork.WIDTH;
    double[] last = Arrays.copyOfRange(w, output, output + PlainNetwork.WIDTH);
    double[] moved = PlainMatrix.minus(w, run.witness().weights(0));
    near(PlainMatrix.norm(w), now, Quantity.PARAMETER_NORM, FLOAT32);
    near(PlainMatrix.norm(last), now, Quantity.OUTPUT_LAYER_NORM, FLOAT32);
    near(PlainMatrix.norm(moved), now, Quantity.PARAMETER_DISTANCE, FLOAT32);
  }

  private static void checkLinearity(WatchedRun run, int t, Measurement now) {
    PlainNetwork start = run.network(0);
    PlainNetwork network = run.network(t);
    double[][] x = run.probeX();
    double[][] jacobian = start.jacobian(x);
    double[][] kernel = PlainMatrix.gram(jacobian);
    double[][] change = PlainMatrix.gram(network.jacobian(x));
    for (int i = 0; i < change.length; i++) {
      change[i] = PlainMatrix.minus(change[i], kernel[i]);
    }
    double norm = PlainMatrix.spectrum(kernel).largest();
    assertEquals(
        largestMagnitude(change) / norm,
        now.value(Quantity.PROBE_NTK_CHANGE).orElseThrow(),
        FLOAT32);
    double[] moved = PlainMatrix.minus(run.witness().weights(t), run.witness().weights(0));
    double[] f = PlainMatrix.flat(network.outputs(x));
    double[] error = PlainMatrix.minus(f, PlainMatrix.flat(start.outputs(x)));
    for (int i = 0; i < error.length; i++) {
      error[i] -= PlainMatrix.dot(jacobian[i], moved);
    }
    assertEquals(
        PlainMatrix.norm(error),
        now.value(Quantity.LINEARIZATION_ERROR).orElseThrow(),
        FLOAT32 * PlainMatrix.norm(f));
    double bend =
        Math.max(
            largestMagnitude(network.outputHessian(x[0])),
            largestMagnitude(network.outputHessian(x[1])));
    near(bend, now, Quantity.OUTPUT_HESSIAN_NORM, LANCZOS);
  }

  private static double largestMagnitude(double[][] symmetric) {
    Spectrum spectrum = PlainMatrix.spectrum(symmetric);
    return Math.max(Math.abs(spectrum.largest()), Math.abs(spectrum.smallest()));
  }

  private static void checkBatch(WatchedRun run, int t, Measurement now) {
    Witness.Sight batch = run.witness().sights().get(t);
    Truth truth = new Truth(run.network(t), batch.x(), batch.y(), 1);
    near(truth.loss(), now, Quantity.BATCH_LOSS, FLOAT32);
    near(truth.eigenvalues(1)[0], now, Quantity.BATCH_NTK_NORM, FLOAT32);
    near(truth.eigenvalues(S), now, Quantity.BATCH_NTK_EIGENVALUES);
    near(truth.criticalRate(), now, Quantity.BATCH_CRITICAL_RATE_KERNEL, FLOAT32);
    near(truth.lossTop(S), now, Quantity.BATCH_LOSS_TOP);
    near(truth.lossRest(S), now, Quantity.BATCH_LOSS_REST);
    double sharpness = PlainMatrix.spectrum(truth.hessian()).largest();
    near(2 / sharpness, now, Quantity.BATCH_CRITICAL_RATE_HESSIAN, LANCZOS);
    assertEquals(
        truth.projectedDifference(run.network(t + 1)),
        now.value(Quantity.PROJECTED_DIFFERENCE).orElseThrow(),
        FLOAT32 * truth.loss());
    assertEquals(
        new Truth(run.network(t + 1), batch.x(), batch.y(), 1).loss() - truth.loss(),
        now.value(Quantity.BATCH_LOSS_DIFFERENCE).orElseThrow(),
        FLOAT32 * truth.loss());
  }

  /** The rate by which the weights did move. */
  private static void checkRate(WatchedRun run, int t, Measurement now) {
    double[] moved = PlainMatrix.minus(run.witness().weights(t + 1), run.witness().weights(t));
    double[] gradient = run.witness().sights().get(t).gradient();
    double rate = PlainMatrix.norm(moved) / PlainMatrix.norm(gradient);
    near(rate, now, Quantity.LEARNING_RATE, 1e-3);
  }

  /** Validated after each epoch, at the weights of the next step. */
  private static void checkValidation(WatchedRun run, int t, Measurement now) {
    boolean isAfterEpoch = t > 0 && t * WatchedRun.BATCH % WatchedRun.SAMPLES == 0;
    assertEquals(isAfterEpoch, now.value(Quantity.VALIDATION_LOSS).isPresent());
    if (isAfterEpoch) {
      Truth truth = new Truth(run.network(t), run.validationX(), run.validationY(), 1);
      near(truth.loss(), now, Quantity.VALIDATION_LOSS, FLOAT32);
    }
  }

  private static void near(double truth, Measurement found, Quantity quantity, double relative) {
    double value = found.value(quantity).orElseThrow();
    assertEquals(truth, value, relative * Math.abs(truth), () -> quantity + " of " + found.step());
  }

  private static void near(double[] truth, Measurement found, Quantity quantity) {
    double largest = Arrays.stream(truth).max().orElseThrow();
    assertTrue(largest > 0);
    assertArrayEquals(truth, found.values(quantity), FLOAT32 * largest, quantity.toString());
  }
}
