/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.catapult.djl.check.BuilderFaults;
import java.util.Arrays;

/**
 * A general quadratic model g(w; x) = w^T phi(x) + gamma/2 w^T Sigma(x) w with weights w [p]. It
 * takes two inputs, phi [n, p] and the symmetric matrices Sigma [n, p, p], and gives [n, 1]. Cost:
 * n p^2 multiplications a forward pass. Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, section 3.1, Eq. 3.3.
 */
public final class GeneralQuadraticModel extends AbstractBlock {

  private static final byte VERSION = 1;

  private final double gamma;
  private final Parameter weight;

  /**
   * A model without weights yet; initialise it as any block.
   *
   * @param gamma the size of the quadratic part, finite
   * @throws IllegalArgumentException if it is not finite
   */
  public GeneralQuadraticModel(double gamma) {
    super(VERSION);
    new BuilderFaults("GeneralQuadraticModel")
        .require(Double.isFinite(gamma), "gamma", "a finite number", gamma, "0 is a linear model")
        .throwIfAny();
    this.gamma = gamma;
    weight =
        addParameter(Parameter.builder().setName("weight").setType(Parameter.Type.WEIGHT).build());
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    boolean isPair =
        inputShapes.length == 2
            && inputShapes[0].dimension() == 2
            && inputShapes[1].equals(inputShapes[0].addAll(new Shape(inputShapes[0].get(1))));
    if (!isPair) {
      throw new IllegalArgumentException(
          "Expected phi [n, p] and Sigma [n, p, p]; found %s. Remedy: give both, for the same p."
              .formatted(Arrays.toString(inputShapes)));
    }
    long p = inputShapes[0].get(1);
    weight.setShape(new Shape(p, 1));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray phi = inputs.get(0);
    NDManager manager = phi.getManager();
    NDArray w = store.getValue(weight, manager.getDevice(), training);
    NDArray bent = inputs.get(1).matMul(w).squeeze(-1);
    return new NDList(bent.mul(gamma / 2).add(phi).matMul(w));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), 1)};
  }
}
