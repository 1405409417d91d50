/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;
import io.catapult.djl.check.BuilderFaults;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The network of a {@link NeuronGraph}. Input [n, ..] of d numbers a sample; output [n, k].
 *
 * <p>Only weights of edges are parameters: where there is no edge there is nothing to train, to
 * count or to differentiate by. The parameter "weight1" [number of weights] belongs to layer 1, and
 * so on; layers that share weights have one together, named after the first. Its weights are in the
 * order of the neurons that they lead to and then of those that they come from, both by layer and
 * number; a shared weight has the place of its first edge. They start as N(0, std^2). Frozen
 * parameters "edges1" and "inDegrees1", whole numbers, say where the weights of a layer belong if
 * it is not fully connected; {@code freezeParameters} must not unfreeze them.
 *
 * <p>Each layer is one matrix product over all neurons of the layers that it has edges from, zeros
 * where there are no edges. Cost of a layer of r neurons over c: n r c multiplications and, unless
 * it is fully connected, a copy of r c weights; memory r c (8 + width of a number) bytes.
 */
public final class GraphNetwork extends AbstractBlock {

  private static final byte VERSION = 1;

  private final NeuronGraph graph;
  private final GraphLayout layout;
  private final List<Parameter> weights = new ArrayList<>();
  private final List<Parameter> edges = new ArrayList<>();
  private final List<Parameter> inDegrees = new ArrayList<>();

  /**
   * A network whose weights start as N(0, 1), the paper's initialisation.
   *
   * @param graph what it computes
   */
  public GraphNetwork(NeuronGraph graph) {
    this(graph, 1);
  }

  /**
   * A network with another scale of the initial weights.
   *
   * @param graph what it computes
   * @param initialStd the standard deviation of the initial weights
   * @throws IllegalArgumentException if it is not finite and above 0
   */
  public GraphNetwork(NeuronGraph graph, double initialStd) {
    super(VERSION);
    InitialStd.check(new BuilderFaults("GraphNetwork"), initialStd).throwIfAny();
    this.graph = graph;
    this.layout = graph.layout();
    for (int i = 0; i < graph.depth(); i++) {
      addLayer(layout.layers().get(i), i + 1, initialStd);
    }
  }

  private void addLayer(GraphLayer layer, int number, double initialStd) {
    int size = layout.parameterSizes().get(layer.parameter());
    if (layer.parameter() == weights.size()) {
      weights.add(
          addParameter(
              Parameter.builder()
                  .setName("weight" + number)
                  .setType(Parameter.Type.OTHER) // DJL's trainers give a WEIGHT an initializer
                  .optShape(new Shape(size))
                  .optInitializer(new NormalInitializer((float) initialStd))
                  .build()));
    }
    boolean isFull = layer.isFull(size);
    edges.add(isFull ? null : constant("edges" + number, layer.cells()));
    inDegrees.add(isFull ? null : constant("inDegrees" + number, layer.inDegrees()));
  }

  private Parameter constant(String name, int[] values) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optRequiresGrad(false)
            .optShape(new Shape(values.length))
            .optInitializer((manager, shape, type) -> integers(manager, values))
            .build());
  }

  private static NDArray integers(NDManager manager, int[] values) {
    try (NDArray buffered = manager.create(values)) {
      return buffered.toType(DataType.INT64, true);
    }
  }

  /**
   * What the network computes.
   *
   * @return the graph
   */
  public NeuronGraph graph() {
    return graph;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(run(new ForwardPass(store, training), inputs.singletonOrThrow()));
  }

  /** On arrays. */
  private record ForwardPass(ParameterStore store, boolean training) implements GraphPass<NDArray> {

    @Override
    public NDArray linear(Function<NDList, NDArray> function, List<NDArray> values) {
      return function.apply(new NDList(values));
    }

    @Override
    public NDArray product(Parameter weight, Product product, NDArray sources) {
      return product.of(each -> store.getValue(each, sources.getDevice(), training), sources);
    }

    @Override
    public NDArray activation(Function<NDArray, NDArray> function, NDArray preActivation) {
      return function.apply(preActivation);
    }
  }

  /**
   * Runs the network step by step.
   *
   * @param pass how each step is run
   * @param x the inputs [n, ..]
   * @return the outputs [n, k]
   * @param <V> what stands for an array
   */
  public <V> V run(GraphPass<V> pass, V x) {
    List<V> values = new ArrayList<>();
    values.add(pass.linear(this::flat, List.of(x)));
    for (int i = 0; i < graph.depth(); i++) {
      int number = i;
      GraphLayer layer = layout.layers().get(i);
      List<V> from = Arrays.stream(layer.sources()).mapToObj(values::get).toList();
      V sources = pass.linear(GraphNetwork::joined, from);
      V preActivation =
          pass.product(
              weights.get(layer.parameter()),
              (parameters, array) -> preActivation(parameters, number, array),
              sources);
      values.add(pass.activation(array -> activate(layer, array), preActivation));
    }
    return pass.linear(this::outputs, values);
  }

  private NDArray flat(NDList x) {
    return x.head().reshape(x.head().getShape().get(0), graph.inputs());
  }

  private static NDArray joined(NDList parts) {
    return parts.size() == 1 ? parts.head() : NDArrays.concat(parts, 1);
  }

  private NDArray preActivation(Function<Parameter, NDArray> parameters, int i, NDArray sources) {
    GraphLayer layer = layout.layers().get(i);
    Shape shape = new Shape(layer.rows(), layer.columns());
    NDArray weight = parameters.apply(weights.get(layer.parameter()));
    if (edges.get(i) == null) {
      return NativeScalar.multiply(
          product(sources, weight.reshape(shape)), 1 / Math.sqrt(layer.columns()));
    }
    NDArray places = parameters.apply(edges.get(i));
    NDArray degrees = parameters.apply(inDegrees.get(i));
    NDArray none = sources.getManager().zeros(new Shape(1), weight.getDataType());
    NDArray matrix = none.concat(weight).gather(places, 0).reshape(shape);
    NDArray roots = degrees.toType(weight.getDataType(), true).sqrt();
    return product(sources, matrix).div(roots);
  }

  private static NDArray product(NDArray sources, NDArray matrix) {
    return Linear.linear(sources, matrix, null).singletonOrThrow();
  }

  private static NDArray activate(GraphLayer layer, NDArray preActivation) {
    NDList parts = new NDList();
    for (GraphLayer.Segment segment : layer.segments()) {
      boolean isAll = layer.segments().size() == 1;
      NDArray part = isAll ? preActivation : columns(preActivation, segment.from(), segment.to());
      parts.add(segment.activation().apply(new NDList(part)).singletonOrThrow());
    }
    return joined(parts);
  }

  private static NDArray columns(NDArray array, int from, int to) {
    return array.get(new NDIndex(":, {}:{}", from, to));
  }

  /** The outputs in the order in which they were added; runs of one layer at once. */
  private NDArray outputs(NDList values) {
    NDList parts = new NDList();
    int[] outputs = layout.outputs();
    for (int from = 0; from < outputs.length; ) {
      int layer = layout.layerOf(outputs[from]);
      int rank = layout.rankOf(outputs[from]);
      int to = from + 1;
      while (to < outputs.length
          && layout.layerOf(outputs[to]) == layer
          && layout.rankOf(outputs[to]) == rank + to - from) {
        to++;
      }
      NDArray all = values.get(layer);
      boolean isAll = to - from == all.getShape().get(1);
      parts.add(isAll ? all : columns(all, rank, rank + to - from));
      from = to;
    }
    return joined(parts);
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    Shape sample = inputShapes[0].slice(1);
    if (sample.size() != graph.inputs()) {
      throw new IllegalArgumentException(
          "Expected inputs [n, ..] of %d numbers a sample; found %s. "
                  .formatted(graph.inputs(), inputShapes[0])
              + "Remedy: build the graph with as many inputs as the data have.");
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), graph.outputs())};
  }

  @Override
  protected void saveMetadata(DataOutputStream os) throws IOException {
    saveInputShapes(os);
    os.writeUTF(settings());
  }

  @Override
  protected void loadMetadata(byte loadVersion, DataInputStream is)
      throws IOException, MalformedModelException {
    super.loadMetadata(loadVersion, is);
    String found = is.readUTF();
    if (!found.equals(settings())) {
      throw new MalformedModelException(
          "Expected saved parameters of %s; found those of %s. ".formatted(settings(), found)
              + "Remedy: build the graph as it was when it was saved, with the same seed.");
    }
  }

  private String settings() {
    int hash = 1;
    for (GraphLayer layer : layout.layers()) {
      hash = 31 * hash + Arrays.hashCode(layer.cells());
    }
    return "GraphNetwork(layers=%s, edges=%d, weights=%d, hash=%08x)"
        .formatted(graph.layerSizes(), graph.edges(), graph.weights(), hash);
  }
}
