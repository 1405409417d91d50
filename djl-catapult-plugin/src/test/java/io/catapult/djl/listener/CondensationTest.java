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
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.features.HiddenNeurons;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The neurons that a trace carries are those of the weights that the training ends with. */
class CondensationTest {

  private static final double FLOAT32 = 1e-5;

  private static CatapultListener watch(Block block, int inputs) {
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build();
    return Training.of(block, sgd, new Shape(inputs))
        .run(
            (x, y) ->
                CatapultListener.builder()
                    .setOptimizer(sgd)
                    .setProbeData(x, y)
                    .optCost(MeasuringCost.FORWARD_PASS)
                    .addInstrument(Instrument.CONDENSATION)
                    .optEvery(2)
                    .build())
        .listener();
  }

  private static SequentialBlock network(int width) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(width).build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(1).build());
  }

  private static HiddenNeurons last(Training.Result result, int width, int inputs) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray w = manager.create(result.state().get(0), new Shape(width, inputs));
      NDArray b = manager.create(result.state().get(1), new Shape(width, 1));
      NDArray a = manager.create(result.state().get(2), new Shape(1, width));
      return HiddenNeurons.of(w.concat(b, 1), a);
    }
  }

  private static double[] latest(CatapultListener listener, Quantity quantity) {
    int last = listener.trace().measurements().size() - 1;
    return listener.trace().measurements().get(last).values(quantity);
  }

  @Test
  void aNetworkOfOneInputHasOrientationsAndTheirVariance() {
    SequentialBlock block = network(600);
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build();
    Training.Result result =
        Training.of(block, sgd, new Shape(1))
            .run(
                (x, y) ->
                    CatapultListener.builder()
                        .setOptimizer(sgd)
                        .setProbeData(x, y)
                        .optCost(MeasuringCost.FORWARD_PASS)
                        .addInstrument(Instrument.CONDENSATION)
                        .optEvery(5)
                        .build());
    CatapultListener listener = result.listener();
    assertEquals(0, listener.events(TraceEvent.Kind.FAILURE));
    HiddenNeurons expected = last(result, 600, 1);
    assertEquals(
        expected.condensedVariance().orElseThrow(),
        latest(listener, Quantity.CONDENSED_VARIANCE)[0],
        FLOAT32);
    assertEquals(
        expected.squaredCosine(), latest(listener, Quantity.CONDENSATION_COSINE)[0], FLOAT32);
    double[] shown = latest(listener, Quantity.NEURON_ORIENTATIONS);
    assertEquals(512, shown.length, "the first ones, so that a trace stays bounded");
    assertArrayEquals(Arrays.copyOf(expected.orientations(), 512), shown, FLOAT32);
    assertArrayEquals(
        Arrays.copyOf(expected.amplitudes(), 512),
        latest(listener, Quantity.NEURON_AMPLITUDES),
        FLOAT32);
  }

  @Test
  void aNetworkOfSeveralInputsHasTheSquaredCosineAlone() {
    CatapultListener listener = watch(network(4), 3);
    assertEquals(0, listener.events(TraceEvent.Kind.FAILURE));
    assertTrue(listener.latest(Quantity.CONDENSATION_COSINE).isPresent());
    assertEquals(4, latest(listener, Quantity.NEURON_AMPLITUDES).length);
    assertFalse(listener.latest(Quantity.CONDENSED_VARIANCE).isPresent());
    assertFalse(listener.latest(Quantity.NEURON_ORIENTATIONS).isPresent());
  }

  @Test
  void aNetworkWithoutAHiddenLayerIsToldOnce() {
    CatapultListener listener = watch(Linear.builder().setUnits(1).build(), 3);
    assertEquals(0, listener.events(TraceEvent.Kind.FAILURE));
    assertEquals(
        List.of(
            "the network has no linear layer whose neurons another one reads one by one:"
                + " condensation is left out"),
        listener.trace().events().stream()
            .filter(event -> event.kind() == TraceEvent.Kind.NOTE)
            .map(TraceEvent::words)
            .toList());
    assertFalse(listener.latest(Quantity.CONDENSATION_COSINE).isPresent());
  }
}
