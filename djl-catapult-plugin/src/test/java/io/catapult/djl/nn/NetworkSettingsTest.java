/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static io.catapult.djl.nn.SmallNetworks.SIZE;
import static io.catapult.djl.nn.SmallNetworks.transformer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import org.junit.jupiter.api.Test;

/** What the settings of the networks' builders do, and how bad ones are refused. */
class NetworkSettingsTest extends BlockFixture {

  @Test
  void nearZeroInitialisationScalesAHomogeneousNetwork() {
    // Without biases ReLU networks are homogeneous: three layers at 0.1 give a thousandth.
    FullyConnectedBuilder builder =
        Networks.fullyConnected().setDepth(3).setWidth(20).optBias(false);
    NDArray images = normal(4, 3, SIZE, SIZE);
    Engine.getInstance().setRandomSeed(2);
    Block plain = initialize(builder.build(), 1, 3, SIZE, SIZE);
    Engine.getInstance().setRandomSeed(2);
    Block small = initialize(builder.optInitialStd(0.1).build(), 1, 3, SIZE, SIZE);
    double[] expected = forward(plain, images).mul(1e-3).toDoubleArray();
    // 0.1 is a float32 in DJL's initialiser.
    assertArrayEquals(expected, forward(small, images).toDoubleArray(), 1e-9);
  }

  @Test
  void otherActivationsCanBeChosen() {
    Block linear =
        Networks.fullyConnected().setDepth(2).setWidth(4).optActivation(outputs -> outputs).build();
    Block tanh =
        Networks.fullyConnected().setDepth(2).setWidth(4).optActivation(Activation::tanh).build();
    initialize(linear, 1, 2);
    initialize(tanh, 1, 2);
    NDArray large = normal(1, 2).mul(1e9);
    assertTrue(Math.abs(forward(linear, large).getDouble(0, 0)) > 1e6);
    assertTrue(Math.abs(forward(tanh, large).getDouble(0, 0)) < 100);
  }

  @Test
  void transformersRefuseImagesOfBrokenPatches() {
    Block network = transformer().optPatchSize(5).build();
    String message =
        assertThrows(IllegalArgumentException.class, () -> initialize(network, 1, 3, SIZE, SIZE))
            .getMessage();
    assertEquals(
        "Expected images [n, channels, height, width] of whole 5 x 5 patches, "
            + "found shape (1, 3, 16, 16); crop them or choose another optPatchSize",
        message);
  }

  @Test
  void buildersNameAllFaultsAtOnce() {
    assertFaults(
        Networks.wideResNet()
            .setDepth(12)
            .optOutputs(0)
            .optParameterization(Parameterization.STANDARD)
            .optInitialStd(0.1)
            .optActivation(null),
        "Cannot build a Wide ResNet. "
            + "depth: expected 6 N + 4 with N >= 1, found 12; call setDepth. "
            + "widenFactor: expected at least 1, found 0; call setWidenFactor. "
            + "outputs: expected at least 1, found 0; call optOutputs. "
            + "activation: expected a function, found null; leave it out for ReLU. "
            + "initialStd: expected none with STANDARD, whose initial values are uniform, "
            + "found 0.1; choose NTK or leave it out.");
    assertFaults(
        Networks.visionTransformer().optWidth(10).optParameterization(null),
        "Cannot build a vision transformer. "
            + "width: expected a multiple of the 4 heads, found 10; change optWidth or optHeads. "
            + "parameterization: expected NTK or STANDARD, found null; choose one.");
    assertFaults(
        Networks.convolutional(),
        "Cannot build a convolutional network. "
            + "depth: expected at least 2, found 0; call setDepth. "
            + "channels: expected at least 1, found 0; call setChannels.");
    assertFaults(
        Networks.fullyConnected(),
        "Cannot build a fully connected network. "
            + "depth: expected at least 1, found 0; call setDepth. "
            + "width: expected at least 1, found 0; call setWidth.");
    assertFaults(
        Networks.myrtle(),
        "Cannot build a Myrtle network. "
            + "channels: expected at least 1, found 0; call setChannels.");
  }

  private static void assertFaults(NetworkBuilder<?> builder, String message) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, builder::build).getMessage());
  }
}
