/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static io.catapult.djl.nn.SmallNetworks.K;
import static io.catapult.djl.nn.SmallNetworks.SIZE;
import static io.catapult.djl.nn.SmallNetworks.convolutional;
import static io.catapult.djl.nn.SmallNetworks.fullyConnected;
import static io.catapult.djl.nn.SmallNetworks.myrtle;
import static io.catapult.djl.nn.SmallNetworks.transformer;
import static io.catapult.djl.nn.SmallNetworks.wideResNet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every network does, in both parameterisations. */
class NetworksTest extends BlockFixture {

  static Stream<Arguments> everyNetwork() {
    return Stream.of(Parameterization.values())
        .flatMap(
            p ->
                Stream.of(
                    network("fully connected", p, () -> fullyConnected().optParameterization(p)),
                    network("convolutional", p, () -> convolutional().optParameterization(p)),
                    network("Myrtle", p, () -> myrtle().optParameterization(p)),
                    network("Wide ResNet", p, () -> wideResNet().optParameterization(p)),
                    network(
                        "Wide ResNet with batch norm",
                        p,
                        () -> wideResNet().optParameterization(p).optBatchNorm(true)),
                    network("transformer", p, () -> transformer().optParameterization(p))));
  }

  private static Arguments network(
      String name, Parameterization p, Supplier<NetworkBuilder<?>> builder) {
    Supplier<Block> network = () -> builder.get().build();
    return Arguments.of(name + ", " + p, network);
  }

  private NDArray images(int n) {
    return normal(n, 3, SIZE, SIZE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyNetwork")
  void outputsAreOneRowASample(String name, Supplier<Block> network) {
    Block block = initialize(network.get(), 1, 3, SIZE, SIZE);
    NDArray output = forward(block, images(5));
    assertEquals(new Shape(5, K), output.getShape());
    assertEquals(new Shape(7, K), block.getOutputShapes(new Shape[] {shape(7)})[0]);
    assertTrue(Arrays.stream(output.toDoubleArray()).allMatch(Double::isFinite));
  }

  private static Shape shape(int n) {
    return new Shape(n, 3, SIZE, SIZE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyNetwork")
  void aSampleDoesNotSeeTheOthers(String name, Supplier<Block> network) {
    Block block = initialize(network.get(), 1, 3, SIZE, SIZE);
    NDArray images = images(4);
    double[] alone = forward(block, images.get("2:3")).toDoubleArray();
    double[] together = forward(block, images).get(2).toDoubleArray();
    // Deep sums of order ten: a hundred roundings more than a layer.
    assertArrayEquals(alone, together, 100 * ROUNDING_64);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyNetwork")
  void sameSeedGivesTheSameNetwork(String name, Supplier<Block> network) {
    NDArray images = images(2);
    Engine.getInstance().setRandomSeed(5);
    Block first = initialize(network.get(), 1, 3, SIZE, SIZE);
    Engine.getInstance().setRandomSeed(5);
    Block second = initialize(network.get(), 1, 3, SIZE, SIZE);
    Block third = initialize(network.get(), 1, 3, SIZE, SIZE);
    double[] output = forward(first, images).toDoubleArray();
    assertArrayEquals(output, forward(second, images).toDoubleArray());
    assertTrue(output[0] != forward(third, images).toDoubleArray()[0]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyNetwork")
  void savedNetworksGiveIdenticalOutputs(String name, Supplier<Block> network)
      throws IOException, MalformedModelException {
    NDArray images = images(2);
    Block block = initialize(network.get(), 1, 3, SIZE, SIZE);
    Block loaded = network.get();
    load(loaded, save(block));
    assertArrayEquals(
        forward(block, images).toDoubleArray(), forward(loaded, images).toDoubleArray());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyNetwork")
  void gradientDescentLowersTheLoss(String name, Supplier<Block> network) {
    Tracker rate = Tracker.fixed(1e-3f);
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(SquaredErrorLoss.create())
            .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build());
    try (Model model = Model.newInstance("network")) {
      model.setBlock(network.get());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(shape(1));
        NDArray images = images(4).toType(DataType.FLOAT32, false);
        NDArray labels = manager.eye(4).get(":, :" + K);
        double before = step(trainer, images, labels);
        step(trainer, images, labels);
        step(trainer, images, labels);
        double after = step(trainer, images, labels);
        assertTrue(after < before, before + " -> " + after);
      }
    }
  }

  /** One step; gives the loss before it. */
  private double step(Trainer trainer, NDArray images, NDArray labels) {
    NDList data = new NDList(images.duplicate());
    NDList targets = new NDList(labels.duplicate());
    double loss = trainer.getLoss().evaluate(targets, trainer.forward(data)).getFloat();
    try (Batch batch =
        new Batch(
            manager.newSubManager(), data, targets, 4, Batchifier.STACK, Batchifier.STACK, 0, 1)) {
      EasyTrain.trainBatch(trainer, batch);
    }
    trainer.step();
    return loss;
  }
}
