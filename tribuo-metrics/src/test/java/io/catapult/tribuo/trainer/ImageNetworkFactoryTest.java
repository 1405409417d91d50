/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.catapult.djl.nn.ActivationFunction;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageNetworkFactoryTest {

  private static final int SIDE = 8;

  @ParameterizedTest
  @CsvSource({"CONVOLUTIONAL,3,4", "MYRTLE,5,4", "WIDE_RESNET,10,1", "VISION_TRANSFORMER,2,8"})
  void eachKindTakesPixelsAndComesBackFromItsProvenance(
      ImageNetworkFactory.Kind kind, int depth, int width) {
    ImageNetworkFactory factory =
        new ImageNetworkFactory(kind, depth, width)
            .withChannels(3)
            .withActivation(ActivationFunction.SWISH);
    assertEquals(new Shape(2, 4), forward(factory).getShape());
    ImageNetworkFactory again = rebuilt(factory);
    assertEquals(factory.getProvenance(), again.getProvenance());
    assertEquals(new Shape(2, 4), forward(again).getShape());
  }

  private static NDArray forward(ImageNetworkFactory factory) {
    NDManager manager = NDManager.newBaseManager();
    Block block = factory.newBlock(3 * SIDE * SIDE, 4);
    block.initialize(manager, DataType.FLOAT32, new Shape(2, 3 * SIDE * SIDE));
    NDArray pixels = manager.ones(new Shape(2, 3 * SIDE * SIDE));
    return block
        .forward(new ParameterStore(manager, false), new NDList(pixels), false)
        .singletonOrThrow();
  }

  private static ImageNetworkFactory rebuilt(ImageNetworkFactory factory) {
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(ProvenanceUtil.extractConfiguration(factory.getProvenance()));
    return manager.lookupAll(ImageNetworkFactory.class).get(0);
  }

  @Test
  void rowsOfFeaturesAreTheImagesOfTheNetworkItself() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block =
          new ImageNetworkFactory(ImageNetworkFactory.Kind.CONVOLUTIONAL, 2, 3)
              .withChannels(2)
              .newBlock(2 * SIDE * SIDE, 1);
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 2 * SIDE * SIDE));
      Block plain = Networks.convolutional().setDepth(2).setChannels(3).optBias(false).build();
      plain.initialize(manager, DataType.FLOAT32, new Shape(1, 2, SIDE, SIDE));
      copy(block, plain);
      NDArray pixels = manager.arange(2f * SIDE * SIDE).div(100).reshape(1, 2 * SIDE * SIDE);
      ParameterStore store = new ParameterStore(manager, false);
      assertArrayEquals(
          plain
              .forward(store, new NDList(pixels.reshape(1, 2, SIDE, SIDE)), false)
              .singletonOrThrow()
              .toFloatArray(),
          block.forward(store, new NDList(pixels), false).singletonOrThrow().toFloatArray());
    }
  }

  private static void copy(Block from, Block to) {
    for (int i = 0; i < to.getParameters().size(); i++) {
      Parameter source = from.getParameters().get(i).getValue();
      source.getArray().copyTo(to.getParameters().get(i).getValue().getArray());
    }
  }

  @Test
  void theParameterisationIsPassedOn() {
    NDArray ntk =
        forward(new ImageNetworkFactory(ImageNetworkFactory.Kind.MYRTLE, 5, 4).withChannels(3));
    NDArray standard =
        forward(
            new ImageNetworkFactory(ImageNetworkFactory.Kind.MYRTLE, 5, 4)
                .withChannels(3)
                .withParameterization(Parameterization.STANDARD));
    assertTrue(ntk.getFloat(0, 0) != standard.getFloat(0, 0));
  }

  @Test
  void theActivationIsPassedOn() {
    ImageNetworkFactory relu =
        new ImageNetworkFactory(ImageNetworkFactory.Kind.CONVOLUTIONAL, 3, 4).withChannels(3);
    Engine.getInstance().setRandomSeed(1);
    NDArray first = forward(relu);
    Engine.getInstance().setRandomSeed(1);
    assertEquals(first.getFloat(0, 0), forward(relu).getFloat(0, 0));
    Engine.getInstance().setRandomSeed(1);
    NDArray swish = forward(relu.withActivation(ActivationFunction.SWISH));
    assertTrue(first.getFloat(0, 0) != swish.getFloat(0, 0));
  }

  @Test
  void wrongSettingsAreToldWithARemedy() {
    IllegalArgumentException depth =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ImageNetworkFactory(ImageNetworkFactory.Kind.MYRTLE, 4, 4));
    assertTrue(depth.getMessage().contains("5 for MYRTLE"), depth.getMessage());
    ImageNetworkFactory factory =
        new ImageNetworkFactory(ImageNetworkFactory.Kind.CONVOLUTIONAL, 3, 4).withChannels(3);
    IllegalArgumentException pixels =
        assertThrows(IllegalArgumentException.class, () -> factory.newBlock(100, 1));
    assertTrue(pixels.getMessage().contains("square images of 3 channels"), pixels.getMessage());
  }
}
