/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NeuronGraphTest {

  private final NeuronGraphBuilder builder = NeuronGraph.builder();

  private static String message(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }

  @Test
  void layersAreTheLongestPaths() {
    NeuronGraph graph = PlainGraph.skips().graph();
    assertEquals(3, graph.depth());
    // The second output hangs on the first layer only, and so is in the second.
    assertEquals(List.of(3, 4, 3, 2), graph.layerSizes());
    assertEquals(3, graph.inputs());
    assertEquals(3, graph.outputs());
    assertEquals(OptionalInt.of(2), graph.width());
    assertEquals(6 + 4 + 2 + 2 + 4 + 1 + 3, graph.edges());
  }

  @Test
  void sharedWeightsCountOnce() {
    NeuronGraph graph = PlainGraph.convolution().graph();
    assertEquals(3 * 6 + 6, graph.edges());
    assertEquals(6 + 6, graph.weights());
  }

  @Test
  void bottlenecksAreItsWidth() {
    assertEquals(OptionalInt.of(1), PlainGraph.bottleneck().graph().width());
  }

  @Test
  void oneLayerHasNoWidth() {
    builder.connect(builder.addInputs(2), builder.addOutputs(1));
    assertEquals(OptionalInt.empty(), builder.build().width());
  }

  @Test
  void aboutHalfTheEdgesAreDropped() {
    NeuronGraph graph =
        Networks.denseNet()
            .setInputs(100)
            .setDepth(3)
            .setWidth(40)
            .optOutputs(20)
            .optDroppedEdges(0.5, 1)
            .build()
            .graph();
    double share = graph.edges() / (100.0 * 40 + 140 * 40 + 180 * 20);
    assertEquals(0.5, share, 0.02); // 13,200 draws: four standard deviations
    assertEquals(List.of(100, 40, 40, 20), graph.layerSizes());
  }

  @Test
  void neuronsWithoutUseGoWithTheirEdges() {
    NeuronGraphBuilder narrow = NeuronGraph.builder();
    Neurons x = narrow.addInputs(200);
    Neurons first = narrow.addNeurons(2, Activation::relu);
    Neurons second = narrow.addNeurons(2, Activation::relu);
    Neurons output = narrow.addOutputs(1);
    narrow.connect(x, first);
    narrow.connect(first, second);
    narrow.connect(second, output);
    narrow.connect(x, output);
    List<List<Integer>> sizes =
        Arrays.asList(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L).stream()
            .map(seed -> narrow.optDroppedEdges(0.5, seed).build().layerSizes())
            .toList();
    assertTrue(sizes.contains(List.of(200, 1)), sizes::toString); // all hidden neurons are gone
    assertTrue(sizes.contains(List.of(200, 2, 2, 1)), sizes::toString);
  }

  @Test
  void refusesOutputsThatLoseAllEdges() {
    builder.connect(builder.addInputs(1), builder.addOutputs(8));
    builder.optDroppedEdges(0.9, 1);
    String message = message(builder::build);
    assertTrue(
        message.startsWith(
            "Cannot build NeuronGraph. edges: expected an edge into each output once edges have "
                + "been dropped, found none into neurons "),
        message);
  }

  @Test
  void refusesAGraphWithoutEnds() {
    assertEquals(
        "Cannot build NeuronGraph. inputs: expected at least one, found none; call addInputs. "
            + "outputs: expected at least one, found none; call addOutputs.",
        message(builder::build));
  }

  @Test
  void refusesACycle() {
    Neurons hidden = builder.addNeurons(2, Activation::relu);
    builder.connect(builder.addInputs(2), hidden);
    builder.connect(hidden, builder.addOutputs(1));
    builder.connect(hidden.slice(0, 1), hidden.slice(1, 1));
    builder.build();
    builder.connect(hidden.slice(1, 1), hidden.slice(0, 1));
    assertEquals(
        "Cannot build NeuronGraph. edges: expected no cycle, found one that leads to neurons 0, 1, "
            + "4; turn one of its edges round.",
        message(builder::build));
  }

  @Test
  void namesAllDanglingNeuronsAndWrongEndsAtOnce() {
    Neurons x = builder.addInputs(2);
    Neurons hidden = builder.addNeurons(5, Activation::relu);
    Neurons output = builder.addOutputs(1);
    builder.connect(output, x.slice(1, 1));
    builder.connect(x.slice(0, 1), output);
    assertEquals(
        "Cannot build NeuronGraph. edges: expected no edge into an input, found one into neuron 1; "
            + "add it as a hidden neuron. edges: expected no edge out of an output, found one out "
            + "of neuron 7; add it as a hidden neuron with an output behind it. edges: expected an "
            + "edge into each neuron but the inputs, found none into neurons 2, 3, 4 and 2 more; "
            + "connect it or leave it out. edges: expected an edge out of each hidden neuron, found "
            + "none out of neurons 2, 3, 4 and 2 more; connect it or leave it out.",
        message(builder::build));
    assertEquals("neurons 2 to 6", hidden.toString());
  }

  @Test
  void refusesTwoEdgesBetweenTheSameNeurons() {
    Neurons x = builder.addInputs(2);
    Neurons output = builder.addOutputs(1);
    builder.connect(x, output);
    builder.connect(x.slice(1, 1), output);
    assertEquals(
        "Cannot build NeuronGraph. edges: expected at most one between two neurons, found two from "
            + "neuron 1 to neuron 2; connect them once.",
        message(builder::build));
  }

  @Test
  void refusesNeuronsOfAnotherGraphAndSharedWeightsOfAnotherSize() {
    Neurons x = builder.addInputs(2);
    Neurons output = builder.addOutputs(2);
    Connection all = builder.connect(x, output.slice(0, 1));
    builder.connectShared(all, x.slice(0, 1), output.slice(1, 1));
    builder.connect(new Neurons(3, 4), output);
    assertEquals(
        "Cannot build NeuronGraph. edges: expected 2 sources and 1 targets, as those whose weights "
            + "are shared, found 1 and 1; slice them, or connect them with weights of their own. "
            + "edges: expected neurons of this graph, which has 4, found neurons 3 to 6; connect "
            + "what add returned.",
        message(builder::build));
  }

  @Test
  void refusesAProbabilityOutOfRange() {
    builder.connect(builder.addInputs(2), builder.addOutputs(1));
    builder.optDroppedEdges(1, 0);
    assertEquals(
        "Cannot build NeuronGraph. dropProbability: expected a probability of at least 0 and below "
            + "1, found 1.0; 1/2 is the paper's.",
        message(builder::build));
  }

  @Test
  void refusesNoNeurons() {
    assertEquals(
        "Expected at least one neuron and an activation; found 0 and one. Remedy: give both.",
        message(() -> builder.addInputs(0)));
    assertEquals(
        "Expected a slice of 3 neurons; found 2 from 2 on. Remedy: count from 0.",
        message(() -> builder.addInputs(3).slice(2, 2)));
  }

  @Test
  void denseNetNamesAllFaultsAtOnce() {
    DenseNetBuilder denseNet = Networks.denseNet().optActivation(null);
    assertEquals(
        "Cannot build a DenseNet. inputs: expected at least 1, found 0; call setInputs. depth: "
            + "expected at least 1, found 0; call setDepth. width: expected at least 1, found 0; "
            + "call setWidth. activation: expected a function, found null; leave it out for ReLU.",
        message(denseNet::build));
  }
}
