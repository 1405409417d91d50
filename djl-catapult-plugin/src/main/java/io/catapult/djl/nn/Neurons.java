/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

/**
 * A run of neurons of a {@link NeuronGraph}, which are numbered from 0 in the order in which they
 * were added.
 *
 * @param first the number of the first
 * @param count how many there are
 */
public record Neurons(int first, int count) {

  /**
   * Some of these neurons.
   *
   * @param from the first, counted from 0 within this run
   * @param count how many
   * @return a run within this one
   * @throws IllegalArgumentException if there are not as many
   */
  public Neurons slice(int from, int count) {
    if (from < 0 || count < 1 || from + count > this.count) {
      throw new IllegalArgumentException(
          "Expected a slice of %d neurons; found %d from %d on. Remedy: count from 0."
              .formatted(this.count, count, from));
    }
    return new Neurons(first + from, count);
  }

  int end() {
    return first + count;
  }

  boolean contains(int neuron) {
    return neuron >= first && neuron < end();
  }

  @Override
  public String toString() {
    return count == 1 ? "neuron " + first : "neurons " + first + " to " + (end() - 1);
  }
}
