/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import java.util.BitSet;

/**
 * Edges from some neurons to others, with their weights; made by {@link NeuronGraphBuilder} and
 * kept to share its weights with other edges.
 */
public final class Connection {

  private final Neurons from;
  private final Neurons to;
  private final int firstWeight;
  private final BitSet edges;

  /** All pairs; the edge from the f-th to the t-th neuron has the weight first + t |from| + f. */
  Connection(Neurons from, Neurons to, int firstWeight) {
    this(from, to, firstWeight, new BitSet());
    edges.set(0, pairs());
  }

  private Connection(Neurons from, Neurons to, int firstWeight, BitSet edges) {
    this.from = from;
    this.to = to;
    this.firstWeight = firstWeight;
    this.edges = edges;
  }

  Connection copy() {
    return new Connection(from, to, firstWeight, (BitSet) edges.clone());
  }

  Neurons from() {
    return from;
  }

  Neurons to() {
    return to;
  }

  int firstWeight() {
    return firstWeight;
  }

  int pairs() {
    return from.count() * to.count();
  }

  boolean has(int source, int target) {
    return edges.get(pair(source, target));
  }

  /** Removes the edges that are not in the mask, which counts from 0. */
  void keep(EdgeMask mask) {
    keepIf((source, target) -> mask.has(source - from.first(), target - to.first()));
  }

  /** Removes the edges between neurons for which the mask is false. */
  void keepIf(EdgeMask mask) {
    for (int pair = edges.nextSetBit(0); pair >= 0; pair = edges.nextSetBit(pair + 1)) {
      if (!mask.has(source(pair), target(pair))) {
        edges.clear(pair);
      }
    }
  }

  int weight(int source, int target) {
    return firstWeight + pair(source, target);
  }

  private int source(int pair) {
    return from.first() + pair % from.count();
  }

  private int target(int pair) {
    return to.first() + pair / from.count();
  }

  private int pair(int source, int target) {
    return (target - to.first()) * from.count() + source - from.first();
  }

  /** What is done with an edge. */
  @FunctionalInterface
  interface EdgeAction {
    void accept(int source, int target);
  }

  /** Every edge, target by target. */
  void forEach(EdgeAction action) {
    for (int pair = edges.nextSetBit(0); pair >= 0; pair = edges.nextSetBit(pair + 1)) {
      action.accept(source(pair), target(pair));
    }
  }

  /** The edges that leave a neuron. */
  void forEachFrom(int source, EdgeAction action) {
    for (int target = to.first(); target < to.end(); target++) {
      if (has(source, target)) {
        action.accept(source, target);
      }
    }
  }
}
