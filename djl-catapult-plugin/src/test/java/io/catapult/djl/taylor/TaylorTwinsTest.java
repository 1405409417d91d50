/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
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
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.nn.Networks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TaylorTwinsTest {

  private static final int INPUTS = 3;
  private static final int SAMPLES = 5;

  private final NDManager manager = NDManager.newBaseManager();
  private final Random random = new Random(11);

  @AfterEach
  void close() {
    manager.close();
  }

  private Block network(boolean isLinear) {
    Block network =
        Networks.fullyConnected()
            .setDepth(isLinear ? 2 : 3)
            .setWidth(6)
            .optOutputs(2)
            .optActivation(isLinear ? list -> list : Activation::tanh)
            .optBias(!isLinear)
            .build();
    network.initialize(manager, DataType.FLOAT64, new Shape(1, INPUTS));
    return network;
  }

  private NDArray inputs() {
    double[] x = random.doubles(SAMPLES * INPUTS, -2, 2).toArray();
    return manager.create(x, new Shape(SAMPLES, INPUTS));
  }

  /** Sets the weights of both to those of the network and a step of a length. */
  private double[][] directions(Block block) {
    double[][] all = new double[block.getParameters().size()][];
    int i = 0;
    for (Pair<String, Parameter> pair : block.getParameters()) {
      int size = (int) pair.getValue().getArray().size();
      all[i++] = random.doubles(size, -1, 1).toArray();
    }
    return all;
  }

  private static void move(Block block, double[][] directions, double length) {
    int i = 0;
    for (Pair<String, Parameter> pair : block.getParameters()) {
      NDArray array = pair.getValue().getArray();
      double[] values = array.toDoubleArray();
      for (int j = 0; j < values.length; j++) {
        values[j] += length * directions[i][j];
      }
      array.set(DoubleBuffer.wrap(values));
      i++;
    }
  }

  private double[] outputs(Block block, NDArray x, boolean training) {
    return block
        .forward(new ParameterStore(manager, false), new NDList(x), training)
        .singletonOrThrow()
        .toDoubleArray();
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void atTheCentreBothAreTheNetwork() {
    Block network = network(false);
    NDArray x = inputs();
    for (boolean training : new boolean[] {false, true}) {
      assertArrayEquals(
          outputs(network, x, false), outputs(new LinearizedModel(network), x, training), 1e-14);
      assertArrayEquals(
          outputs(network, x, false), outputs(new QuadraticModel(network), x, training), 1e-14);
    }
  }

  @Test
  void theErrorFallsAsTheSquareAndAsTheCubeOfTheDistance() {
    NDArray x = inputs();
    double[] linear = new double[2];
    double[] quadratic = new double[2];
    Block network = network(false);
    double[][] directions = directions(network);
    for (int i = 0; i < 2; i++) {
      double length = 0.02 / (1 << i);
      LinearizedModel lin = new LinearizedModel(network);
      QuadraticModel quad = new QuadraticModel(network);
      move(lin, directions, length);
      move(quad, directions, length);
      move(network, directions, length);
      double[] truth = outputs(network, x, false);
      linear[i] = distance(truth, outputs(lin, x, false));
      quadratic[i] = distance(truth, outputs(quad, x, false));
      move(network, directions, -length);
    }
    assertEquals(4, linear[0] / linear[1], 0.2);
    assertEquals(8, quadratic[0] / quadratic[1], 0.4);
  }

  @Test
  void aTwoLayerLinearNetworkIsItsQuadraticTwin() {
    Block network = network(true);
    NDArray x = inputs();
    QuadraticModel quad = new QuadraticModel(network);
    double[][] directions = directions(network);
    move(quad, directions, 3);
    move(network, directions, 3);
    assertArrayEquals(outputs(network, x, false), outputs(quad, x, true), 1e-12);
    assertArrayEquals(outputs(network, x, false), outputs(quad, x, false), 1e-12);
    assertArrayEquals(gradient(network, x), gradient(quad, x), 1e-12);
  }

  /** Of the sum of squares, by DJL's collector; the quick one of an update. */
  private double[] gradient(Block block, NDArray x) {
    for (Pair<String, Parameter> pair : block.getParameters()) {
      pair.getValue().getArray().setRequiresGradient(true);
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray f =
          block.forward(new ParameterStore(manager, false), new NDList(x), true).singletonOrThrow();
      collector.backward(f.mul(f).sum());
    }
    NDList gradients = new NDList();
    block.getParameters().forEach(pair -> gradients.add(pair.getValue().getArray().getGradient()));
    double[] flat = new double[gradients.stream().mapToInt(g -> (int) g.size()).sum()];
    int at = 0;
    for (NDArray each : gradients) {
      double[] values = each.toDoubleArray();
      System.arraycopy(values, 0, flat, at, values.length);
      at += values.length;
    }
    return flat;
  }

  @Test
  void theGradientOfAnUpdateIsThatOfThePolynomial() {
    checkGradient(network(false), inputs());
  }

  @Test
  void soItIsWithConvolutionsAndBatchNorm() {
    Block network =
        new SequentialBlock()
            .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(3).build())
            .add(BatchNorm.builder().build())
            .add(Activation.tanhBlock())
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(2).build());
    Shape images = new Shape(SAMPLES, 1, 5, 5);
    network.initialize(manager, DataType.FLOAT64, images);
    checkGradient(network, manager.create(random.doubles(images.size()).toArray(), images));
  }

  private void checkGradient(Block network, NDArray x) {
    for (TaylorBlock twin :
        new TaylorBlock[] {new LinearizedModel(network), new QuadraticModel(network)}) {
      double[][] away = directions(twin);
      move(twin, away, 0.7);
      double[][] along = directions(twin);
      double slope = 0;
      double[] gradient = gradient(twin, x);
      int at = 0;
      for (double[] part : along) {
        for (double each : part) {
          slope += each * gradient[at++];
        }
      }
      double step = 1e-5;
      move(twin, along, step);
      double up = squares(outputs(twin, x, false));
      move(twin, along, -2 * step);
      double down = squares(outputs(twin, x, false));
      assertEquals((up - down) / (2 * step), slope, 1e-6 * Math.abs(slope));
    }
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double each : values) {
      sum += each * each;
    }
    return sum;
  }

  @Test
  void theKernelOfTheLinearTwinIsConstantAndThatOfTheNetwork() {
    Block network = network(false);
    NDArray x = inputs();
    LinearizedModel twin = new LinearizedModel(network);
    double[] start = kernel(network, x);
    assertArrayEquals(start, kernel(twin, x), 1e-12);
    move(twin, directions(twin), 1);
    assertArrayEquals(start, kernel(twin, x), 1e-12);
  }

  @Test
  void theKernelOfTheQuadraticTwinIsThatOfItsOutputs() {
    Block network = network(true);
    NDArray x = inputs();
    QuadraticModel twin = new QuadraticModel(network);
    double[][] directions = directions(network);
    move(twin, directions, 1);
    move(network, directions, 1);
    assertArrayEquals(kernel(network, x), kernel(twin, x), 1e-11);
  }

  private double[] kernel(Block block, NDArray x) {
    return TangentKernel.of(ModelView.of(block)).exact(new NDList(x)).matrix().toDoubleArray();
  }

  @Test
  void aLayerNormHasNoQuadraticTwin() {
    Block network = Networks.visionTransformer().optDepth(1).optWidth(8).build();
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 8));
    MeasurementException error =
        assertThrows(MeasurementException.class, () -> new QuadraticModel(network));
    assertTrue(error.getMessage().contains("without LayerNorm"), error.getMessage());
  }

  @Test
  void aTwinOfABlockWithoutWeightsBeginsWhereItIsInitialised() {
    Block network = Networks.fullyConnected().setDepth(2).setWidth(4).build();
    try (QuadraticModel twin = new QuadraticModel(network)) {
      assertFalse(twin.isInitialized());
      NDArray x = inputs();
      MeasurementException error =
          assertThrows(MeasurementException.class, () -> outputs(twin, x, false));
      assertTrue(error.getMessage().contains("initialise it"), error.getMessage());
      Engine.getInstance().setRandomSeed(5);
      twin.initialize(manager, DataType.FLOAT64, new Shape(1, INPUTS));
      assertArrayEquals(outputs(network, x, false), outputs(twin, x, false), 1e-12);
      Block same = Networks.fullyConnected().setDepth(2).setWidth(4).build();
      Engine.getInstance().setRandomSeed(5);
      same.initialize(manager, DataType.FLOAT64, new Shape(1, INPUTS));
      assertArrayEquals(
          outputs(same, x, false), outputs(twin, x, false), 1e-12, "drawn as the network's are");
    }
  }

  @Test
  void aTwinIsSavedWithItsCentre() throws IOException, MalformedModelException {
    Block network = normalised();
    network.initialize(manager, DataType.FLOAT64, new Shape(1, INPUTS));
    NDArray x = inputs();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    double[] expected;
    try (QuadraticModel twin = new QuadraticModel(network)) {
      move(twin, directions(twin), 0.7);
      move(network, directions(network), 0.3);
      expected = outputs(twin, x, false);
      twin.saveParameters(new DataOutputStream(bytes));
    }
    byte[] saved = bytes.toByteArray();
    Engine.getInstance().setRandomSeed(9);
    double next = manager.randomNormal(new Shape(1)).getFloat(0);
    Engine.getInstance().setRandomSeed(9);
    try (QuadraticModel fresh = new QuadraticModel(normalised());
        QuadraticModel other = new QuadraticModel(network)) {
      for (QuadraticModel twin : List.of(fresh, other)) {
        twin.loadParameters(manager, stream(saved));
        assertArrayEquals(expected, outputs(twin, x, false), 1e-12);
      }
    }
    assertEquals(next, manager.randomNormal(new Shape(1)).getFloat(0), "no draws");
  }

  /** With running statistics, which belong to the centre. */
  private static Block normalised() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(4).build())
        .add(BatchNorm.builder().build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(1).build());
  }

  @Test
  void theParametersOfAnotherTwinAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (QuadraticModel twin = new QuadraticModel(network(true))) {
      twin.saveParameters(new DataOutputStream(bytes));
    }
    byte[] saved = bytes.toByteArray();
    try (QuadraticModel twin = new QuadraticModel(network(false))) {
      MeasurementException error =
          assertThrows(
              MeasurementException.class, () -> twin.loadParameters(manager, stream(saved)));
      assertTrue(error.getMessage().contains("values of the shapes"), error.getMessage());
    }
    saved[0] = 7;
    try (QuadraticModel twin = new QuadraticModel(network(true))) {
      MalformedModelException error =
          assertThrows(
              MalformedModelException.class, () -> twin.loadParameters(manager, stream(saved)));
      assertTrue(error.getMessage().contains("version 7"), error.getMessage());
    }
  }

  private static DataInputStream stream(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
