/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trajectory.Keeping;
import io.catapult.djl.trajectory.WeightTrajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TrajectoryRecorderTest {

  private static final int EPOCHS = 5;
  private static final int UPDATES = 20; // 4 batches an epoch

  /** All parameters, the running statistics among them, and the engine's next random numbers. */
  private static List<float[]> train(Optimizer optimizer, TrainingListener... listeners)
      throws Exception {
    Engine.getInstance().setRandomSeed(7);
    try (Model model = Model.newInstance("model", "PyTorch");
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = network();
      model.setBlock(block);
      NDArray x = manager.randomNormal(new Shape(16, 1, 5, 5));
      NDArray y = manager.randomNormal(new Shape(16, 1));
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.l2Loss())
              .optOptimizer(optimizer)
              .addTrainingListeners(listeners);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(4, 1, 5, 5));
        ArrayDataset data =
            new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(4, true).build();
        EasyTrain.fit(trainer, EPOCHS, data, null);
      }
      List<float[]> state = new ArrayList<>();
      for (Parameter parameter : block.getParameters().values()) {
        state.add(parameter.getArray().toType(DataType.FLOAT32, false).toFloatArray());
      }
      state.add(manager.randomNormal(new Shape(5)).toFloatArray());
      return state;
    }
  }

  private static Block network() {
    return new SequentialBlock()
        .add(Conv2d.builder().setFilters(4).setKernelShape(new Shape(3, 3)).build())
        .add(BatchNorm.builder().build())
        .add(Activation::relu)
        .add(Dropout.builder().optRate(0.3f).build())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(1).build());
  }

  private static Optimizer adam() {
    return Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.01f)).build();
  }

  @Test
  void theTrainingStaysAsItIsToTheBitAndItsWeightsAreTaken() throws Exception {
    List<float[]> without = train(adam());
    Optimizer optimizer = adam();
    try (WeightTrajectory path = WeightTrajectory.inMemory(100, Keeping.LATEST);
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      TrajectoryRecorder recorder =
          TrajectoryRecorder.of(path, optimizer, MeasuringSchedule.every(1));
      Weights witness = new Weights();
      List<float[]> with = train(optimizer, witness, recorder);
      assertEquals(without.size(), with.size());
      for (int i = 0; i < with.size(); i++) {
        assertArrayEquals(without.get(i), with.get(i));
      }
      assertTrue(recorder.failures().isEmpty(), () -> recorder.failures().toString());
      assertArrayEquals(LongStream.rangeClosed(0, UPDATES).toArray(), path.steps());
      for (int t = 0; t <= UPDATES; t++) {
        assertArrayEquals(witness.seen.get(t), path.weights(manager, t).toFloatArray());
      }
    }
  }

  /** Writes down the trainable weights that it is shown. */
  private static final class Weights extends TrainingListenerAdapter {

    private final List<float[]> seen = new ArrayList<>();

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData data) {
      seen.add(weights(trainer));
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
      seen.add(weights(trainer));
    }

    private static float[] weights(Trainer trainer) {
      NDList parts = new NDList();
      for (Parameter parameter : trainer.getModel().getBlock().getParameters().values()) {
        if (parameter.requiresGradient()) {
          parts.add(parameter.getArray().stopGradient().flatten());
        }
      }
      return NDArrays.concat(parts).toFloatArray();
    }
  }

  @Test
  void onlyStepsThatAreDueAreTakenAndTheLast() throws Exception {
    Optimizer optimizer = adam();
    try (WeightTrajectory path = WeightTrajectory.inMemory(100, Keeping.LATEST)) {
      train(optimizer, TrajectoryRecorder.of(path, optimizer, MeasuringSchedule.at(0, 7, 13)));
      assertArrayEquals(new long[] {0, 7, 13, UPDATES}, path.steps());
    }
  }

  @Test
  void aWholeRunEndsWhereTheTrainingEnds() throws Exception {
    Optimizer optimizer = adam();
    try (WeightTrajectory path = WeightTrajectory.inMemory(4, Keeping.WHOLE_RUN);
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Weights witness = new Weights();
      train(optimizer, witness, TrajectoryRecorder.of(path, optimizer, MeasuringSchedule.every(3)));
      assertArrayEquals(new long[] {0, 6, 12, UPDATES}, path.steps());
      assertArrayEquals(witness.seen.get(UPDATES), path.weights(manager, UPDATES).toFloatArray());
    }
  }

  @Test
  void aFailureIsCountedAndTheTrainingGoesOn() throws Exception {
    List<float[]> without = train(adam());
    Optimizer optimizer = adam();
    WeightTrajectory path = WeightTrajectory.inMemory(100, Keeping.LATEST);
    MeasuringSchedule failing =
        MeasuringSchedule.when(
            "fails",
            step -> {
              if (step == 5) {
                throw new IllegalStateException("on purpose");
              }
              return true;
            });
    TrajectoryRecorder recorder = TrajectoryRecorder.of(path, optimizer, failing);
    List<float[]> with = train(optimizer, recorder);
    for (int i = 0; i < with.size(); i++) {
      assertArrayEquals(without.get(i), with.get(i));
    }
    assertEquals(
        "{recording the weights: java.lang.IllegalStateException=1}",
        recorder.failures().toString());
    assertEquals(UPDATES, path.steps().length, "all but step 5, and the last");
    path.close();
  }
}
