/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import io.catapult.tribuo.data.DenseDataset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.regression.Regressor;

/** A block that was made and trained by DJL alone. */
public class WrappedModelTest {

  private static final double ROUNDING = 1e-6;

  private final DenseDataset<Regressor> data = Tasks.products(Tasks.SAMPLES, 2, 3);
  private NDManager manager;
  private Block block;

  /** The factory's method; batch normalisation has running statistics to carry. */
  public static Block network(int in, int out) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(9).build())
        .add(BatchNorm.builder().build())
        .add(Activation.tanhBlock())
        .add(Linear.builder().setUnits(out).build());
  }

  @BeforeEach
  void makeBlock() {
    manager = NDManager.newBaseManager();
    block = network(Tasks.FEATURES, 2);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, Tasks.FEATURES));
    // One pass in training mode moves the running statistics.
    block.forward(new ParameterStore(manager, false), new NDList(data.toArray(manager)), true);
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private double[] byDjl() {
    NDArray f =
        block
            .forward(new ParameterStore(manager, false), new NDList(data.toArray(manager)), false)
            .singletonOrThrow();
    float[] numbers = f.toFloatArray();
    double[] wide = new double[numbers.length];
    Arrays.setAll(wide, i -> numbers[i]);
    return wide;
  }

  @Test
  void aWrappedBlockPredictsAsDjlDoes() {
    DjlModel<Regressor> model =
        DjlModel.wrap(block, new RegressionBridge()).setDomain(data).build();
    assertArrayEquals(byDjl(), Tasks.values(model, data));
    assertEquals(Optional.empty(), model.getTrainingTrace());
    assertEquals(Optional.empty(), model.getEnding());
    model.close();
    assertArrayEquals(byDjl(), Tasks.values(model.copy(), data));
  }

  @Test
  void withItsFactoryItGoesThroughAFile() {
    DjlModel<Regressor> model =
        DjlModel.wrap(block, new RegressionBridge())
            .setDomain(data)
            .optFactory(new MethodBlockFactory(WrappedModelTest.class, "network"))
            .optName("by hand")
            .build();
    assertArrayEquals(byDjl(), Tasks.values(model, data));
    Model<?> read = Model.deserialize(model.serialize());
    assertEquals("by hand", read.getName());
    assertArrayEquals(byDjl(), Tasks.values(read, data));
  }

  @Test
  void withoutAFactoryItCannotBeSerialised() {
    DjlModel<Regressor> model =
        DjlModel.wrap(block, new RegressionBridge()).setDomain(data).build();
    String message =
        assertThrows(UnsupportedOperationException.class, model::serialize).getMessage();
    assertTrue(message.endsWith("Remedy: call optFactory when it is wrapped."), message);
  }

  @Test
  void oneExampleIsPredictedAsInABatch() {
    DjlModel<Regressor> model =
        DjlModel.wrap(block, new RegressionBridge()).setDomain(data).build();
    double[] all = Tasks.values(model, data);
    for (int i = 0; i < data.size(); i++) {
      Example<Regressor> example = data.getExample(i);
      Prediction<Regressor> prediction = model.predict(example);
      double[] own = Arrays.copyOfRange(all, 2 * i, 2 * i + 2);
      assertArrayEquals(own, prediction.getOutput().getValues(), ROUNDING);
      assertEquals(example, prediction.getExample());
      assertEquals(Tasks.FEATURES, prediction.getNumActiveFeatures());
    }
  }

  @Test
  void manyExamplesArePredictedInSeveralBatches() {
    DjlModel<Regressor> model =
        DjlModel.wrap(block, new RegressionBridge()).setDomain(data).build();
    int[] rows = new int[2500];
    Arrays.setAll(rows, i -> i % data.size());
    double[] few = Tasks.values(model, data);
    double[] many = Tasks.values(model, data.subset(rows));
    for (int i = 0; i < many.length; i++) {
      assertEquals(few[i % few.length], many[i], ROUNDING);
    }
  }

  @Test
  void aBlockWithOtherOutputsIsAnErrorAtTheFirstPrediction() {
    DenseDataset<Label> labelled = Tasks.largest(Tasks.SAMPLES, 3, 1);
    DjlModel<Label> model =
        DjlModel.wrap(block, new ClassificationBridge()).setDomain(labelled).build();
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.predict(labelled)).getMessage();
    assertTrue(message.contains("found 120 numbers"), message);
    assertTrue(message.endsWith("wrap a block that gives [n, 3]."), message);
  }

  @Test
  void whatIsMissingIsNamedAtOnce() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> DjlModel.wrap(null, new RegressionBridge()).build())
            .getMessage();
    assertTrue(message.contains("block: expected a block"), message);
    assertTrue(message.contains("features: expected a feature map"), message);
    assertTrue(message.contains("outputs: expected output information"), message);
  }
}
