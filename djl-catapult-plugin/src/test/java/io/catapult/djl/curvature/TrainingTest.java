/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measurements between backward and step change nothing, and are refused after the step. */
class TrainingTest extends CurvatureFixture {

  private static final int STEPS = 20;

  /** Those that DJL's PyTorch engine has. */
  enum Method {
    SGD(() -> Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).build()),
    MOMENTUM(
        () ->
            Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.1f)).optMomentum(0.9f).build()),
    ADAM(() -> Optimizer.adam().build()),
    ADAM_W(() -> Optimizer.adamW().build());

    private final Supplier<Optimizer> optimizer;

    Method(Supplier<Optimizer> optimizer) {
      this.optimizer = optimizer;
    }
  }

  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private NDList x;
  private NDList labels;

  @BeforeEach
  void createBatch() {
    x = new NDList(normal(DataType.FLOAT32, 6, 4));
    labels = new NDList(manager.create(new long[] {0, 2, 1, 1, 0, 2}));
  }

  private static Block network() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(BatchNorm.builder().build())
        .add(Activation.reluBlock())
        .add(Dropout.builder().optRate(0.3f).build())
        .add(Linear.builder().setUnits(3).build());
  }

  private Trainer newTrainer(Model model, Method method) {
    Engine.getInstance().setRandomSeed(3);
    model.setBlock(network());
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(method.optimizer.get())
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(6, 4));
    return trainer;
  }

  private void backward(Trainer trainer) {
    try (GradientCollector collector = trainer.newGradientCollector();
        NDManager scope = manager.newSubManager()) {
      NDList own = new NDList(share(x, scope));
      NDArray value = loss.evaluate(new NDList(share(labels, scope)), trainer.forward(own));
      collector.backward(value);
    }
  }

  private static NDArray share(NDList list, NDManager scope) {
    NDArray share = list.singletonOrThrow().stopGradient();
    share.attach(scope);
    return share;
  }

  private float[] train(Method method, Consumer<Trainer> measurement) {
    try (Model model = Model.newInstance("training", "PyTorch");
        Trainer trainer = newTrainer(model, method)) {
      for (int i = 0; i < STEPS; i++) {
        backward(trainer);
        measurement.accept(trainer);
        trainer.step();
      }
      return joined(model, false);
    }
  }

  /** Weights and running statistics, or the gradients, one after the other. */
  private float[] joined(Model model, boolean gradients) {
    NDList all = new NDList();
    for (Parameter parameter : model.getBlock().getParameters().values()) {
      NDArray array = parameter.getArray();
      if (!gradients) {
        all.add(array.stopGradient().flatten());
      } else if (array.hasGradient()) {
        all.add(array.getGradient().flatten());
      }
    }
    return NDArrays.concat(all).toFloatArray();
  }

  private void measure(Trainer trainer) {
    float[] before = joined(trainer.getModel(), true);
    try (ModelView view = ModelView.of(trainer);
        LossHessian hessian = LossHessian.of(view, loss, x, labels);
        GaussNewton gaussNewton = GaussNewton.of(view, loss, x, labels);
        OutputDerivatives derivatives = OutputDerivatives.of(view, x)) {
      NDArray v = normal(DataType.FLOAT32, view.parameterCount());
      hessian.apply(v);
      gaussNewton.apply(v);
      derivatives.second(v);
    }
    assertArrayEquals(before, joined(trainer.getModel(), true));
  }

  @ParameterizedTest
  @EnumSource
  void trainingIsBitIdenticalWithAndWithoutMeasurements(Method method) {
    assertArrayEquals(train(method, trainer -> {}), train(method, this::measure));
  }

  @ParameterizedTest
  @EnumSource
  void aProductAfterAStepIsRefused(Method method) {
    try (Model model = Model.newInstance("training", "PyTorch");
        Trainer trainer = newTrainer(model, method);
        ModelView view = ModelView.of(trainer);
        LossHessian hessian = LossHessian.of(view, loss, x, labels);
        GaussNewton gaussNewton = GaussNewton.of(view, loss, x, labels);
        OutputDerivatives derivatives = OutputDerivatives.of(view, x)) {
      backward(trainer);
      trainer.step();
      NDArray v = normal(DataType.FLOAT32, view.parameterCount());
      assertStale(() -> hessian.apply(v));
      assertStale(() -> gaussNewton.apply(v));
      assertStale(() -> derivatives.second(v));
    }
  }

  private static void assertStale(Runnable product) {
    Exception e = assertThrows(MeasurementException.class, product::run);
    assertTrue(e.getMessage().startsWith("Expected weights and activations unchanged since the"));
    assertTrue(e.getMessage().contains("Remedy: build an operator anew after each optimizer step"));
  }
}
