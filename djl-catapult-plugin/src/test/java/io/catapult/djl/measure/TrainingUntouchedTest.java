/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training with every measurement between backward and step is training without any, to the bit.
 */
class TrainingUntouchedTest {

  private static final int STEPS = 200;

  static Stream<Arguments> trainings() {
    Tracker rate = Tracker.fixed(0.01f);
    Supplier<Optimizer> sgd = () -> Optimizer.sgd().setLearningRateTracker(rate).build();
    Supplier<Optimizer> momentum =
        () -> Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
    Supplier<Optimizer> adam = () -> Optimizer.adam().optLearningRateTracker(rate).build();
    Supplier<Block> plain = TrainingUntouchedTest::linear;
    Supplier<Block> noisy = TrainingUntouchedTest::convolutional;
    Shape rows = new Shape(6, 4);
    Shape images = new Shape(4, 2, 5, 5);
    return Stream.of(
        Arguments.of("linear, SGD", plain, rows, sgd),
        Arguments.of("linear, momentum", plain, rows, momentum),
        Arguments.of("batch norm and dropout, SGD", noisy, images, sgd),
        Arguments.of("batch norm and dropout, Adam", noisy, images, adam));
  }

  private static Block linear() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(1).build());
  }

  private static Block convolutional() {
    Shape window = new Shape(3, 3);
    return new SequentialBlock()
        .add(Conv2d.builder().setFilters(3).setKernelShape(window).build())
        .add(BatchNorm.builder().build())
        .add(Activation::relu)
        .add(Dropout.builder().optRate(0.3f).build())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(1).build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trainings")
  void weightsStatisticsAndRandomStateAreBitIdentical(
      String name, Supplier<Block> block, Shape shape, Supplier<Optimizer> optimizer) {
    List<float[]> without = train(block.get(), shape, optimizer.get(), false);
    List<float[]> with = train(block.get(), shape, optimizer.get(), true);
    assertEquals(without.size(), with.size());
    for (int i = 0; i < with.size(); i++) {
      assertArrayEquals(without.get(i), with.get(i));
    }
  }

  /** All parameters, running statistics too, and the next random numbers, after training. */
  private static List<float[]> train(
      Block block, Shape shape, Optimizer optimizer, boolean measuring) {
    Engine.getInstance().setRandomSeed(7);
    try (Model model = Model.newInstance("model", "PyTorch")) {
      model.setBlock(block);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create()).optOptimizer(optimizer);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(shape);
        NDManager manager = trainer.getManager();
        NDArray x = manager.randomNormal(shape);
        NDArray y = manager.randomNormal(new Shape(shape.get(0), 1));
        run(trainer, x, y, measuring);
        List<float[]> state = new ArrayList<>();
        block.getParameters().forEach(pair -> state.add(pair.getValue().getArray().toFloatArray()));
        state.add(manager.randomNormal(new Shape(5)).toFloatArray());
        return state;
      }
    }
  }

  private static void run(Trainer trainer, NDArray x, NDArray y, boolean measuring) {
    try (ModelView view = ModelView.of(trainer);
        Measurements measurements = new Measurements(view, trainer.getLoss(), x, y)) {
      for (int i = 0; i < STEPS; i++) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDList outputs = trainer.forward(new NDList(x));
          collector.backward(trainer.getLoss().evaluate(new NDList(y), outputs));
          if (measuring && i % 2 == 0) {
            measure(trainer, measurements, true);
          }
        }
        if (measuring && i % 2 == 1) {
          measure(trainer, measurements, false);
        }
        trainer.step();
      }
    }
  }

  private static void measure(Trainer trainer, Measurements measurements, boolean recording) {
    List<float[]> before = gradients(trainer);
    measurements.takeAll();
    assertEquals(recording, JniUtils.isGradMode());
    List<float[]> after = gradients(trainer);
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), after.get(i));
    }
  }

  private static List<float[]> gradients(Trainer trainer) {
    List<float[]> gradients = new ArrayList<>();
    trainer
        .getModel()
        .getBlock()
        .getParameters()
        .forEach(
            pair -> {
              if (pair.getValue().requiresGradient()) {
                try (NDArray gradient = pair.getValue().getArray().getGradient()) {
                  gradients.add(gradient.toFloatArray());
                }
              }
            });
    assertFalse(gradients.isEmpty());
    return gradients;
  }
}
