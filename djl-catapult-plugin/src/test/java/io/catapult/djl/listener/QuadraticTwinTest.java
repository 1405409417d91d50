/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.EasyTrain;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.optimizer.Adadelta;
import io.catapult.djl.optimizer.Adagrad;
import io.catapult.djl.optimizer.NesterovMomentum;
import io.catapult.djl.optimizer.RmsProp;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The quadratic twin that a listener trains beside a network. */
class QuadraticTwinTest {

  private static final Shape SAMPLE = new Shape(4);
  private static final Tracker CHANGING =
      Tracker.cosine().setBaseValue(0.05f).optFinalValue(0.01f).setMaxUpdates(12).build();

  /** Two linear layers with biases: quadratic in the weights, so that the twin is the network. */
  private static Block quadratic() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(Linear.builder().setUnits(1).build());
  }

  private static Block curved() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(1).build());
  }

  static Stream<Arguments> optimizers() {
    return Stream.of(
        Arguments.of(
            "SGD with all its settings",
            Optimizer.sgd()
                .setLearningRateTracker(CHANGING)
                .optMomentum(0.9f)
                .optWeightDecays(0.1f)
                .optClipGrad(0.5f)
                .setRescaleGrad(0.5f)
                .build()),
        Arguments.of(
            "Adam",
            Optimizer.adam()
                .optLearningRateTracker(CHANGING)
                .optBeta1(0.8f)
                .optBeta2(0.95f)
                .optEpsilon(1e-3f)
                .build()),
        Arguments.of(
            "AdamW",
            Optimizer.adamW()
                .optLearningRateTracker(CHANGING)
                .optBeta1(0.8f)
                .optWeightDecays(0.2f)
                .build()),
        Arguments.of(
            "Nesterov",
            NesterovMomentum.builder().setLearningRateTracker(CHANGING).setMomentum(0.7).build()),
        Arguments.of(
            "RMSprop",
            RmsProp.builder()
                .setLearningRateTracker(CHANGING)
                .optRho(0.8)
                .optEpsilon(1e-2)
                .optMomentum(0.5)
                .optCentered(true)
                .optClipGrad(1)
                .build()),
        Arguments.of(
            "Adagrad",
            Adagrad.builder()
                .setLearningRateTracker(CHANGING)
                .optEpsilon(1e-3)
                .optLearningRateDecay(0.1)
                .optInitialAccumulator(0.3)
                .optWeightDecays(0.1f)
                .build()),
        Arguments.of(
            "Adadelta",
            Adadelta.builder()
                .setLearningRateTracker(Tracker.fixed(1))
                .optRho(0.5)
                .optEpsilon(1e-3)
                .build()));
  }

  private static CatapultListener watch(Block block, Optimizer optimizer, Training.Loop loop) {
    return Training.of(block, optimizer, SAMPLE)
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(optimizer)
                    .setProbeData(x, y)
                    .optTwin()
                    .optEvery(1)
                    .build(),
            loop)
        .listener();
  }

  private static Training.Loop epochs(int epochs) {
    return (trainer, data) -> EasyTrain.fit(trainer, epochs, data, null);
  }

  private static double[] series(CatapultListener listener, Quantity quantity) {
    return listener.trace().series(quantity).values();
  }

  private static void checkSame(CatapultListener listener, int steps) {
    assertEquals(0, listener.events(TraceEvent.Kind.FAILURE));
    double[] network = series(listener, Quantity.PROBE_LOSS);
    double[] twin = series(listener, Quantity.TWIN_LOSS);
    assertEquals(steps + 1, twin.length, "at every step and the end");
    for (int t = 0; t <= steps; t++) {
      assertEquals(network[t], twin[t], 1e-4 * network[t], "step " + t);
    }
    assertTrue(Math.abs(network[steps] - network[0]) > 0.01 * network[0], "it has moved");
    double[] distance = series(listener, Quantity.TWIN_DISTANCE);
    assertEquals(steps, distance.length, "there is no change to compare with at the start");
    assertEquals(0, distance[steps - 1], 1e-3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void ofANetworkThatIsQuadraticTheTwinIsTheNetwork(String name, Optimizer optimizer) {
    checkSame(watch(quadratic(), optimizer, epochs(3)), 12);
  }

  @Test
  void gradientsOfSeveralBatchesMakeOneUpdate() {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(CHANGING).build();
    CatapultListener listener =
        watch(
            quadratic(),
            sgd,
            (trainer, data) -> {
              int batches = 0;
              for (int epoch = 0; epoch < 3; epoch++) {
                for (Batch batch : trainer.iterateDataset(data)) {
                  EasyTrain.trainBatch(trainer, batch);
                  batch.close();
                  if (++batches % 2 == 0) {
                    trainer.step();
                  }
                }
              }
            });
    checkSame(listener, 6);
  }

  @Test
  void aCurvedNetworkLeavesItsTwinBehind() {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).build();
    CatapultListener listener = watch(curved(), sgd, epochs(10));
    double[] distance = series(listener, Quantity.TWIN_DISTANCE);
    assertTrue(distance[0] < 0.02, "second order explains a step: " + distance[0]);
    assertTrue(distance[39] > 0.02, "and not forty: " + distance[39]);
  }

  @Test
  void aTwinThatDivergesIsToldAsInfiniteAndNoFailure() {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(20f)).build();
    Block bounded = ((SequentialBlock) curved()).add(Activation::tanh);
    CatapultListener listener = watch(bounded, sgd, epochs(10));
    assertEquals(0, listener.events(TraceEvent.Kind.FAILURE));
    double[] loss = series(listener, Quantity.TWIN_LOSS);
    assertEquals(Double.POSITIVE_INFINITY, loss[loss.length - 1]);
    assertTrue(series(listener, Quantity.PROBE_LOSS)[40] < 10, "tanh is bounded");
  }

  @Test
  void aNetworkWithoutATwinIsMeasuredAllTheSame() {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(CHANGING).build();
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(8).build())
            .add(LayerNorm.builder().build())
            .add(Linear.builder().setUnits(1).build());
    CatapultListener listener = watch(block, sgd, epochs(3));
    assertEquals(1, listener.events(TraceEvent.Kind.FAILURE));
    TraceEvent failure = listener.trace().events(TraceEvent.Kind.FAILURE).get(0);
    assertTrue(failure.words().contains("without LayerNorm"), failure::words);
    assertEquals(0, series(listener, Quantity.TWIN_LOSS).length);
    assertEquals(13, series(listener, Quantity.PROBE_NTK_NORM).length);
  }

  @Test
  void aBudgetDoesNotHoldTheUpdatesOfTheTwin() {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(CHANGING).build();
    CatapultListener listener =
        Training.of(curved(), sgd, SAMPLE)
            .withEpochs(30)
            .run(
                (x, y) ->
                    CatapultListener.builder()
                        .setOptimizer(sgd)
                        .setProbeData(x, y)
                        .optOverheadBudget(1)
                        .optTwin()
                        .build())
            .listener();
    assertTrue(series(listener, Quantity.TWIN_LOSS).length > 2, "more than the first and the last");
  }

  private static void checkRefused(UnaryOperator<CatapultListenerBuilder> optimizer, String found) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Training.of(curved(), Optimizer.adam().build(), SAMPLE)
                    .run(
                        (x, y) ->
                            optimizer
                                .apply(CatapultListener.builder().setProbeData(x, y).optTwin())
                                .build()));
    assertTrue(
        error.getMessage().contains("an optimizer whose settings are known"), error::toString);
    assertTrue(error.getMessage().contains(found), error::toString);
  }

  @Test
  void anOptimizerThatIsNotKnownIsRefused() {
    checkRefused(builder -> builder.setTracker(CHANGING), "none");
    Optimizer own =
        new Optimizer(Optimizer.sgd().setLearningRateTracker(CHANGING)) {
          @Override
          public void update(
              String id, ai.djl.ndarray.NDArray weight, ai.djl.ndarray.NDArray gradient) {}
        };
    checkRefused(builder -> builder.setOptimizer(own).setTracker(CHANGING), "found");
  }
}
