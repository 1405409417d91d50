/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A graph as a sequence of matrices, with the weights in the order in which they are stored: layers
 * that share weights have one parameter together, each other layer one of its own; in it, the
 * weights are in the order of the first cell that has them, row by row.
 */
final class GraphLayout {

  private final List<GraphLayer> layers = new ArrayList<>();
  private final List<Integer> parameterSizes = new ArrayList<>();
  private final int inputs;
  private final int[] outputs;
  private final int[] layerOf;
  private final int[] rankOf;

  GraphLayout(GraphEdges edges, int[] layerOf) {
    this.layerOf = layerOf;
    int depth = Arrays.stream(layerOf).max().orElseThrow();
    int[] sizes = new int[depth + 1];
    rankOf = new int[layerOf.length];
    for (int neuron = 0; neuron < layerOf.length; neuron++) {
      if (layerOf[neuron] >= 0) {
        rankOf[neuron] = sizes[layerOf[neuron]]++;
      }
    }
    inputs = sizes[0];
    outputs =
        IntStream.range(0, layerOf.length)
            .filter(neuron -> edges.role(neuron) == NeuronGroup.Role.OUTPUT)
            .toArray();
    placeNeurons(edges, sizes);
    placeEdges(edges, sizes);
    numberWeights(edges);
  }

  private void placeNeurons(GraphEdges edges, int[] sizes) {
    List<TreeSet<Integer>> sources = new ArrayList<>();
    Arrays.stream(sizes).forEach(size -> sources.add(new TreeSet<>()));
    for (Connection connection : edges.connections()) {
      connection.forEach((source, target) -> sources.get(layerOf[target]).add(layerOf[source]));
    }
    for (int layer = 1; layer < sizes.length; layer++) {
      int[] from = sources.get(layer).stream().mapToInt(Integer::intValue).toArray();
      int columns = Arrays.stream(from).map(each -> sizes[each]).sum();
      layers.add(new GraphLayer(sizes[layer], from, columns));
    }
    for (NeuronGroup group : edges.groups()) {
      for (int neuron = group.neurons().first(); neuron < group.neurons().end(); neuron++) {
        if (layerOf[neuron] > 0) {
          layers.get(layerOf[neuron] - 1).addNeuron(group.activation());
        }
      }
    }
  }

  /** Puts every weight, numbered from 1, where it belongs. */
  private void placeEdges(GraphEdges edges, int[] sizes) {
    int[][] firstColumns = new int[layers.size()][sizes.length];
    for (int i = 0; i < layers.size(); i++) {
      int column = 0;
      for (int source : layers.get(i).sources()) {
        firstColumns[i][source] = column;
        column += sizes[source];
      }
    }
    for (Connection connection : edges.connections()) {
      connection.forEach(
          (source, target) -> {
            int i = layerOf[target] - 1;
            GraphLayer layer = layers.get(i);
            int column = firstColumns[i][layerOf[source]] + rankOf[source];
            int cell = rankOf[target] * layer.columns() + column;
            requireFree(layer.cells()[cell], source, target);
            layer.cells()[cell] = connection.weight(source, target) + 1;
          });
    }
  }

  private static void requireFree(int cell, int source, int target) {
    if (cell != 0) {
      throw new IllegalArgumentException(
          "Cannot build NeuronGraph. edges: expected at most one between two neurons, found two "
              + "from neuron %d to neuron %d; connect them once.".formatted(source, target));
    }
  }

  private void numberWeights(GraphEdges edges) {
    int weights = edges.weights();
    int[] parameterOf = tie(weights);
    int[] places = new int[weights + 1];
    int[] parameterIndex = new int[layers.size()];
    for (int i = 0; i < layers.size(); i++) {
      if (parameterOf[i] == i) {
        parameterIndex[i] = parameterSizes.size();
        parameterSizes.add(0);
      }
      int parameter = parameterIndex[parameterOf[i]];
      GraphLayer layer = layers.get(i);
      layer.setParameter(parameter);
      int[] cells = layer.cells();
      for (int cell = 0; cell < cells.length; cell++) {
        if (cells[cell] != 0 && places[cells[cell]] == 0) {
          int place = parameterSizes.get(parameter) + 1;
          parameterSizes.set(parameter, place);
          places[cells[cell]] = place;
        }
        cells[cell] = places[cells[cell]];
      }
    }
  }

  /** For each layer the first of those that it is tied to by shared weights. */
  private int[] tie(int weights) {
    int[] firstLayer = new int[weights + 1];
    Arrays.fill(firstLayer, -1);
    int[] first = IntStream.range(0, layers.size()).toArray();
    for (int i = 0; i < layers.size(); i++) {
      for (int weight : layers.get(i).cells()) {
        if (weight == 0) {
          continue;
        }
        if (firstLayer[weight] < 0) {
          firstLayer[weight] = i;
        } else if (first[firstLayer[weight]] != first[i]) {
          join(first, first[firstLayer[weight]], first[i]);
        }
      }
    }
    return first;
  }

  private static void join(int[] first, int a, int b) {
    for (int i = 0; i < first.length; i++) {
      if (first[i] == a || first[i] == b) {
        first[i] = Math.min(a, b);
      }
    }
  }

  List<GraphLayer> layers() {
    return layers;
  }

  /** The number of weights of each parameter. */
  List<Integer> parameterSizes() {
    return parameterSizes;
  }

  int inputs() {
    return inputs;
  }

  /** The neurons that are outputs. */
  int[] outputs() {
    return outputs;
  }

  int layerOf(int neuron) {
    return layerOf[neuron];
  }

  int rankOf(int neuron) {
    return rankOf[neuron];
  }
}
