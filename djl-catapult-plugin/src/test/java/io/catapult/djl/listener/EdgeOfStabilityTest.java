/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the instrument leaves out where a training has no such thing, and that it says so. */
class EdgeOfStabilityTest {

  private static final Tracker RATE = Tracker.fixed(0.01f);

  private static Optimizer sgd() {
    return Optimizer.sgd().setLearningRateTracker(RATE).build();
  }

  private static SequentialBlock network() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(5).build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(1).build());
  }

  private static CatapultListener watch(Block block, Optimizer optimizer, Loss loss) {
    Training training = Training.of(block, optimizer, new Shape(3));
    if (loss != null) {
      training = training.withLoss(loss);
    }
    return training
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(optimizer)
                    .setProbeData(x, y)
                    .optCost(MeasuringCost.FORWARD_PASS)
                    .addInstrument(Instrument.EDGE_OF_STABILITY)
                    .optEvery(2)
                    .build())
        .listener();
  }

  private static List<String> notes(CatapultListener listener) {
    assertEquals(0, listener.events(TraceEvent.Kind.FAILURE));
    return listener.trace().events().stream()
        .filter(event -> event.kind() == TraceEvent.Kind.NOTE)
        .map(TraceEvent::words)
        .toList();
  }

  @Test
  void allOfItIsMeasuredOfAPlainTraining() {
    CatapultListener listener = watch(network(), sgd(), null);
    assertEquals(List.of(), notes(listener));
    for (Measurement now : listener.trace().measurements()) {
      assertEquals(5, now.values(Quantity.GRAM_EIGENVALUES).length);
      assertTrue(now.value(Quantity.OUTPUT_LAYER_GRAM).isPresent());
      assertTrue(now.value(Quantity.RESIDUAL_AUXILIARY).isPresent());
      assertTrue(now.value(Quantity.RESIDUAL_TOP_COMPONENT).isPresent());
    }
    assertEquals(
        listener.trace().measurements().size() - 1, listener.summary().directions().judged());
    assertEquals(
        listener.summary().directions().judged() - listener.summary().directions().hits(),
        listener.trace().measurements().stream()
            .filter(now -> now.value(Quantity.OUTPUT_LAYER_ANOMALY).isPresent())
            .count());
  }

  @Test
  void aNetworkThatEndsInAnActivationHasNoOutputLayer() {
    CatapultListener listener = watch(network().add(Activation::tanh), sgd(), null);
    assertEquals(1, notes(listener).size());
    assertTrue(notes(listener).get(0).startsWith("no linear block gives the network's outputs"));
    assertFalse(listener.latest(Quantity.OUTPUT_LAYER_GRAM).isPresent());
    assertTrue(listener.latest(Quantity.RESIDUAL_AUXILIARY).isPresent());
  }

  @Test
  void withMomentumThereIsNoAuxiliaryResidual() {
    Optimizer momentum = Optimizer.sgd().setLearningRateTracker(RATE).optMomentum(0.9f).build();
    CatapultListener listener = watch(network(), momentum, null);
    assertEquals(
        List.of("the optimizer is not plain gradient descent: the auxiliary residual is left out"),
        notes(listener));
    assertFalse(listener.latest(Quantity.RESIDUAL_AUXILIARY).isPresent());
    assertTrue(listener.latest(Quantity.OUTPUT_LAYER_GRAM).isPresent());
  }

  /** Its second derivative is no multiple of the identity, so there is no M but for lambda_1. */
  @Test
  void anotherLossHasTheLargestEigenvalueAlone() {
    Loss loss = Loss.sigmoidBinaryCrossEntropyLoss();
    CatapultListener listener = watch(network(), sgd(), loss);
    for (Measurement now : listener.trace().measurements()) {
      double[] sharpness = now.values(Quantity.GRAM_EIGENVALUES);
      assertEquals(1, sharpness.length);
      double critical = now.value(Quantity.PROBE_CRITICAL_RATE_KERNEL).orElseThrow();
      assertEquals(2 / critical, sharpness[0], 1e-12 * sharpness[0]);
      assertFalse(now.value(Quantity.OUTPUT_LAYER_GRAM).isPresent());
      assertFalse(now.value(Quantity.RESIDUAL_AUXILIARY).isPresent());
      assertTrue(now.value(Quantity.OUTPUT_LAYER_NORM).isPresent());
    }
  }
}
