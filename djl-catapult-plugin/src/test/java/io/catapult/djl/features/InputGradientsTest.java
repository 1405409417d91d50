/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.Tolerances;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows and their order, and the chunks that a memory bound cuts a batch into. */
class InputGradientsTest extends FeaturesFixture {

  /** What a small sample is taken to need. */
  private static final long MIB = 1L << 20;

  @Test
  void theRowsOfOneSampleFollowEachOther() {
    NDArray w = manager.create(new double[] {1, 2, 0, 3, -1, 1}, new Shape(2, 3));
    try (ModelView model = ModelView.of(linear(w))) {
      NDArray rows = InputGradients.of(model).rows(manager, new NDList(normal(2, 3)));
      assertEquals(new Shape(4, 3), rows.getShape());
      assertArrayEquals(
          new double[] {1, 2, 0, 3, -1, 1, 1, 2, 0, 3, -1, 1}, numbers(rows), ROUNDING_64);
    }
  }

  @Test
  void aSampleOfOneNumberHasGradientsOfOneNumber() {
    NDArray w = manager.create(new double[] {5}, new Shape(1, 1));
    try (ModelView model = ModelView.of(linear(w))) {
      NDArray rows = InputGradients.of(model).rows(manager, new NDList(normal(3, 1)));
      assertEquals(new Shape(3, 1), rows.getShape());
      assertArrayEquals(new double[] {5, 5, 5}, numbers(rows), ROUNDING_64);
    }
  }

  @Test
  void chunksGiveWhatTheWholeGives() {
    NDArray x = normal(11, 5);
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 5, 3))) {
      NDArray whole = InputGradients.of(model).rows(manager, new NDList(x));
      InputGradients bounded = bounded(model, 4 * MIB);
      assertEquals(List.of(4L, 4L, 3L), chunks(bounded, x));
      NDArray joined = bounded.rows(manager, new NDList(x));
      assertEquals(whole.getShape(), joined.getShape());
      assertTrue(Tolerances.relativeError(joined, whole) < ROUNDING_64);
    }
  }

  @Test
  void manyOutputsMakeChunksSmallerOnceTheirNumberIsKnown() {
    NDArray w = normal(2000, 100);
    NDArray x = normal(11, 100);
    try (ModelView model = ModelView.of(linear(w))) {
      // 512 numbers of activations and 2,000 of gradients for each of 100: 1.9 MiB a sample.
      InputGradients bounded = bounded(model, 8 * MIB);
      assertEquals(List.of(4L, 4L, 3L), chunks(bounded, x));
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> chunks(bounded(model, MIB), x));
      assertEquals(
          "Expected input gradients of one sample of at most 1048576 bytes; found gradients of"
              + " 2000 outputs, 1600000 bytes. Remedy: raise the bound with withMemoryBytes, or"
              + " give the model fewer outputs.",
          error.getMessage());
    }
  }

  @Test
  void gradientsBeyondTheBoundAreNotKept() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 1000, 2))) {
      InputGradients bounded = bounded(model, MIB);
      NDList x = new NDList(normal(100, 1000));
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> bounded.rows(manager, x));
      assertTrue(error.getMessage().contains("1600000 bytes"), error.getMessage());
      assertTrue(error.getMessage().contains("use Agop"), error.getMessage());
    }
  }

  @Test
  void aBoundOfNothingIsRefused() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 4, 1))) {
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> bounded(model, 0));
      assertEquals(
          "Expected a positive number of bytes; found 0. Remedy: give for example 1L << 30.",
          error.getMessage());
    }
  }

  private static InputGradients bounded(ModelView model, long bytes) {
    return InputGradients.of(model).withMemoryBytes(bytes);
  }

  private static List<Long> chunks(InputGradients gradients, NDArray x) {
    List<Long> sizes = new ArrayList<>();
    gradients.forEachChunk(new NDList(x), chunk -> sizes.add(chunk.getShape().get(0)));
    return sizes;
  }
}
