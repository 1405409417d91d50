/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.EasyTrain;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.detect.SlowMotion;
import io.catapult.djl.detect.SlowMotion.Reading;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The slow motion of weights as a listener measures it. */
class SlowMotionInTrainingTest {

  private static final int EPOCHS = 50; // of 3 updates

  private static WatchedRun run(Tracker rates) {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(rates).build();
    return WatchedRun.of(sgd)
        .withLoop((trainer, data, validation) -> EasyTrain.fit(trainer, EPOCHS, data, null))
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(sgd)
                    .setProbeData(x, y)
                    .optCost(MeasuringCost.FORWARD_PASS)
                    .optSlowMotion()
                    .optEvery(7));
  }

  /** Of fewer than 256 weights the sketch is the weights, up to signs. */
  @Test
  void itIsThatOfTheWeightsAtEveryUpdate() {
    WatchedRun run = run(Tracker.fixed(0.05f));
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    SlowMotion truth = new SlowMotion();
    int compared = 0;
    for (int t = 0; t < 3 * EPOCHS; t++) {
      if (t % 7 == 0 && truth.read().isPresent()) {
        Reading reading = truth.read().orElseThrow();
        Measurement measured = run.at(t);
        check(measured, Quantity.MOTION_SPEED, reading.speed());
        check(measured, Quantity.MOTION_STEP_SHARE, reading.stepShare());
        check(measured, Quantity.MOTION_STRAIGHTNESS, reading.straightness());
        check(measured, Quantity.MOTION_LATTER_SHARE, reading.latterShare());
        compared++;
      }
      truth.add(1, run.witness().weights(t));
    }
    assertEquals(3, compared); // at 133, 140 and 147
    assertTrue(run.at(126).value(Quantity.MOTION_SPEED).isEmpty());
    assertTrue(run.at(150).value(Quantity.MOTION_SPEED).isPresent(), "at the end");
  }

  private static void check(Measurement measured, Quantity quantity, double truth) {
    assertEquals(truth, measured.value(quantity).orElseThrow(), 1e-4 * truth, quantity.id());
  }

  @Test
  void aRateThatNeverStaysHasNoStage() {
    Tracker falling = Tracker.cosine().setBaseValue(0.05f).setMaxUpdates(3 * EPOCHS).build();
    WatchedRun run = run(falling);
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    assertEquals(0, run.trace().series(Quantity.MOTION_SPEED).values().length);
  }

  /** 256 sums of random signs keep a distance to 4.4 % (one standard deviation). */
  @Test
  void theSketchOfManyWeightsKeepsDistances() {
    Block block = Linear.builder().setUnits(70).build();
    Random random = new Random(1);
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 100));
      SlowMotion truth = new SlowMotion();
      try (ModelView model = ModelView.of(block);
          MotionInstrument instrument = new MotionInstrument(model)) {
        double[] weights = new double[7070];
        Values values = new Values();
        for (int t = 0; t < 160; t++) {
          for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextGaussian() + 0.1 * t * (i % 2);
          }
          put(manager, block, weights);
          truth.add(1, weights);
          instrument.add(1);
        }
        instrument.measure(values);
        Reading reading = truth.read().orElseThrow();
        assertEquals(reading.speed(), values.get(Quantity.MOTION_SPEED), 0.15 * reading.speed());
        assertEquals(
            reading.stepShare(),
            values.get(Quantity.MOTION_STEP_SHARE),
            0.15 * reading.stepShare());
      }
    }
  }

  private static void put(NDManager manager, Block block, double[] weights) {
    float[] matrix = new float[7000];
    float[] bias = new float[70];
    for (int i = 0; i < weights.length; i++) {
      if (i < matrix.length) {
        matrix[i] = (float) weights[i];
      } else {
        bias[i - matrix.length] = (float) weights[i];
      }
    }
    NDArray w = block.getParameters().get("weight").getArray();
    manager.create(matrix, w.getShape()).copyTo(w);
    manager.create(bias).copyTo(block.getParameters().get("bias").getArray());
  }
}
