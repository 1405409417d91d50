/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossValue;
import io.catapult.djl.trajectory.Keeping;
import io.catapult.djl.trajectory.WeightTrajectory;
import io.catapult.tribuo.data.DenseDataset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** The path of a training's weights, and the data to measure on it. */
class RecordedPathTest {

  private static final double ROUNDING = 1e-5;
  private static final int ROOM = 8;

  private static byte[] parameters(DjlModel<?> model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.writeParameters(bytes);
    return bytes.toByteArray();
  }

  /** The network of {@link Tasks} with the weights of a model. */
  private static Block network(DjlModel<?> model, int outputs, NDManager manager) throws Exception {
    Block block = new FullyConnectedFactory(2, 32).newBlock(Tasks.FEATURES, outputs);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, Tasks.FEATURES));
    block.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(parameters(model))));
    return block;
  }

  @Test
  void theTrainingStaysAsItIsToTheBitAndThePathEndsAtTheModel() throws Exception {
    DenseDataset<Regressor> data = Tasks.products();
    DjlTrainer<Regressor> trainer = Tasks.regression().build();
    DjlModel<Regressor> plain = trainer.train(data);
    trainer.setInvocationCount(0);
    try (WeightTrajectory path = WeightTrajectory.inMemory(ROOM, Keeping.WHOLE_RUN);
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      DjlModel<Regressor> model = trainer.train(TrainingData.of(data).withTrajectory(path));
      assertArrayEquals(parameters(plain), parameters(model));
      assertArrayEquals(new long[] {0, 8, 16, 24, 32, 40}, path.steps());
      try (ModelView view = ModelView.of(network(model, 1, manager))) {
        assertArrayEquals(
            view.flatParameters(manager).toFloatArray(), path.weights(manager, 40).toFloatArray());
      }
    }
  }

  @Test
  void theLossOnTheArraysIsThatOfTheTraining() throws Exception {
    DenseDataset<Label> classes = Tasks.largest(Tasks.SAMPLES, 3, 1);
    for (LossFunction loss : LossFunction.values()) {
      checkLoss(Tasks.classification().optLoss(loss), loss, classes, 3);
    }
    checkLoss(Tasks.regression(), LossFunction.SQUARED_ERROR, Tasks.products(), 1);
  }

  private static <T extends Output<T>> void checkLoss(
      DjlTrainerBuilder<T> builder, LossFunction loss, Dataset<T> data, int outputs)
      throws Exception {
    DjlTrainer<T> trainer = builder.build();
    DjlModel<T> model = trainer.train(data);
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        ModelView view = ModelView.of(network(model, outputs, manager))) {
      NDList arrays = trainer.toArrays(data, manager);
      assertEquals(new Shape(Tasks.SAMPLES, Tasks.FEATURES), arrays.get(0).getShape());
      NDList x = new NDList(arrays.get(0));
      NDList y = new NDList(arrays.get(1));
      assertEquals(
          model.getTrainLoss().orElseThrow(),
          LossValue.of(view, loss.newLoss(), x, y),
          ROUNDING,
          loss.name());
    }
  }

  @Test
  void dataThatCannotBeTrainedOnHaveNoArrays() {
    MutableDataset<Regressor> none =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("none", new RegressionFactory()),
            new RegressionFactory());
    DjlTrainer<Regressor> trainer = Tasks.regression().build();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      IllegalArgumentException fault =
          assertThrows(IllegalArgumentException.class, () -> trainer.toArrays(none, manager));
      assertEquals(
          "Expected training samples; found none. Remedy: give at least one.", fault.getMessage());
    }
  }
}
