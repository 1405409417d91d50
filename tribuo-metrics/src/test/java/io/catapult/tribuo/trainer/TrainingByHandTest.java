/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.tribuo.data.DenseDataset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.regression.Regressor;

/** The same training written out with DJL's own trainer. */
class TrainingByHandTest {

  private static final int STEPS = 25;

  private static final float RATE = 0.5f;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameTrainingThroughDjlAloneGivesTheSameNumbersBitByBit(boolean watched) {
    DenseDataset<Regressor> data = Tasks.products();
    DjlTrainerBuilder<Regressor> builder =
        Tasks.regression().optBatchSize(0).setOptimizer(OptimizerSpec.sgd(RATE)).setEpochs(STEPS);
    if (watched) {
      builder.optWatch(Tasks.watch());
    }
    DjlModel<Regressor> model = builder.build().train(data);
    float[] byHand = byHand(data, engineSeed(model));
    double[] expected = new double[byHand.length];
    for (int i = 0; i < byHand.length; i++) {
      expected[i] = byHand[i];
    }
    assertArrayEquals(expected, Tasks.values(model, data));
  }

  private static int engineSeed(DjlModel<?> model) {
    for (Pair<String, ? extends Provenance> pair : model.getProvenance().getInstanceProvenance()) {
      if (pair.getA().equals("engine-seed")) {
        return ((IntProvenance) pair.getB()).getValue();
      }
    }
    throw new AssertionError("no engine seed");
  }

  /** The outputs on the training data after the training. */
  private static float[] byHand(DenseDataset<Regressor> data, int seed) {
    try (Model model = Model.newInstance("by-hand", "PyTorch")) {
      Engine.getInstance().setRandomSeed(seed);
      Block block = Networks.fullyConnected().setDepth(2).setWidth(32).optBias(false).build();
      model.setBlock(block);
      NDManager manager = model.getNDManager();
      block.initialize(manager, DataType.FLOAT32, new Shape(1, Tasks.FEATURES));
      NDArray x = data.toArray(manager);
      float[] targets = new float[data.size()];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = (float) data.getOutput(i).getValues()[0];
      }
      NDArray y = manager.create(targets, new Shape(targets.length, 1));
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create())
              .optOptimizer(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(RATE)).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(x.getShape());
        for (int step = 0; step < STEPS; step++) {
          try (Batch batch = batch(trainer, x, y)) {
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();
          }
        }
        try (Batch batch = batch(trainer, x, y)) {
          return trainer.evaluate(batch.getData()).singletonOrThrow().toFloatArray();
        }
      }
    }
  }

  private static Batch batch(Trainer trainer, NDArray x, NDArray y) {
    NDManager owner = trainer.getManager().newSubManager();
    NDList data = new NDList(x.duplicate());
    NDList labels = new NDList(y.duplicate());
    data.attach(owner);
    labels.attach(owner);
    int size = (int) x.getShape().get(0);
    return new Batch(owner, data, labels, size, Batchifier.STACK, Batchifier.STACK, 0, 0);
  }
}
