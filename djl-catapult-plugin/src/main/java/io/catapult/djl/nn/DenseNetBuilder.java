/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.catapult.djl.check.BuilderFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Builds the L-layer DenseNet of fully connected layers: every neuron has an edge from every neuron
 * of all layers before, the inputs too.
 *
 * <pre>
 * f^(l) = sigma(W^(l) [x, f^(1), .., f^(l-1)] / sqrt(d + (l - 1) m)),  f = f^(L) without sigma
 * </pre>
 *
 * <p>Input [n, ..] of d numbers a sample; hidden layers of the same width m, no biases; output [n,
 * k]. Weights: m (d + (l - 1) m) in layer l, k (d + (L - 1) m) in the last. Zhu, Toward
 * understanding the dynamics of over-parameterized neural networks, appendix A.1, Eq. A.5 and A.6,
 * and the randomly dropped edges there. (A DenseNet of convolutions, Huang et al., Densely
 * connected convolutional networks, is another one.)
 */
public final class DenseNetBuilder {

  private int inputs;
  private int depth;
  private int width;
  private int outputs = 1;
  private Function<NDList, NDList> activation = Activation::relu;
  private Function<NDList, NDList> outputActivation = Function.identity();
  private int bottlenecks;
  private double dropProbability;
  private long dropSeed;
  private double initialStd = 1;

  DenseNetBuilder() {}

  /**
   * Sets the number of inputs d, required.
   *
   * @param inputs at least 1
   * @return this
   */
  public DenseNetBuilder setInputs(int inputs) {
    this.inputs = inputs;
    return this;
  }

  /**
   * Sets the number of layers L, the output included, required.
   *
   * @param depth at least 1; 1 is a linear model
   * @return this
   */
  public DenseNetBuilder setDepth(int depth) {
    this.depth = depth;
    return this;
  }

  /**
   * Sets the width m of the hidden layers, required.
   *
   * @param width at least 1
   * @return this
   */
  public DenseNetBuilder setWidth(int width) {
    this.width = width;
    return this;
  }

  /**
   * Sets the number of outputs k, 1 by default.
   *
   * @param outputs at least 1
   * @return this
   */
  public DenseNetBuilder optOutputs(int outputs) {
    this.outputs = outputs;
    return this;
  }

  /**
   * Sets the activation of the hidden layers, ReLU by default.
   *
   * @param activation an elementwise function such as {@code Activation::tanh}
   * @return this
   */
  public DenseNetBuilder optActivation(Function<NDList, NDList> activation) {
    this.activation = activation;
    return this;
  }

  /**
   * Sets the activation of the outputs, the identity by default, without which there is no
   * transition to linearity.
   *
   * @param activation an elementwise function
   * @return this
   */
  public DenseNetBuilder optOutputActivation(Function<NDList, NDList> activation) {
    this.outputActivation = activation;
    return this;
  }

  /**
   * Makes some neurons of every hidden layer after the first bottlenecks: the i-th has one edge
   * only, from the i-th neuron of the layer before (section 2.3, Fig. 2.3).
   *
   * @param neurons how many, from 0, the default, to the width
   * @return this
   */
  public DenseNetBuilder optBottlenecks(int neurons) {
    this.bottlenecks = neurons;
    return this;
  }

  /**
   * Removes each edge with a probability: see {@link NeuronGraphBuilder#optDroppedEdges}.
   *
   * @param probability at least 0 and below 1, 0 by default
   * @param seed of the choice
   * @return this
   */
  public DenseNetBuilder optDroppedEdges(double probability, long seed) {
    this.dropProbability = probability;
    this.dropSeed = seed;
    return this;
  }

  /**
   * Sets the standard deviation of the initial weights, 1 by default.
   *
   * @param initialStd finite and positive
   * @return this
   */
  public DenseNetBuilder optInitialStd(double initialStd) {
    this.initialStd = initialStd;
    return this;
  }

  /**
   * Builds the network, uninitialised.
   *
   * @return the network of the graph
   * @throws IllegalArgumentException naming every setting at fault
   */
  public GraphNetwork build() {
    BuilderFaults faults = new BuilderFaults("a DenseNet");
    faults
        .requireAtLeast(1, inputs, "inputs", "setInputs")
        .requireAtLeast(1, depth, "depth", "setDepth")
        .requireAtLeast(1, width, "width", "setWidth")
        .requireAtLeast(1, outputs, "outputs", "optOutputs")
        .require(
            bottlenecks >= 0 && bottlenecks <= Math.max(0, width),
            "bottlenecks",
            "from 0 to the width",
            bottlenecks,
            "call optBottlenecks(2), as in the paper's figure")
        .require(activation != null, "activation", "a function", null, "leave it out for ReLU")
        .require(
            outputActivation != null,
            "outputActivation",
            "a function",
            null,
            "leave it out for the identity");
    InitialStd.check(faults, initialStd).throwIfAny();
    return new GraphNetwork(graph(), initialStd);
  }

  private NeuronGraph graph() {
    NeuronGraphBuilder graph = NeuronGraph.builder().optDroppedEdges(dropProbability, dropSeed);
    List<Neurons> before = new ArrayList<>(List.of(graph.addInputs(inputs)));
    for (int layer = 1; layer <= depth; layer++) {
      Neurons now =
          layer < depth
              ? graph.addNeurons(width, activation)
              : graph.addOutputs(outputs, outputActivation);
      Neurons previous = before.get(before.size() - 1);
      int narrow = layer > 1 && layer < depth ? bottlenecks : 0;
      for (Neurons sources : before) {
        graph.connect(
            sources,
            now,
            (source, target) -> target >= narrow || (sources.equals(previous) && source == target));
      }
      before.add(now);
    }
    return graph.build();
  }
}
