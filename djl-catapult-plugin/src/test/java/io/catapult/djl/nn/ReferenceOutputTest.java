/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The networks against outputs that PyTorch computed in float64 (reference/generate.py). */
class ReferenceOutputTest extends BlockFixture {

  private void assertReproduces(String reference, Block network) throws IOException {
    NDList arrays;
    try (InputStream file = getClass().getResourceAsStream("/reference/" + reference + ".npz")) {
      arrays = NDList.decode(manager, file);
    }
    List<NDArray> saved =
        arrays.stream().filter(array -> array.getName().startsWith("param.")).toList();
    List<Parameter> parameters = network.getParameters().values();
    assertEquals(saved.size(), parameters.size());
    for (int i = 0; i < saved.size(); i++) {
      parameters.get(i).setArray(saved.get(i));
    }
    NDArray output = forward(network, arrays.get("x"));
    NDArray expected = arrays.get("f");
    assertEquals(expected.getShape(), output.getShape());
    assertArrayEquals(expected.toDoubleArray(), output.toDoubleArray(), ROUNDING_64);
    NDArray loss =
        SquaredErrorLoss.create().evaluate(new NDList(arrays.get("y")), new NDList(output));
    assertEquals(arrays.get("loss.mse").getDouble(), loss.getDouble(), ROUNDING_64 * 100);
  }

  @Test
  void fullyConnectedNetworkReproducesPyTorch() throws IOException {
    FullyConnectedBuilder builder = Networks.fullyConnected().setDepth(3).setWidth(16);
    assertReproduces("ntk-fcn-1", builder.build());
    assertReproduces("ntk-fcn-k3-1", builder.optOutputs(3).build());
    assertReproduces("ntk-fcn-nobias-1", builder.optOutputs(1).optBias(false).build());
  }

  @Test
  void convolutionalNetworkReproducesPyTorch() throws IOException {
    ConvolutionalBuilder builder = Networks.convolutional().setDepth(3).setChannels(4);
    assertReproduces("ntk-cnn-1", builder.build());
    assertReproduces("ntk-cnn-k3-1", builder.optOutputs(3).build());
  }
}
