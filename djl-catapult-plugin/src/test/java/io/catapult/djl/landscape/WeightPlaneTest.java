/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.trajectory.Keeping;
import io.catapult.djl.trajectory.PrincipalComponents;
import io.catapult.djl.trajectory.WeightTrajectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WeightPlaneTest {

  private static final double ROUNDING = 1e-12;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray vector(double... numbers) {
    return manager.create(numbers);
  }

  private ModelView linear(double... weights) {
    Block block = Linear.builder().setUnits(1).optBias(false).build();
    block.initialize(manager, DataType.FLOAT64, new Shape(1, weights.length));
    vector(weights)
        .reshape(1, weights.length)
        .copyTo(block.getParameters().get(0).getValue().getArray());
    return ModelView.of(block);
  }

  private double[] weightsAt(WeightPlane plane, ModelView like, double a, double b) {
    try (ModelView there = plane.at(like, a, b)) {
      return there.flatParameters(manager).toDoubleArray();
    }
  }

  @Test
  void inGivenDirectionsPlacesAreSums() {
    NDArray first = vector(1, 2, 0);
    try (ModelView model = linear(0, 0, 0);
        WeightPlane plane = WeightPlane.of(vector(5, 6, 7), first, vector(0, 1, -1))) {
      first.muli(0); // it has copies
      assertArrayEquals(
          new double[] {5 + 2, 6 + 4 - 3, 7 + 3}, weightsAt(plane, model, 2, -3), ROUNDING);
      NDArray off = vector(5 + 2, 6 + 4 - 3, 7 + 3);
      assertArrayEquals(new double[] {2, -3}, plane.coordinates(off), ROUNDING);
      NDArray normal = vector(-2, 1, 1); // at right angles to both
      assertArrayEquals(new double[] {2, -3}, plane.coordinates(off.add(normal.mul(4))), ROUNDING);
      assertEquals(3, plane.size());
    }
  }

  @Test
  void throughThreeWeightsTheAxesAreDistances() {
    NDArray o = vector(1, 1, 1);
    NDArray u = vector(1, 4, 5); // 5 away
    NDArray v = vector(1, 1 + 2 * 3, 1 + 2 * 4 + 1); // 2 times as far, and aside
    try (ModelView model = linear(0, 0, 0);
        WeightPlane plane = WeightPlane.through(o, u, v)) {
      assertArrayEquals(new double[] {0, 0}, plane.coordinates(o), ROUNDING);
      assertArrayEquals(new double[] {5, 0}, plane.coordinates(u), ROUNDING);
      double[] third = plane.coordinates(v);
      assertEquals(10 + 0.8, third[0], ROUNDING);
      assertEquals(0.6, third[1], ROUNDING);
      assertArrayEquals(v.toDoubleArray(), weightsAt(plane, model, third[0], third[1]), ROUNDING);
    }
  }

  @Test
  void towardsOtherWeightsTheOtherAxisIsAtRightAngles() {
    try (ModelView model = linear(1, 2, 3, 4);
        WeightPlane plane = WeightPlane.towards(model, vector(1, 2, 6, 8), 1)) {
      double[] first = weightsAt(plane, model, 5, 0);
      assertArrayEquals(new double[] {1, 2, 6, 8}, first, ROUNDING);
      double[] second = weightsAt(plane, model, 0, 1);
      double dot = 0;
      double length = 0;
      double[] origin = {1, 2, 3, 4};
      for (int i = 0; i < 4; i++) {
        dot += (first[i] - origin[i]) * (second[i] - origin[i]);
        length += Math.pow(second[i] - origin[i], 2);
      }
      assertEquals(0, dot, ROUNDING);
      assertEquals(1, length, ROUNDING);
    }
  }

  /** At (1, 0) each filter and neuron has moved as far as it is long, and nothing else has. */
  @Test
  void randomDirectionsAreNormalisedByFilterAndNeuron() {
    Block block =
        new SequentialBlock()
            .add(Conv2d.builder().setFilters(3).setKernelShape(new Shape(2, 2)).build())
            .add(BatchNorm.builder().build())
            .add(Activation::relu)
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(2).build());
    block.initialize(manager, DataType.FLOAT64, new Shape(1, 2, 4, 4));
    try (ModelView model = ModelView.of(block);
        WeightPlane plane = WeightPlane.random(model, 8);
        WeightPlane same = WeightPlane.random(model, 8);
        WeightPlane other = WeightPlane.random(model, 9)) {
      double[] w = model.flatParameters(manager).toDoubleArray();
      for (int axis = 0; axis < 2; axis++) {
        double[] moved = weightsAt(plane, model, 1 - axis, axis);
        for (ParameterInfo parameter : model.parameters()) {
          int filters = (int) parameter.shape().get(0);
          int size = (int) parameter.size() / filters;
          for (int i = 0; i < filters; i++) {
            int from = (int) parameter.offset() + i * size;
            double expected =
                parameter.shape().dimension() == 1
                    ? 0
                    : distance(w, new double[w.length], from, size);
            assertEquals(expected, distance(w, moved, from, size), ROUNDING, parameter.name());
          }
        }
      }
      assertArrayEquals(
          weightsAt(plane, model, 1, 1), weightsAt(same, model, 1, 1), "the seed decides");
      assertTrue(
          distance(weightsAt(plane, model, 1, 0), weightsAt(other, model, 1, 0), 0, w.length)
              > 0.1);
      assertTrue(
          distance(weightsAt(plane, model, 1, 0), weightsAt(plane, model, 0, 1), 0, w.length)
              > 0.1);
    }
  }

  private static double distance(double[] a, double[] b, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /** The path of weights that move in a plane of many dimensions is where its coordinates say. */
  @Test
  void onThePrincipalPlaneThePathIsAtItsCoordinates() {
    double[][] path = {{0, 3, 1, 2}, {1, 2.5, 1, 2}, {2, 1, 1, 2}, {2.5, 0.5, 1, 2}};
    try (WeightTrajectory weights = WeightTrajectory.inMemory(10, Keeping.LATEST)) {
      for (int i = 0; i < path.length; i++) {
        try (ModelView model = linear(path[i])) {
          weights.add(i, model);
        }
      }
      PrincipalComponents components = weights.principalComponents(0, 3, 2);
      try (ModelView model = linear(0, 0, 0, 0);
          NDArray end = weights.weights(manager, 3);
          WeightPlane plane = WeightPlane.of(end, components)) {
        for (int i = 0; i < path.length; i++) {
          double[] place = components.coordinates()[i];
          assertArrayEquals(path[i], weightsAt(plane, model, place[0], place[1]), ROUNDING);
          assertArrayEquals(place, plane.coordinates(vector(path[i])), ROUNDING);
        }
      }
    }
  }

  @Test
  void whatDoesNotSuitIsTold() {
    NDArray o = vector(0, 0, 0);
    assertFault(
        () -> WeightPlane.of(o, vector(1, 2, 3), vector(-2, -4, -6)), "not parallel; found");
    assertFault(() -> WeightPlane.of(o, vector(0, 0, 0), vector(1, 0, 0)), "not parallel; found");
    assertFault(
        () -> WeightPlane.of(o, vector(1, 0), vector(1, 0, 0)), "3 weights of float64; found 2");
    assertFault(() -> WeightPlane.through(o, o, vector(1, 0, 0)), "do not lie on a line");
    NDArray narrow = o.toType(DataType.FLOAT32, true);
    assertFault(() -> WeightPlane.through(narrow, o, o), "of float32; found 3 of float64");
    try (ModelView small = linear(1, 2);
        WeightPlane plane = WeightPlane.of(o, vector(1, 0, 0), vector(0, 1, 0))) {
      assertFault(() -> plane.at(small, 0, 0), "weights [2] of float64");
    }
  }

  @Test
  void ofAModelWithoutFiltersEachWholeParameterMovesAsFarAsItIsLong() {
    Block graph = Networks.denseNet().setInputs(3).setDepth(3).setWidth(4).build();
    graph.initialize(manager, DataType.FLOAT64, new Shape(1, 3));
    assertMovesByParameter(graph);
    Block norm = BatchNorm.builder().build();
    norm.initialize(manager, DataType.FLOAT64, new Shape(2, 3));
    assertMovesByParameter(norm);
  }

  private void assertMovesByParameter(Block block) {
    try (ModelView model = ModelView.of(block);
        WeightPlane plane = WeightPlane.random(model, 8)) {
      double[] w = model.flatParameters(manager).toDoubleArray();
      for (int axis = 0; axis < 2; axis++) {
        double[] moved = weightsAt(plane, model, 1 - axis, axis);
        for (ParameterInfo parameter : model.parameters()) {
          int from = (int) parameter.offset();
          int size = (int) parameter.size();
          double length = distance(w, new double[w.length], from, size);
          assertEquals(length, distance(w, moved, from, size), ROUNDING, parameter.name());
        }
      }
      NDArray other = vector(w).mul(2);
      try (WeightPlane towards = WeightPlane.towards(model, other, 8)) {
        assertArrayEquals(
            new double[] {distance(w, new double[w.length], 0, w.length), 0},
            towards.coordinates(other),
            ROUNDING);
      }
    }
  }

  @Test
  void weightsThatNoRandomDirectionMovesAreTold() {
    String words = "Expected at least 2 weights that a random direction moves";
    try (ModelView none = linear(0, 0, 0);
        ModelView one = linear(5)) {
      assertFault(() -> WeightPlane.random(none, 1), words);
      assertFault(() -> WeightPlane.random(none, 1), "found 0 of 3; filters of length 0");
      assertFault(() -> WeightPlane.towards(none, vector(1, 0, 0), 1), "found 0 of 3");
      assertFault(() -> WeightPlane.random(one, 1), "found 1 of 1");
    }
  }

  private static void assertFault(Runnable call, String words) {
    MeasurementException fault = assertThrows(MeasurementException.class, call::run);
    assertTrue(fault.getMessage().contains(words), fault::getMessage);
  }
}
