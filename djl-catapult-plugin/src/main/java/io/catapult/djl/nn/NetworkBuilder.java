/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import io.catapult.djl.check.BuilderFaults;
import java.util.List;
import java.util.function.Function;

/**
 * The settings that all networks of the papers share, and the pieces they are made of.
 *
 * <p>"For all the networks considered in this paper, we use ReLU activation functions. We
 * parameterize the networks by NTK parameterization"; the output layer is linear. Zhu, Toward
 * understanding the dynamics of over-parameterized neural networks, appendix C.6.
 *
 * @param <T> the builder itself
 */
public abstract class NetworkBuilder<T extends NetworkBuilder<T>> {

  private final String product;
  private int outputs = 1;
  private Parameterization parameterization = Parameterization.NTK;
  private boolean bias = true;
  private double initialStd = 1;
  private Function<NDList, NDList> activation = Activation::relu;

  NetworkBuilder(String product) {
    this.product = product;
  }

  abstract T self();

  abstract void check(BuilderFaults faults);

  abstract SequentialBlock assemble(LayerFactory layers);

  /**
   * Sets the number of outputs k, 1 by default.
   *
   * @param outputs at least 1
   * @return this
   */
  public T optOutputs(int outputs) {
    this.outputs = outputs;
    return self();
  }

  /**
   * Sets the parameterisation, {@link Parameterization#NTK} by default.
   *
   * @param parameterization not null
   * @return this
   */
  public T optParameterization(Parameterization parameterization) {
    this.parameterization = parameterization;
    return self();
  }

  /**
   * Sets whether linear and convolution layers have a bias; they have one by default.
   *
   * @param bias whether to add biases
   * @return this
   */
  public T optBias(boolean bias) {
    this.bias = bias;
    return self();
  }

  /**
   * Sets the standard deviation of all initial weights and biases of the NTK parameterisation, 1 by
   * default; 0.1 is the papers' near-zero initialisation (the dissertation's appendix C.4).
   *
   * @param initialStd finite and positive; other than 1 only with {@link Parameterization#NTK}
   * @return this
   */
  public T optInitialStd(double initialStd) {
    this.initialStd = initialStd;
    return self();
  }

  /**
   * Sets the activation function, ReLU by default.
   *
   * @param activation an elementwise function such as {@code Activation::tanh}
   * @return this
   */
  public T optActivation(Function<NDList, NDList> activation) {
    this.activation = activation;
    return self();
  }

  /**
   * Builds the network, uninitialised, with outputs [n, k].
   *
   * @return the network as a sequence of DJL blocks
   * @throws IllegalArgumentException naming every setting at fault
   */
  public SequentialBlock build() {
    BuilderFaults faults = new BuilderFaults(product);
    check(faults);
    faults
        .requireAtLeast(1, outputs, "outputs", "optOutputs")
        .require(
            parameterization != null, "parameterization", "NTK or STANDARD", null, "choose one")
        .require(activation != null, "activation", "a function", null, "leave it out for ReLU");
    InitialStd.check(faults, initialStd)
        .require(
            parameterization != Parameterization.STANDARD || initialStd == 1,
            "initialStd",
            "none with STANDARD, whose initial values are uniform",
            initialStd,
            "choose NTK or leave it out")
        .throwIfAny();
    return assemble(new LayerFactory(parameterization, bias, initialStd));
  }

  int outputs() {
    return outputs;
  }

  Block activation() {
    return new LambdaBlock(activation, "activation");
  }

  /** The sum of the branches' outputs. */
  static Block sum(Block first, Block second) {
    return new ParallelBlock(
        outputs ->
            new NDList(outputs.get(0).singletonOrThrow().add(outputs.get(1).singletonOrThrow())),
        List.of(first, second));
  }
}
