/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One layer of a graph as a matrix: rows are its neurons, columns those of the layers that it has
 * edges from, side by side.
 */
final class GraphLayer {

  /**
   * Neurons of the layer with one activation.
   *
   * @param from the first, counted within the layer
   * @param to one after the last
   */
  record Segment(int from, int to, Function<NDList, NDList> activation) {}

  private final int rows;
  private final int[] sources;
  private final int columns;
  private final int[] cells;
  private final List<Segment> segments = new ArrayList<>();
  private int parameter;

  /**
   * A layer without edges.
   *
   * @param sources the layers that it has edges from
   * @param columns how many neurons they have
   */
  GraphLayer(int rows, int[] sources, int columns) {
    this.rows = rows;
    this.sources = sources;
    this.columns = columns;
    this.cells = new int[Math.multiplyExact(rows, columns)];
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int[] sources() {
    return sources;
  }

  /** For each row and column the place of its weight in the parameter, from 1; 0 for no edge. */
  int[] cells() {
    return cells;
  }

  List<Segment> segments() {
    return segments;
  }

  /** Which parameter has its weights. */
  int parameter() {
    return parameter;
  }

  void setParameter(int parameter) {
    this.parameter = parameter;
  }

  void addNeuron(Function<NDList, NDList> activation) {
    int last = segments.size() - 1;
    if (last >= 0 && segments.get(last).activation() == activation) {
      Segment before = segments.remove(last);
      segments.add(new Segment(before.from(), before.to() + 1, activation));
    } else {
      int from = last < 0 ? 0 : segments.get(last).to();
      segments.add(new Segment(from, from + 1, activation));
    }
  }

  /** Whether its matrix is the whole parameter as it is. */
  boolean isFull(int weights) {
    if (weights != cells.length) {
      return false;
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != i + 1) {
        return false;
      }
    }
    return true;
  }

  /** The number of edges into each neuron. */
  int[] inDegrees() {
    int[] degrees = new int[rows];
    for (int i = 0; i < cells.length; i++) {
      degrees[i / columns] += cells[i] == 0 ? 0 : 1;
    }
    return degrees;
  }

  int edges() {
    return Arrays.stream(inDegrees()).sum();
  }
}
