/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The neurons and edges of a graph while it is built. */
final class GraphEdges {

  /** The layer of neurons that no path from the inputs puts into one. */
  static final int ON_A_CYCLE = -1;

  /** The layer of neurons that were dropped. */
  static final int DROPPED = -2;

  private final List<NeuronGroup> groups;
  private final List<Connection> connections;
  private final NeuronGroup.Role[] roles;
  private final boolean[] isDropped;
  private final int[] inDegrees;
  private final int[] outDegrees;

  GraphEdges(int neurons, List<NeuronGroup> groups, List<Connection> connections) {
    this.groups = List.copyOf(groups);
    this.connections = connections.stream().map(Connection::copy).toList();
    this.roles = new NeuronGroup.Role[neurons];
    groups.forEach(
        group -> Arrays.fill(roles, group.neurons().first(), group.neurons().end(), group.role()));
    this.isDropped = new boolean[neurons];
    this.inDegrees = new int[neurons];
    this.outDegrees = new int[neurons];
    count();
  }

  private void count() {
    Arrays.fill(inDegrees, 0);
    Arrays.fill(outDegrees, 0);
    for (Connection connection : connections) {
      connection.forEach(
          (source, target) -> {
            outDegrees[source]++;
            inDegrees[target]++;
          });
    }
  }

  List<NeuronGroup> groups() {
    return groups;
  }

  List<Connection> connections() {
    return connections;
  }

  /** One more than the largest number of a weight. */
  int weights() {
    return connections.stream().mapToInt(each -> each.firstWeight() + each.pairs()).max().orElse(0);
  }

  NeuronGroup.Role role(int neuron) {
    return roles[neuron];
  }

  int inDegree(int neuron) {
    return inDegrees[neuron];
  }

  int outDegree(int neuron) {
    return outDegrees[neuron];
  }

  /** Drops each edge with a probability, and the hidden neurons that this leaves without use. */
  void drop(double probability, long seed) {
    Random random = new Random(seed);
    connections.forEach(each -> each.keepIf((s, t) -> random.nextDouble() >= probability));
    count();
    while (dropUseless()) {
      connections.forEach(each -> each.keepIf((s, t) -> !isDropped[s] && !isDropped[t]));
      count();
    }
  }

  private boolean dropUseless() {
    boolean any = false;
    for (int neuron = 0; neuron < roles.length; neuron++) {
      if (roles[neuron] == NeuronGroup.Role.HIDDEN
          && !isDropped[neuron]
          && (inDegrees[neuron] == 0 || outDegrees[neuron] == 0)) {
        isDropped[neuron] = true;
        any = true;
      }
    }
    return any;
  }

  /** The length of the longest path from an input to each neuron. */
  int[] layers() {
    List<List<Connection>> outgoing = outgoing();
    int[] waitsFor = inDegrees.clone();
    int[] layers = new int[roles.length];
    List<Integer> ready = new ArrayList<>();
    for (int neuron = 0; neuron < layers.length; neuron++) {
      layers[neuron] = isDropped[neuron] ? DROPPED : ON_A_CYCLE;
      if (waitsFor[neuron] == 0 && !isDropped[neuron]) {
        ready.add(neuron);
      }
    }
    for (int layer = 0; !ready.isEmpty(); layer++) {
      List<Integer> next = new ArrayList<>();
      for (int source : ready) {
        layers[source] = layer;
        for (Connection connection : outgoing.get(source)) {
          connection.forEachFrom(
              source,
              (from, target) -> {
                if (--waitsFor[target] == 0) {
                  next.add(target);
                }
              });
        }
      }
      ready = next;
    }
    return layers;
  }

  private List<List<Connection>> outgoing() {
    List<List<Connection>> outgoing = new ArrayList<>();
    for (int neuron = 0; neuron < roles.length; neuron++) {
      outgoing.add(new ArrayList<>());
    }
    for (Connection connection : connections) {
      for (int source = connection.from().first(); source < connection.from().end(); source++) {
        outgoing.get(source).add(connection);
      }
    }
    return outgoing;
  }
}
