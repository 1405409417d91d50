/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.catapult.djl.autodiff.FreedMemory;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.MeasuringSchedule;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.trace.Quantity;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twins trained by DJL and watched by the listener, as any block is. */
final class TrainedTwinsTest {

  private static final int SAMPLES = 6;
  private static final int INPUTS = 4;
  private static final int STEPS = 8;

  private final NDManager manager = NDManager.newBaseManager();
  private Block network;
  private NDArray x;
  private NDArray y;

  @BeforeEach
  void draw() {
    Engine.getInstance().setRandomSeed(3);
    Random random = new Random(3);
    network = Networks.fullyConnected().setDepth(2).setWidth(32).build();
    network.initialize(manager, DataType.FLOAT32, new Shape(1, INPUTS));
    x = manager.create(floats(random, SAMPLES * INPUTS), new Shape(SAMPLES, INPUTS));
    y = manager.create(floats(random, SAMPLES), new Shape(SAMPLES, 1));
  }

  private static float[] floats(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Full-batch gradient descent; the trace has every step. */
  private CatapultListener train(Block block, float rate) {
    try (Model model = Model.newInstance("twin", "PyTorch")) {
      model.setBlock(block);
      Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
      CatapultListener listener =
          CatapultListener.builder()
              .setOptimizer(sgd)
              .setProbeData(x, y)
              .optSchedule(MeasuringSchedule.every(1))
              .build();
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create())
              .optOptimizer(sgd)
              .addTrainingListeners(listener);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(SAMPLES, INPUTS));
        for (int step = 0; step < STEPS; step++) {
          try (NDManager scratch = manager.newSubManager();
              Batch batch = batch(scratch)) {
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();
          }
        }
        listener.flush();
        return listener;
      }
    }
  }

  private Batch batch(NDManager scratch) {
    NDList data = new NDList(x.duplicate());
    NDList labels = new NDList(y.duplicate());
    data.attach(scratch);
    labels.attach(scratch);
    return new Batch(
        scratch.newSubManager(), data, labels, SAMPLES, Batchifier.STACK, Batchifier.STACK, 0, 0);
  }

  @Test
  void theLinearTwinFollowsItsConstantKernel() {
    double[] kernel =
        TangentKernel.of(ModelView.of(network))
            .exact(new NDList(x))
            .matrix()
            .toType(DataType.FLOAT64, true)
            .toDoubleArray();
    double[] residual = new double[SAMPLES];
    try (ModelView view = ModelView.of(network)) {
      float[] outputs = view.outputs(manager, new NDList(x)).toFloatArray();
      for (int i = 0; i < SAMPLES; i++) {
        residual[i] = outputs[i] - y.getFloat(i, 0);
      }
    }
    float rate = 0.3f;
    CatapultListener listener = train(new LinearizedModel(network), rate);
    double[] losses = listener.trace().series(Quantity.PROBE_LOSS).values();
    double[] norms = listener.trace().series(Quantity.PROBE_NTK_NORM).values();
    assertEquals(STEPS + 1, losses.length, "the end too");
    for (int step = 0; step <= STEPS; step++) {
      double loss = 0;
      for (double each : residual) {
        loss += each * each / SAMPLES;
      }
      assertEquals(loss, losses[step], 1e-4 * (1 + loss), "step " + step);
      assertEquals(norms[0], norms[step], 1e-4 * norms[0]);
      residual = next(residual, kernel, 2 * rate / SAMPLES);
    }
  }

  /** (I - c K) r, Eq. 3.7. */
  private static double[] next(double[] residual, double[] kernel, double c) {
    double[] next = residual.clone();
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        next[i] -= c * kernel[i * SAMPLES + j] * residual[j];
      }
    }
    return next;
  }

  @Test
  void theQuadraticTwinBeginsAsTheNetworkAndLeavesItAlone() {
    float[] before = network.getParameters().get(0).getValue().getArray().toFloatArray();
    CatapultListener twin = train(new QuadraticModel(network), 0.05f);
    assertArrayEquals(before, network.getParameters().get(0).getValue().getArray().toFloatArray());
    CatapultListener itself = train(network, 0.05f);
    double[] ofTwin = twin.trace().series(Quantity.PROBE_LOSS).values();
    double[] ofNetwork = itself.trace().series(Quantity.PROBE_LOSS).values();
    assertEquals(ofNetwork[0], ofTwin[0], 1e-6);
    assertEquals(ofNetwork[1], ofTwin[1], 0.02 * ofNetwork[1]);
    assertTrue(ofTwin[STEPS - 1] < ofTwin[0]);
  }

  /** The numbers that operations are given, as the 1 of swish, are read in the backward pass. */
  @Test
  void aGarbageCollectionBetweenThePassesChangesNothing() {
    network =
        Networks.fullyConnected()
            .setDepth(3)
            .setWidth(32)
            .optActivation(list -> Activation.swish(list, 1))
            .build();
    network.initialize(manager, DataType.FLOAT32, new Shape(1, INPUTS));
    List<Supplier<Block>> twins =
        List.of(() -> new QuadraticModel(network), () -> new LinearizedModel(network));
    for (Supplier<Block> twin : twins) {
      float[] calm = gradient(twin.get(), () -> {});
      assertArrayEquals(calm, gradient(twin.get(), FreedMemory::overwrite));
    }
  }

  private float[] gradient(Block block, Runnable between) {
    NDArray weight = block.getParameters().get(0).getValue().getArray();
    GradMode.paused(() -> weight.addi(0.1f));
    try (NDManager scratch = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDList data = new NDList(x.duplicate());
      data.attach(scratch);
      NDArray outputs =
          block.forward(new ParameterStore(scratch, false), data, true).singletonOrThrow();
      NDArray loss = outputs.square().sum();
      between.run();
      collector.backward(loss);
      return weight.getGradient().toFloatArray();
    }
  }
}
