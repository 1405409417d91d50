/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.curvature.OutputDerivatives;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.taylor.QuadraticModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the definition, neuron by neuron in Java doubles. */
class GraphNetworkTest extends BlockFixture {

  private static final int SAMPLES = 3;

  private static final Map<String, Supplier<PlainGraph>> GRAPHS =
      Map.of(
          "skips",
          PlainGraph::skips,
          "convolution",
          PlainGraph::convolution,
          "recurrence",
          PlainGraph::recurrence,
          "bottleneck",
          PlainGraph::bottleneck,
          "dropped skips",
          () -> PlainGraph.skips().dropped(0.2, 4),
          "dropped convolution",
          () -> PlainGraph.convolution().dropped(0.4, 2),
          "dropped recurrence",
          () -> PlainGraph.recurrence().dropped(0.2, 3),
          "dropped bottleneck",
          () -> PlainGraph.bottleneck().dropped(0.5, 1));

  static Set<String> graphs() {
    return GRAPHS.keySet();
  }

  private GraphNetwork network(NeuronGraph graph) {
    return initialize(new GraphNetwork(graph), SAMPLES, graph.inputs());
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void outputsAndKernelAreThoseOfTheDefinition(String name) {
    PlainGraph plain = GRAPHS.get(name).get();
    NeuronGraph graph = plain.graph();
    GraphNetwork network = network(graph);
    NDArray x = normal(SAMPLES, graph.inputs());
    int k = graph.outputs();
    double[][] rows = new double[SAMPLES * k][];
    double[] outputs = new double[SAMPLES * k];
    for (int i = 0; i < SAMPLES; i++) {
      double[] f = new double[k];
      double[] sample = x.get(i).toDoubleArray();
      double[][] gradients = plain.gradients(network, sample, f);
      System.arraycopy(gradients, 0, rows, i * k, k);
      System.arraycopy(f, 0, outputs, i * k, k);
    }
    assertArrayEquals(outputs, forward(network, x).toDoubleArray(), ROUNDING_64);
    assertEquals(graph.weights(), trainableParameters(network));
    assertEquals(graph.weights(), rows[0].length);
    try (ModelView model = ModelView.of(network);
        KernelMatrix kernel = TangentKernel.of(model).exact(x)) {
      assertArrayEquals(gram(rows), kernel.matrix().toDoubleArray(), ROUNDING_64);
    }
  }

  private static double[] gram(double[][] rows) {
    double[] gram = new double[rows.length * rows.length];
    for (int i = 0; i < gram.length; i++) {
      double[] left = rows[i / rows.length];
      double[] right = rows[i % rows.length];
      for (int j = 0; j < left.length; j++) {
        gram[i] += left[j] * right[j];
      }
    }
    return gram;
  }

  /** The twin at w0 + v is f + J v + 1/2 v^T H v, here by double differentiation. */
  @ParameterizedTest
  @MethodSource("graphs")
  void hasTwins(String name) {
    NeuronGraph graph = GRAPHS.get(name).get().graph();
    GraphNetwork network = network(graph);
    NDArray x = normal(SAMPLES, graph.inputs());
    try (QuadraticModel twin = new QuadraticModel(network);
        ModelView model = ModelView.of(network);
        OutputDerivatives truth = OutputDerivatives.of(model, new NDList(x))) {
      NDArray direction = normal(graph.weights());
      int at = 0;
      for (ParameterInfo info : model.parameters()) {
        NDArray weight = twin.getParameters().get(info.name()).getArray();
        NDArray part = direction.get("{}:{}", at, at + info.size());
        weight.stopGradient().addi(part);
        at += (int) info.size();
      }
      NDArray expected =
          truth.outputs(manager).add(truth.first(direction)).add(truth.second(direction).mul(0.5));
      assertArrayEquals(
          expected.toDoubleArray(), forward(twin, x).toDoubleArray(), 100 * ROUNDING_64);
    }
  }

  @Test
  void isTheFullyConnectedNetworkWhereTheGraphIs() {
    NeuronGraphBuilder builder = NeuronGraph.builder();
    Neurons x = builder.addInputs(6);
    Neurons first = builder.addNeurons(5, Activation::relu);
    Neurons second = builder.addNeurons(5, Activation::relu);
    Neurons output = builder.addOutputs(2);
    builder.connect(x, first);
    builder.connect(first, second);
    builder.connect(second, output);
    GraphNetwork network = network(builder.build());
    Block twin =
        initialize(
            Networks.fullyConnected().setDepth(3).setWidth(5).optOutputs(2).optBias(false).build(),
            SAMPLES,
            6);
    assertEquals(List.of("weight1", "weight2", "weight3"), network.getParameters().keys());
    for (int i = 0; i < 3; i++) {
      NDArray weight = twin.getParameters().valueAt(i).getArray();
      network.getParameters().valueAt(i).getArray().reshape(weight.getShape()).copyTo(weight);
    }
    NDArray images = normal(SAMPLES, 2, 3);
    assertArrayEquals(
        forward(twin, images).toDoubleArray(),
        forward(network, images).toDoubleArray(),
        ROUNDING_64);
  }

  @Test
  void denseNetIsTheOneOfTheAppendix() {
    GraphNetwork network =
        Networks.denseNet()
            .setInputs(4)
            .setDepth(3)
            .setWidth(3)
            .optActivation(Activation::tanh)
            .optOutputActivation(Activation::tanh)
            .build();
    initialize(network, SAMPLES, 4);
    NDArray x = normal(SAMPLES, 4);
    NDArray all = x;
    NDArray f = null;
    for (int layer = 1; layer <= 3; layer++) {
      long fanIn = all.getShape().get(1);
      NDArray weight = network.getParameters().get("weight" + layer).getArray();
      NDArray matrix = weight.reshape(weight.size() / fanIn, fanIn);
      f = all.matMul(matrix.transpose()).div(Math.sqrt(fanIn)).tanh();
      all = all.concat(f, 1);
    }
    assertArrayEquals(f.toDoubleArray(), forward(network, x).toDoubleArray(), ROUNDING_64);
    assertEquals(4 * 3 + 7 * 3 + 10, network.graph().weights());
  }

  @Test
  void bottlenecksOfADenseNetHaveOneEdge() {
    GraphNetwork network =
        Networks.denseNet()
            .setInputs(4)
            .setDepth(3)
            .setWidth(3)
            .optActivation(Activation::tanh)
            .optBottlenecks(2)
            .build();
    initialize(network, SAMPLES, 4);
    NDArray x = normal(SAMPLES, 4);
    NDArray first = x.matMul(matrix(network, 1, 3, 4).transpose()).div(2).tanh();
    NDArray weights = network.getParameters().get("weight2").getArray(); // 1, 1 and 7 edges
    NDArray narrow = first.get(":, 0:2").mul(weights.get("0:2")).tanh();
    NDArray wide =
        x.concat(first, 1).matMul(weights.get("2:9").reshape(7, 1)).div(Math.sqrt(7)).tanh();
    NDArray all = x.concat(first, 1).concat(narrow, 1).concat(wide, 1);
    NDArray f = all.matMul(matrix(network, 3, 1, 10).transpose()).div(Math.sqrt(10));
    assertArrayEquals(f.toDoubleArray(), forward(network, x).toDoubleArray(), ROUNDING_64);
  }

  private static NDArray matrix(GraphNetwork network, int layer, int rows, int columns) {
    return network.getParameters().get("weight" + layer).getArray().reshape(rows, columns);
  }

  @Test
  void gradientsOfRemovedWeightsDoNotExist() {
    GraphNetwork network = dropped(5);
    NeuronGraph graph = network.graph();
    initialize(network, SAMPLES, graph.inputs());
    assertEquals(graph.edges(), graph.weights());
    assertEquals(graph.edges(), trainableParameters(network));
    assertTrue(network.getParameters().get("weight2").requiresGradient());
    assertEquals(DataType.INT64, network.getParameters().get("edges2").getArray().getDataType());
  }

  private static GraphNetwork dropped(long seed) {
    return Networks.denseNet()
        .setInputs(9)
        .setDepth(3)
        .setWidth(8)
        .optDroppedEdges(0.5, seed)
        .build();
  }

  @Test
  void sameSeedsGiveTheSameNetwork() {
    double[][] outputs = new double[2][];
    for (double[] each : outputs) {
      Engine.getInstance().setRandomSeed(3);
      GraphNetwork network = initialize(dropped(5), SAMPLES, 9);
      outputs[each == outputs[0] ? 0 : 1] =
          forward(network, manager.ones(new Shape(SAMPLES, 9), DataType.FLOAT64)).toDoubleArray();
    }
    assertArrayEquals(outputs[0], outputs[1]);
  }

  @Test
  void startsFromItsStandardDeviation() {
    NeuronGraph graph =
        Networks.denseNet().setInputs(100).setDepth(2).setWidth(100).build().graph();
    GraphNetwork network = initialize(new GraphNetwork(graph, 0.1), 1, 100);
    double mean = Arrays.stream(values(network, "weight1")).map(w -> w * w).average().orElseThrow();
    assertEquals(0.01, mean, 0.001); // 10,000 draws: 1.4 % of it at one standard deviation
  }

  @Test
  void keepsFloat32() {
    GraphNetwork network = dropped(5);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 9));
    NDArray output = forward(network, manager.ones(new Shape(SAMPLES, 9)));
    assertEquals(DataType.FLOAT32, output.getDataType());
    assertEquals(
        output.getShape(), network.getOutputShapes(new Shape[] {new Shape(SAMPLES, 9)})[0]);
  }

  @Test
  void savedParametersGiveIdenticalOutputs() throws IOException, MalformedModelException {
    GraphNetwork network = initialize(dropped(5), SAMPLES, 9);
    GraphNetwork loaded = dropped(5);
    load(loaded, save(network));
    NDArray x = normal(SAMPLES, 9);
    assertArrayEquals(forward(network, x).toDoubleArray(), forward(loaded, x).toDoubleArray());
    assertEquals(trainableParameters(network), trainableParameters(loaded));
  }

  @Test
  void refusesParametersOfAnotherGraph() throws IOException {
    byte[] saved = save(initialize(dropped(5), SAMPLES, 9));
    String message =
        assertThrows(MalformedModelException.class, () -> load(dropped(6), saved)).getMessage();
    assertTrue(message.startsWith("Expected saved parameters of GraphNetwork(layers="), message);
    assertTrue(message.endsWith("with the same seed."), message);
  }

  @Test
  void refusesInputsOfAnotherSize() {
    GraphNetwork network = dropped(5);
    Shape shape = new Shape(2, 7);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> network.initialize(manager, DataType.FLOAT32, shape))
            .getMessage();
    assertEquals(
        "Expected inputs [n, ..] of 9 numbers a sample; found (2, 7). Remedy: build the graph "
            + "with as many inputs as the data have.",
        message);
  }
}
