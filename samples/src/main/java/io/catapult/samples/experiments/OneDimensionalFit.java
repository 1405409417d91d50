/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.NormalInitializer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A function of one variable that a two-layer network f(x) = sum_j a_j sigma(w_j x + b_j) is to
 * fit, all parameters from N(0, m^-gamma), m the width. Li, Xu and Zhang, Loss spike in training
 * neural networks, Appendix A.
 *
 * @param points where it is known
 * @param target the function
 * @param width m
 * @param activation sigma
 * @param gamma of the initialization: below 1 linear, above 1 condensed
 */
record OneDimensionalFit(
    List<Double> points,
    DoubleUnaryOperator target,
    int width,
    Function<NDList, NDList> activation,
    double gamma)
    implements DescendingNetwork.Data {

  static final String PAPER = "Li, Xu and Zhang, Loss spike in training neural networks, ";

  /** Copies the points. */
  OneDimensionalFit {
    points = List.copyOf(points);
  }

  /** Where it is known. */
  double[] x() {
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The task of Fig. 3.1 and 3.3, on one period; range and number of points are not told. */
  static OneDimensionalFit twoSines() {
    int count = 50;
    List<Double> period =
        IntStream.range(0, count).mapToObj(i -> -Math.PI + 2 * Math.PI * i / count).toList();
    return new OneDimensionalFit(
        period, at -> Math.sin(at) + Math.sin(4 * at), 20, Activation::tanh, 1);
  }

  /**
   * The two steps of Fig. 4.1, 4.2 and 5.1b.
   *
   * @param end of the points, from -end
   * @param gamma of the initialization
   */
  static OneDimensionalFit twoSteps(double end, int count, int width, double gamma) {
    return new OneDimensionalFit(
        Arrays.stream(even(-end, end, count)).boxed().toList(),
        at -> Math.tanh(at - 6) + Math.tanh(at + 6),
        width,
        Activation::tanh,
        gamma);
  }

  /** The task of Fig. 5.1a, 5.2 to 5.4 and A.1. */
  static OneDimensionalFit valley() {
    double third = 1.0 / 3;
    return new OneDimensionalFit(
        Arrays.stream(even(-5 * third, 5 * third, 11)).boxed().toList(),
        at -> Math.max(0, -at - third) / 2 + Math.max(0, at - third) / 2,
        500,
        Activation::relu,
        0.8);
  }

  /** The same with another activation. */
  OneDimensionalFit withActivation(Function<NDList, NDList> other) {
    return new OneDimensionalFit(points, target, width, other, gamma);
  }

  /** The same from another initialization. */
  OneDimensionalFit withGamma(double other) {
    return new OneDimensionalFit(points, target, width, activation, other);
  }

  /** Evenly spaced points, both ends among them. */
  static double[] even(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> from + (to - from) * i / (count - 1))
        .toArray();
  }

  /** The network, not initialised. */
  Block network() {
    Block network =
        new SequentialBlock()
            .add(Linear.builder().setUnits(width).build())
            .add(activation)
            .add(Linear.builder().setUnits(1).optBias(false).build());
    NormalInitializer normal = new NormalInitializer((float) Math.pow(width, -gamma / 2));
    network.setInitializer(normal, Parameter.Type.WEIGHT);
    network.setInitializer(normal, Parameter.Type.BIAS);
    return network;
  }

  @Override
  public NDArray inputs(NDManager manager) {
    return column(manager, x());
  }

  @Override
  public NDArray labels(NDManager manager) {
    return column(manager, Arrays.stream(x()).map(target).toArray());
  }

  /** Numbers as inputs or labels. */
  static NDArray column(NDManager manager, double[] numbers) {
    float[] narrow = new float[numbers.length];
    IntStream.range(0, numbers.length).forEach(i -> narrow[i] = (float) numbers[i]);
    return manager.create(narrow, new Shape(numbers.length, 1));
  }
}
