/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.nn.Networks;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * DenseNets of fully connected layers, also with edges dropped and with bottlenecks: {@link
 * Networks#denseNet()}. Which edges are dropped is a setting, so that a saved model has the same
 * ones; it does not change with the seed of a training.
 */
public final class DenseNetFactory implements BlockFactory {

  /** What a neuron applies to its sum. */
  public enum Unit {
    /** z. */
    IDENTITY(Function.identity()),
    /** max(z, 0). */
    RELU(Activation::relu),
    /** tanh(z). */
    TANH(Activation::tanh);

    private final Function<NDList, NDList> function;

    Unit(Function<NDList, NDList> function) {
      this.function = function;
    }
  }

  @Config(mandatory = true, description = "Number of layers, the output included.")
  private int depth;

  @Config(mandatory = true, description = "Width of the hidden layers.")
  private int width;

  @Config(description = "Activation of the hidden neurons: IDENTITY, RELU, TANH.")
  private Unit activation = Unit.RELU;

  @Config(description = "Activation of the outputs: IDENTITY, RELU, TANH.")
  private Unit outputActivation = Unit.IDENTITY;

  @Config(description = "Probability that an edge is dropped.")
  private double dropProbability;

  @Config(description = "Seed of the choice of dropped edges.")
  private long dropSeed;

  @Config(description = "Neurons with one edge into each, in the hidden layers after the first.")
  private int bottlenecks;

  private DenseNetFactory() {}

  /**
   * A ReLU network with all edges.
   *
   * @param depth number of layers, at least 1
   * @param width width of the hidden layers, at least 1
   * @throws IllegalArgumentException if one of them is less
   */
  public DenseNetFactory(int depth, int width) {
    this.depth = depth;
    this.width = width;
    postConfig();
  }

  /** The same with another activation of the hidden neurons. */
  public DenseNetFactory withActivation(Unit activation) {
    return changed(copy -> copy.activation = activation);
  }

  /** The same with another activation of the outputs. */
  public DenseNetFactory withOutputActivation(Unit activation) {
    return changed(copy -> copy.outputActivation = activation);
  }

  /**
   * The same with edges dropped.
   *
   * @param probability at least 0 and below 1
   * @param seed of the choice
   */
  public DenseNetFactory withDroppedEdges(double probability, long seed) {
    return changed(
        copy -> {
          copy.dropProbability = probability;
          copy.dropSeed = seed;
        });
  }

  /** The same with so many neurons of one edge in each hidden layer after the first. */
  public DenseNetFactory withBottlenecks(int neurons) {
    return changed(copy -> copy.bottlenecks = neurons);
  }

  private DenseNetFactory changed(Consumer<DenseNetFactory> change) {
    DenseNetFactory copy = new DenseNetFactory();
    copy.depth = depth;
    copy.width = width;
    copy.activation = activation;
    copy.outputActivation = outputActivation;
    copy.dropProbability = dropProbability;
    copy.dropSeed = dropSeed;
    copy.bottlenecks = bottlenecks;
    change.accept(copy);
    copy.postConfig();
    return copy;
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    new BuilderFaults("DenseNetFactory")
        .requireAtLeast(1, depth, "depth", "the number of layers")
        .requireAtLeast(1, width, "width", "the width of the hidden layers")
        .require(activation != null, "activation", "a function", null, "leave it out for RELU")
        .require(
            outputActivation != null,
            "outputActivation",
            "a function",
            null,
            "leave it out for IDENTITY")
        .require(
            dropProbability >= 0 && dropProbability < 1,
            "dropProbability",
            "at least 0 and below 1",
            dropProbability,
            "1/2 is the paper's")
        .require(
            bottlenecks >= 0 && bottlenecks <= width,
            "bottlenecks",
            "from 0 to the width",
            bottlenecks,
            "the paper's figure has 2")
        .throwIfAny();
  }

  @Override
  public Block newBlock(int in, int out) {
    return Networks.denseNet()
        .setInputs(in)
        .setDepth(depth)
        .setWidth(width)
        .optOutputs(out)
        .optActivation(activation.function)
        .optOutputActivation(outputActivation.function)
        .optDroppedEdges(dropProbability, dropSeed)
        .optBottlenecks(bottlenecks)
        .build();
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "BlockFactory");
  }
}
