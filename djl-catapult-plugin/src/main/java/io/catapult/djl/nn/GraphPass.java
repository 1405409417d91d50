/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.function.Function;

/**
 * A way to run a {@link GraphNetwork}: on arrays, which is its forward pass, or on anything that
 * its three kinds of steps can be told for, such as arrays with derivatives.
 *
 * @param <V> the values that go through the network, each for one array
 */
public interface GraphPass<V> {

  /** A product that is linear in one parameter and in the values; others are constants in it. */
  @FunctionalInterface
  interface Product {

    /**
     * The product.
     *
     * @param parameters the arrays to take for the network's parameters
     * @param sources [n, columns]
     * @return [n, rows]
     */
    NDArray of(Function<Parameter, NDArray> parameters, NDArray sources);
  }

  /**
   * A function without weights that is linear in all its arguments together.
   *
   * @param function of as many arrays as there are values
   * @param values its arguments
   * @return its value
   */
  V linear(Function<NDList, NDArray> function, List<V> values);

  /**
   * A product with a weight.
   *
   * @param weight the parameter that it is linear in
   * @param product how it is computed
   * @param sources what is multiplied
   * @return the product
   */
  V product(Parameter weight, Product product, V sources);

  /**
   * A differentiable function without weights.
   *
   * @param function of one array
   * @param preActivation its argument
   * @return its value
   */
  V activation(Function<NDArray, NDArray> function, V preActivation);
}
