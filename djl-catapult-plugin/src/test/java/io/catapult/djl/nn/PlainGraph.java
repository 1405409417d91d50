/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A graph of tanh neurons with its network, and the same by Definition 2.2.2 alone: one number a
 * neuron, by recursion, with its derivatives by all weights.
 */
final class PlainGraph {

  private record Edge(int from, int to, int weight) {}

  /** A value and its derivative by each weight. */
  private static final class Dual {
    private final double value;
    private final double[] gradient;

    Dual(double value, double[] gradient) {
      this.value = value;
      this.gradient = gradient;
    }
  }

  private final NeuronGraphBuilder builder = NeuronGraph.builder();
  private final List<Edge> edges = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();
  private final List<Integer> outputs = new ArrayList<>();
  private final Map<Connection, Integer> firstWeights = new HashMap<>();
  private int weights;

  Neurons inputs(int count) {
    return noted(builder.addInputs(count), inputs);
  }

  Neurons hidden(int count) {
    return builder.addNeurons(count, Activation::tanh);
  }

  Neurons outputs(int count) {
    return noted(builder.addOutputs(count), outputs);
  }

  private static Neurons noted(Neurons added, List<Integer> where) {
    for (int i = 0; i < added.count(); i++) {
      where.add(added.first() + i);
    }
    return added;
  }

  Connection connect(Neurons from, Neurons to) {
    Connection connection = builder.connect(from, to);
    note(connection, from, to, weights, (source, target) -> true);
    weights += from.count() * to.count();
    return connection;
  }

  void connect(Neurons from, Neurons to, EdgeMask mask) {
    note(builder.connect(from, to, mask), from, to, weights, mask);
    weights += from.count() * to.count();
  }

  void connectShared(Connection original, Neurons from, Neurons to) {
    builder.connectShared(original, from, to);
    note(null, from, to, firstWeights.get(original), (source, target) -> true);
  }

  private void note(Connection connection, Neurons from, Neurons to, int first, EdgeMask mask) {
    for (int target = 0; target < to.count(); target++) {
      for (int source = 0; source < from.count(); source++) {
        if (mask.has(source, target)) {
          int weight = first + target * from.count() + source;
          edges.add(new Edge(from.first() + source, to.first() + target, weight));
        }
      }
    }
    if (connection != null) {
      firstWeights.put(connection, first);
    }
  }

  /** Drops edges by the documented order of draws, and what that leaves without use. */
  PlainGraph dropped(double probability, long seed) {
    builder.optDroppedEdges(probability, seed);
    Random random = new Random(seed);
    edges.removeIf(edge -> random.nextDouble() < probability);
    for (boolean changed = true; changed; ) {
      Set<Integer> sources = new HashSet<>(outputs);
      Set<Integer> targets = new HashSet<>(inputs);
      edges.forEach(edge -> sources.add(edge.from()));
      edges.forEach(edge -> targets.add(edge.to()));
      changed =
          edges.removeIf(edge -> !targets.contains(edge.from()) || !sources.contains(edge.to()));
    }
    return this;
  }

  NeuronGraph graph() {
    return builder.build();
  }

  /** f [k] and df/dw [k][weights] for one sample, weights in the order of the parameters. */
  double[][] gradients(GraphNetwork network, double[] x, double[] f) {
    List<Integer> order = weightOrder();
    double[] values = new double[weights];
    int at = 0;
    for (Map.Entry<Integer, List<Integer>> parameter : parameters().entrySet()) {
      double[] numbers = BlockFixture.values(network, "weight" + parameter.getKey());
      for (double number : numbers) {
        values[order.get(at++)] = number;
      }
    }
    double[][] rows = new double[outputs.size()][order.size()];
    Map<Integer, Dual> known = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      known.put(inputs.get(i), new Dual(x[i], new double[weights]));
    }
    for (int c = 0; c < rows.length; c++) {
      Dual output = neuron(outputs.get(c), values, known);
      f[c] = output.value;
      for (int i = 0; i < order.size(); i++) {
        rows[c][i] = output.gradient[order.get(i)];
      }
    }
    return rows;
  }

  private Dual neuron(int v, double[] w, Map<Integer, Dual> known) {
    if (known.containsKey(v)) {
      return known.get(v);
    }
    List<Edge> into = edges.stream().filter(edge -> edge.to() == v).toList();
    double scale = 1 / Math.sqrt(into.size());
    double sum = 0;
    double[] gradient = new double[weights];
    for (Edge edge : into) {
      Dual source = neuron(edge.from(), w, known);
      sum += scale * w[edge.weight()] * source.value;
      gradient[edge.weight()] += scale * source.value;
      for (int i = 0; i < weights; i++) {
        gradient[i] += scale * w[edge.weight()] * source.gradient[i];
      }
    }
    if (!outputs.contains(v)) {
      sum = Math.tanh(sum);
      for (int i = 0; i < weights; i++) {
        gradient[i] *= 1 - sum * sum;
      }
    }
    known.put(v, new Dual(sum, gradient));
    return known.get(v);
  }

  private List<Integer> weightOrder() {
    return parameters().values().stream().flatMap(List::stream).toList();
  }

  /** By the documented rule: the weights of each parameter in order, by its layer's number. */
  private Map<Integer, List<Integer>> parameters() {
    Map<Integer, Integer> firstLayer = new LinkedHashMap<>();
    for (Edge edge : edges) {
      firstLayer.merge(edge.weight(), layer(edge.to()), Math::min);
    }
    Map<Integer, List<Integer>> parameters = new TreeMap<>();
    Comparator<Edge> order =
        Comparator.comparing((Edge edge) -> layer(edge.to()))
            .thenComparing(Edge::to)
            .thenComparing(edge -> layer(edge.from()))
            .thenComparing(Edge::from);
    for (Edge edge : edges.stream().sorted(order).toList()) {
      int home = home(edge.weight(), firstLayer);
      List<Integer> parameter = parameters.computeIfAbsent(home, key -> new ArrayList<>());
      if (!parameter.contains(edge.weight())) {
        parameter.add(edge.weight());
      }
    }
    return parameters;
  }

  /** The first layer that the weight's first layer is tied to. */
  private int home(int weight, Map<Integer, Integer> firstLayer) {
    int home = firstLayer.get(weight);
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Edge edge : edges) {
        if (layer(edge.to()) == home && firstLayer.get(edge.weight()) < home) {
          home = firstLayer.get(edge.weight());
          changed = true;
        }
      }
    }
    return home;
  }

  private int layer(int v) {
    return edges.stream()
        .filter(edge -> edge.to() == v)
        .mapToInt(edge -> layer(edge.from()) + 1)
        .max()
        .orElse(0);
  }

  /** A skip connection, a mask, outputs in two layers that were added first. */
  static PlainGraph skips() {
    PlainGraph graph = new PlainGraph();
    Neurons outputs = graph.outputs(3);
    Neurons x = graph.inputs(3);
    Neurons late = graph.hidden(2);
    Neurons early = graph.hidden(4);
    graph.connect(x, early, (source, target) -> (source + target) % 2 == 0);
    graph.connect(early.slice(1, 2), late);
    graph.connect(x, late, (source, target) -> source == target);
    graph.connect(late, outputs.slice(0, 1));
    graph.connect(early, outputs.slice(1, 1));
    graph.connect(late.slice(1, 1), outputs.slice(2, 1));
    graph.connect(x.slice(0, 1), outputs);
    return graph;
  }

  /** A convolution of 2 channels over 5 places with a window of 3, and a sum over all. */
  static PlainGraph convolution() {
    PlainGraph graph = new PlainGraph();
    Neurons x = graph.inputs(5);
    Neurons channels = graph.hidden(6);
    Neurons output = graph.outputs(1);
    Connection window = graph.connect(x.slice(0, 3), channels.slice(0, 2));
    graph.connectShared(window, x.slice(1, 3), channels.slice(2, 2));
    graph.connectShared(window, x.slice(2, 3), channels.slice(4, 2));
    graph.connect(channels, output);
    return graph;
  }

  /** A recurrent network of three steps: the same weights in all layers, one input a step. */
  static PlainGraph recurrence() {
    PlainGraph graph = new PlainGraph();
    Neurons x = graph.inputs(4);
    Neurons state = graph.hidden(2);
    Neurons output = graph.outputs(1);
    Connection read = graph.connect(x.slice(0, 1), state);
    Neurons first = graph.hidden(2);
    Connection keep = graph.connect(state, first);
    graph.connectShared(read, x.slice(1, 1), first);
    Neurons second = graph.hidden(2);
    graph.connectShared(keep, first, second);
    graph.connectShared(read, x.slice(2, 1), second);
    graph.connect(second, output);
    graph.connect(x.slice(3, 1), output);
    return graph;
  }

  /** Two neurons with one edge into each between wide layers: Fig. 2.3. */
  static PlainGraph bottleneck() {
    PlainGraph graph = new PlainGraph();
    Neurons x = graph.inputs(3);
    Neurons first = graph.hidden(6);
    Neurons narrow = graph.hidden(2);
    Neurons wide = graph.hidden(5);
    Neurons output = graph.outputs(2);
    graph.connect(x, first);
    graph.connect(first.slice(2, 2), narrow, (source, target) -> source == target);
    graph.connect(first, wide);
    graph.connect(narrow, output);
    graph.connect(wide, output);
    return graph;
  }
}
