/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.ModelView;
import org.junit.jupiter.api.Test;

/** Directional derivatives against closed forms of linear networks and central differences. */
class OutputDerivativesTest extends CurvatureFixture {

  private static final long SAMPLES = 6;
  private static final long FEATURES = 4;
  private static final long OUTPUTS = 3;

  private Block tanhNetwork() {
    SequentialBlock block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(5).build())
            .add(Activation.tanhBlock())
            .add(Linear.builder().setUnits(5).build())
            .add(Activation.tanhBlock())
            .add(Linear.builder().setUnits(OUTPUTS).build());
    return initialize(block, 1, FEATURES);
  }

  private static Linear bilinearPart(long units) {
    return Linear.builder().setUnits(units).optBias(false).build();
  }

  @Test
  void firstDerivativeIsThatOfTheOutputs() {
    NDList x = new NDList(normal(SAMPLES, FEATURES));
    try (ModelView model = ModelView.of(tanhNetwork());
        OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      NDArray v = normal(model.parameterCount());
      NDArray expected = difference(model, v, moved -> moved.outputs(manager, x));
      assertTrue(distance(expected, derivatives.first(v)) < DIFFERENCE_ERROR);
    }
  }

  @Test
  void secondDerivativeIsThatOfTheFirst() {
    NDList x = new NDList(normal(SAMPLES, FEATURES));
    try (ModelView model = ModelView.of(tanhNetwork());
        OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      NDArray v = normal(model.parameterCount());
      NDArray expected = difference(model, v, moved -> first(moved, x, v));
      assertTrue(distance(expected, derivatives.second(v)) < DIFFERENCE_ERROR);
    }
  }

  private NDArray first(ModelView model, NDList x, NDArray v) {
    try (OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      return derivatives.first(v);
    }
  }

  /** f = U W x along (A, B): first derivative U B x + A W x, second derivative 2 A B x. */
  @Test
  void derivativesOfATwoLayerLinearNetworkAreBilinearForms() {
    NDArray x = normal(SAMPLES, FEATURES);
    Block block =
        initialize(
            new SequentialBlock().add(bilinearPart(5)).add(bilinearPart(OUTPUTS)), 1, FEATURES);
    NDArray w = block.getParameters().get(0).getValue().getArray();
    NDArray u = block.getParameters().get(1).getValue().getArray();
    NDArray b = normal(5, FEATURES);
    NDArray a = normal(OUTPUTS, 5);
    NDArray v = b.flatten().concat(a.flatten());
    try (ModelView model = ModelView.of(block);
        OutputDerivatives derivatives = OutputDerivatives.of(model, new NDList(x))) {
      NDArray first = u.matMul(b).add(a.matMul(w));
      assertTrue(distance(x.matMul(first.transpose()), derivatives.first(v)) < ROUNDING_64);
      NDArray second = a.matMul(b).mul(2);
      assertTrue(distance(x.matMul(second.transpose()), derivatives.second(v)) < ROUNDING_64);
    }
  }

  @Test
  void secondDerivativeOfALinearModelIsZero() {
    Block block = initialize(bilinearPart(OUTPUTS), 1, FEATURES);
    try (ModelView model = ModelView.of(block);
        OutputDerivatives derivatives =
            OutputDerivatives.of(model, new NDList(normal(SAMPLES, FEATURES)))) {
      NDArray second = derivatives.second(normal(model.parameterCount()));
      assertEquals(0, second.abs().max().getDouble());
    }
  }

  @Test
  void pullBackIsTheAdjointOfTheFirstDerivative() {
    NDList x = new NDList(normal(SAMPLES, FEATURES));
    try (ModelView model = ModelView.of(tanhNetwork());
        OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      NDArray v = normal(model.parameterCount());
      NDArray u = normal(SAMPLES, OUTPUTS);
      double forward = derivatives.first(v).mul(u).sum().getDouble();
      double backward = derivatives.pullBack(u).dot(v).getDouble();
      assertEquals(forward, backward, ROUNDING_64 * Math.abs(forward) * 10);
    }
  }

  @Test
  void outputsAreThoseOfTheModel() {
    NDList x = new NDList(normal(SAMPLES, FEATURES));
    try (ModelView model = ModelView.of(tanhNetwork());
        OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      assertEquals(model.outputs(manager, x), derivatives.outputs(manager));
    }
  }
}
