/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import org.junit.jupiter.api.Test;

class SquaredErrorLossTest extends BlockFixture {

  private static NDArray evaluate(NDArray label, NDArray prediction) {
    return SquaredErrorLoss.create().evaluate(new NDList(label), new NDList(prediction));
  }

  private static String refusal(NDArray label, NDArray prediction) {
    return assertThrows(IllegalArgumentException.class, () -> evaluate(label, prediction))
        .getMessage();
  }

  @Test
  void sumsOverOutputsAndAveragesOverSamples() {
    NDArray prediction = manager.create(new double[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
    NDArray label = manager.create(new double[] {0, 0, 0, 4, 4, 4}, new Shape(2, 3));
    NDArray loss = evaluate(label, prediction);
    assertEquals((1 + 4 + 9 + 0 + 1 + 4) / 2.0, loss.getDouble());
    assertEquals(new Shape(), loss.getShape());
  }

  @Test
  void isTwiceTheOutputsTimesTheLossOfDjl() {
    NDArray prediction = normal(5, 3);
    NDArray label = normal(5, 3);
    double djl = Loss.l2Loss().evaluate(new NDList(label), new NDList(prediction)).getDouble();
    assertEquals(2 * 3 * djl, evaluate(label, prediction).getDouble(), ROUNDING_64);
  }

  @Test
  void aColumnAndAVectorAreTheSame() {
    NDArray column = manager.create(new double[] {1, 2, 3, 4}, new Shape(4, 1));
    NDArray vector = manager.create(new double[] {0, 2, 4, 4});
    assertEquals(0.5, evaluate(vector, column).getDouble());
    assertEquals(0.5, evaluate(column, vector).getDouble());
  }

  @Test
  void labelsTakeTheTypeOfThePredictions() {
    NDArray prediction = manager.create(new float[] {1, 2}, new Shape(2, 1));
    for (DataType type : new DataType[] {DataType.INT64, DataType.FLOAT64, DataType.FLOAT32}) {
      NDArray loss = evaluate(manager.zeros(new Shape(2), type), prediction);
      assertEquals(DataType.FLOAT32, loss.getDataType());
      assertEquals(2.5f, loss.getFloat());
    }
  }

  @Test
  void gradientIsTwiceTheResidualOverTheSamples() {
    NDArray prediction = normal(4, 2);
    NDArray label = normal(4, 2);
    prediction.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(evaluate(label, prediction));
    }
    double[] expected = prediction.stopGradient().sub(label).mul(2.0 / 4).toDoubleArray();
    assertArrayEquals(expected, prediction.getGradient().toDoubleArray(), ROUNDING_64);
    assertEquals(8, label.toDoubleArray().length, "the labels stay open");
  }

  @Test
  void mismatchedShapesAreRefusedAndNeverBroadcast() {
    assertEquals(
        "Expected labels of the predictions' shape (4, 3), found (4); "
            + "give one number for each sample and output (for classes: one-hot labels)",
        refusal(normal(4), normal(4, 3)));
    refusal(normal(3), normal(4, 1));
    refusal(normal(1), normal(4, 1));
    refusal(normal(4, 1), normal(4, 3));
    refusal(normal(3, 4), normal(4, 3));
    refusal(normal(1, 4), normal(4, 1));
    refusal(normal(4, 4), normal(4));
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertEquals(
        "Expected predictions [n, ..] of at least one sample, found shape (0, 2); "
            + "give a batch with a leading sample dimension",
        refusal(normal(0, 2), normal(0, 2)));
    refusal(manager.create(1.0), manager.create(1.0));
  }
}
