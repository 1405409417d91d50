/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDList;
import io.catapult.djl.check.BuilderFaults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds a {@link NeuronGraph}: first neurons, then the edges between them. */
public final class NeuronGraphBuilder {

  private static final int NAMED = 3;

  private final List<NeuronGroup> groups = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<String> misconnections = new ArrayList<>();
  private int neurons;
  private int weights;
  private double dropProbability;
  private long dropSeed;

  NeuronGraphBuilder() {}

  /**
   * Adds inputs. All inputs together, in the order in which they are added, are one sample.
   *
   * @param count at least 1
   * @return their numbers
   */
  public Neurons addInputs(int count) {
    return add(count, NeuronGroup.Role.INPUT, Function.identity());
  }

  /**
   * Adds hidden neurons.
   *
   * @param count at least 1
   * @param activation an elementwise function such as {@code Activation::tanh}
   * @return their numbers
   */
  public Neurons addNeurons(int count, Function<NDList, NDList> activation) {
    return add(count, NeuronGroup.Role.HIDDEN, activation);
  }

  /**
   * Adds outputs with the identity as activation, without which there is no transition to
   * linearity.
   *
   * @param count at least 1
   * @return their numbers
   */
  public Neurons addOutputs(int count) {
    return addOutputs(count, Function.identity());
  }

  /**
   * Adds outputs with an activation of their own.
   *
   * @param count at least 1
   * @param activation an elementwise function
   * @return their numbers
   */
  public Neurons addOutputs(int count, Function<NDList, NDList> activation) {
    return add(count, NeuronGroup.Role.OUTPUT, activation);
  }

  private Neurons add(int count, NeuronGroup.Role role, Function<NDList, NDList> activation) {
    if (count < 1 || activation == null) {
      throw new IllegalArgumentException(
          "Expected at least one neuron and an activation; found %d and %s. Remedy: give both."
              .formatted(count, activation == null ? "none" : "one"));
    }
    Neurons added = new Neurons(neurons, count);
    groups.add(new NeuronGroup(added, role, activation));
    neurons += count;
    return added;
  }

  /**
   * Adds an edge from each of some neurons to each of others, with weights of their own. Where some
   * of the pairs are to be left out, {@link #connect(Neurons, Neurons, EdgeMask)} serves.
   *
   * @param from the sources
   * @param to the targets
   * @return the edges, to share their weights
   */
  public Connection connect(Neurons from, Neurons to) {
    Connection added = add(from, to, weights);
    weights += added.pairs();
    return added;
  }

  /**
   * Adds the edges of a mask, each with a weight of its own.
   *
   * @param from the sources
   * @param to the targets
   * @param mask which edges there are
   * @return the edges, to share their weights
   */
  public Connection connect(Neurons from, Neurons to, EdgeMask mask) {
    Connection added = add(from, to, weights);
    added.keep(mask);
    weights += added.pairs();
    return added;
  }

  /**
   * Adds the edges of an earlier connection between other neurons, with the same weights, as those
   * of a convolution at another place.
   *
   * @param original the earlier connection, of as many sources and targets
   * @param from the sources
   * @param to the targets
   * @return this
   */
  public NeuronGraphBuilder connectShared(Connection original, Neurons from, Neurons to) {
    int sources = original.from().count();
    int targets = original.to().count();
    if (sources != from.count() || targets != to.count()) {
      misconnections.add(
          "expected %d sources and %d targets, as those whose weights are shared, found %d and %d; "
                  .formatted(sources, targets, from.count(), to.count())
              + "slice them, or connect them with weights of their own");
    } else {
      add(from, to, original.firstWeight())
          .keep(
              (source, target) ->
                  original.has(original.from().first() + source, original.to().first() + target));
    }
    return this;
  }

  private Connection add(Neurons from, Neurons to, int firstWeight) {
    long pairs = (long) from.count() * to.count();
    if (firstWeight + pairs >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Expected less than 2^31 weights; found %d. Remedy: take fewer neurons or edges."
              .formatted(firstWeight + pairs));
    }
    Connection added = new Connection(from, to, firstWeight);
    connections.add(added);
    for (Neurons end : List.of(from, to)) {
      if (end.first() < 0 || end.end() > neurons) {
        misconnections.add(
            "expected neurons of this graph, which has %d, found %s; connect what add returned"
                .formatted(neurons, end));
      }
    }
    return added;
  }

  /**
   * Removes each edge with a probability, independently of all others: those for which {@code new
   * Random(seed).nextDouble()}, drawn for one connection after the other, target by target and
   * source by source, is below it. Neurons that are left without an incoming or without an outgoing
   * edge go with all their edges, and with them those that this leaves so; inputs stay.
   *
   * @param probability at least 0 and below 1
   * @param seed of the choice
   * @return this
   */
  public NeuronGraphBuilder optDroppedEdges(double probability, long seed) {
    this.dropProbability = probability;
    this.dropSeed = seed;
    return this;
  }

  /**
   * Checks everything and builds the graph.
   *
   * @return the graph
   * @throws IllegalArgumentException naming everything that is wrong: no inputs or outputs, an edge
   *     into an input or out of an output, two edges between the same neurons, a cycle, a neuron
   *     without incoming or outgoing edges
   */
  public NeuronGraph build() {
    BuilderFaults faults = new BuilderFaults("NeuronGraph");
    requireRole(faults, NeuronGroup.Role.INPUT, "inputs", "addInputs");
    requireRole(faults, NeuronGroup.Role.OUTPUT, "outputs", "addOutputs");
    faults.require(
        dropProbability >= 0 && dropProbability < 1,
        "dropProbability",
        "a probability of at least 0 and below 1",
        dropProbability,
        "1/2 is the paper's");
    misconnections.forEach(each -> faults.add("edges", each));
    faults.throwIfAny();
    GraphEdges edges = new GraphEdges(neurons, groups, connections);
    requireEnds(faults, edges);
    faults.throwIfAny();
    if (dropProbability > 0) {
      edges.drop(dropProbability, dropSeed);
      requireInputsOfOutputs(faults, edges);
    }
    int[] layers = edges.layers();
    none(
        faults,
        neuron -> layers[neuron] == GraphEdges.ON_A_CYCLE,
        "no cycle",
        "one that leads to %s; turn one of its edges round");
    faults.throwIfAny();
    return new NeuronGraph(new GraphLayout(edges, layers));
  }

  private void requireRole(BuilderFaults faults, NeuronGroup.Role role, String name, String adder) {
    boolean isThere = groups.stream().anyMatch(group -> group.role() == role);
    faults.require(isThere, name, "at least one", "none", "call " + adder);
  }

  private void requireEnds(BuilderFaults faults, GraphEdges edges) {
    none(
        faults,
        neuron -> edges.role(neuron) == NeuronGroup.Role.INPUT && edges.inDegree(neuron) > 0,
        "no edge into an input",
        "one into %s; add it as a hidden neuron");
    none(
        faults,
        neuron -> edges.role(neuron) == NeuronGroup.Role.OUTPUT && edges.outDegree(neuron) > 0,
        "no edge out of an output",
        "one out of %s; add it as a hidden neuron with an output behind it");
    none(
        faults,
        neuron -> edges.role(neuron) != NeuronGroup.Role.INPUT && edges.inDegree(neuron) == 0,
        "an edge into each neuron but the inputs",
        "none into %s; connect it or leave it out");
    none(
        faults,
        neuron -> edges.role(neuron) == NeuronGroup.Role.HIDDEN && edges.outDegree(neuron) == 0,
        "an edge out of each hidden neuron",
        "none out of %s; connect it or leave it out");
  }

  private void requireInputsOfOutputs(BuilderFaults faults, GraphEdges edges) {
    none(
        faults,
        neuron -> edges.role(neuron) == NeuronGroup.Role.OUTPUT && edges.inDegree(neuron) == 0,
        "an edge into each output once edges have been dropped",
        "none into %s; lower the probability, add edges, or take another seed");
  }

  /** Notes a fault if there are neurons as they should not be. */
  private void none(BuilderFaults faults, IntPredicate isAtFault, String expected, String found) {
    int[] guilty = IntStream.range(0, neurons).filter(isAtFault).toArray();
    if (guilty.length > 0) {
      String first =
          Arrays.stream(guilty)
              .limit(NAMED)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
      String names =
          (guilty.length == 1 ? "neuron " : "neurons ")
              + first
              + (guilty.length > NAMED ? " and " + (guilty.length - NAMED) + " more" : "");
      faults.add("edges", "expected " + expected + ", found " + found.formatted(names));
    }
  }
}
