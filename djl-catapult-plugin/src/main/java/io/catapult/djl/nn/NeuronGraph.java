/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A feedforward neural network as a directed acyclic graph: neurons, and edges with trainable
 * weights.
 *
 * <pre>
 * f_v = sigma_v(f~_v),  f~_v = 1/sqrt(in(v)) sum over u in S_in(v) of w_(u,v) f_u
 * </pre>
 *
 * <p>S_in(v) are the neurons with an edge to v, in(v) is their number. There are no biases; inputs
 * are what they are, outputs have the identity for sigma unless told otherwise. Fully connected
 * networks, DenseNets, convolutions (shared weights), skip connections to a neuron's sum, networks
 * with edges removed and bottlenecks are such graphs. Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, section 2.2, Definition 2.2.2, and appendices A.1, A.5, A.6.
 *
 * <pre>{@code
 * NeuronGraphBuilder builder = NeuronGraph.builder();
 * Neurons x = builder.addInputs(2);
 * Neurons hidden = builder.addNeurons(3, Activation::tanh);
 * Neurons output = builder.addOutputs(1);
 * builder.connect(x, hidden);
 * builder.connect(hidden, output);
 * builder.connect(x, output);
 * Block network = new GraphNetwork(builder.build());
 * }</pre>
 *
 * <p>{@link Networks#denseNet()} describes DenseNets. A graph is made once and never changes.
 */
public final class NeuronGraph {

  private final GraphLayout layout;

  NeuronGraph(GraphLayout layout) {
    this.layout = layout;
  }

  /**
   * Starts a graph.
   *
   * @return a builder
   */
  public static NeuronGraphBuilder builder() {
    return new NeuronGraphBuilder();
  }

  GraphLayout layout() {
    return layout;
  }

  /**
   * The number of inputs.
   *
   * @return d, at least 1
   */
  public int inputs() {
    return layout.inputs();
  }

  /**
   * The number of outputs.
   *
   * @return k, at least 1
   */
  public int outputs() {
    return layout.outputs().length;
  }

  /**
   * The number of layers L without the inputs: the length of the longest path (Definition 2.2.1).
   *
   * @return at least 1
   */
  public int depth() {
    return layout.layers().size();
  }

  /**
   * The number of neurons in each layer, the inputs first. The layer of a neuron is the length of
   * the longest path from the inputs to it (Definition 2.2.5), so that an output need not be in the
   * last one.
   *
   * @return depth + 1 numbers
   */
  public List<Integer> layerSizes() {
    List<Integer> sizes = new ArrayList<>(List.of(inputs()));
    layout.layers().forEach(layer -> sizes.add(layer.rows()));
    return sizes;
  }

  /**
   * The width m, the least in-degree of all neurons but the inputs and those of the first layer
   * (Definition 2.2.7, Eq. 2.8).
   *
   * @return nothing if there is only one layer
   */
  public OptionalInt width() {
    return layout.layers().stream()
        .skip(1)
        .flatMapToInt(layer -> Arrays.stream(layer.inDegrees()))
        .min();
  }

  /**
   * The number of edges.
   *
   * @return at least 1
   */
  public long edges() {
    return layout.layers().stream().mapToLong(GraphLayer::edges).sum();
  }

  /**
   * The number of weights, less than that of the edges where weights are shared.
   *
   * @return at least 1
   */
  public long weights() {
    return layout.parameterSizes().stream().mapToLong(Integer::longValue).sum();
  }
}
