/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.types.Shape;
import io.catapult.djl.check.BuilderFaults;

/**
 * The settings of an {@link NtkConvolution}, named as in DJL's {@code Convolution}.
 *
 * @param <T> the builder itself
 */
public abstract class NtkConvolutionBuilder<T extends NtkConvolutionBuilder<T>> {

  private final int spatialDimensions;

  Shape kernelShape;
  Shape stride;
  Shape padding;
  Shape dilation;
  int filters;
  int groups = 1;
  boolean bias = true;
  double initialStd = 1;

  NtkConvolutionBuilder(int spatialDimensions) {
    this.spatialDimensions = spatialDimensions;
    stride = everywhere(1);
    padding = everywhere(0);
    dilation = everywhere(1);
  }

  private Shape everywhere(long value) {
    Shape shape = new Shape();
    for (int i = 0; i < spatialDimensions; i++) {
      shape = shape.add(value);
    }
    return shape;
  }

  abstract T self();

  /**
   * Sets the size of the window, required.
   *
   * @param kernelShape [width] or [height, width], each at least 1
   * @return this
   */
  public T setKernelShape(Shape kernelShape) {
    this.kernelShape = kernelShape;
    return self();
  }

  /**
   * Sets the number of output channels, required.
   *
   * @param filters a positive multiple of the groups
   * @return this
   */
  public T setFilters(int filters) {
    this.filters = filters;
    return self();
  }

  /**
   * Sets the stride, 1 by default.
   *
   * @param stride one number for each dimension of space, each at least 1
   * @return this
   */
  public T optStride(Shape stride) {
    this.stride = stride;
    return self();
  }

  /**
   * Sets the zeros on either side, 0 by default.
   *
   * @param padding one number for each dimension of space, each at least 0
   * @return this
   */
  public T optPadding(Shape padding) {
    this.padding = padding;
    return self();
  }

  /**
   * Sets the spacing of the window's points, 1 by default.
   *
   * @param dilation one number for each dimension of space, each at least 1
   * @return this
   */
  public T optDilation(Shape dilation) {
    this.dilation = dilation;
    return self();
  }

  /**
   * Sets the number of groups, 1 by default.
   *
   * @param groups at least 1; must divide the input channels and the filters
   * @return this
   */
  public T optGroups(int groups) {
    this.groups = groups;
    return self();
  }

  /**
   * Sets whether there is a bias; there is by default.
   *
   * @param bias whether to add b
   * @return this
   */
  public T optBias(boolean bias) {
    this.bias = bias;
    return self();
  }

  /**
   * Sets the standard deviation of the initial weights and biases, 1 by default; 0.1 is the papers'
   * near-zero initialisation.
   *
   * @param initialStd finite and positive
   * @return this
   */
  public T optInitialStd(double initialStd) {
    this.initialStd = initialStd;
    return self();
  }

  void check(String product) {
    BuilderFaults faults = new BuilderFaults(product);
    requireShape(faults, 1, kernelShape, "kernelShape", "setKernelShape");
    requireShape(faults, 1, stride, "stride", "optStride");
    requireShape(faults, 0, padding, "padding", "optPadding");
    requireShape(faults, 1, dilation, "dilation", "optDilation");
    faults
        .requireAtLeast(1, filters, "filters", "setFilters")
        .requireAtLeast(1, groups, "groups", "optGroups")
        .require(
            groups < 1 || filters % groups == 0,
            "filters",
            "a multiple of the " + groups + " groups",
            filters,
            "change setFilters or optGroups");
    InitialStd.check(faults, initialStd).throwIfAny();
  }

  private void requireShape(
      BuilderFaults faults, long least, Shape shape, String setting, String setter) {
    boolean holds = shape != null && shape.dimension() == spatialDimensions;
    for (int i = 0; holds && i < spatialDimensions; i++) {
      holds = shape.get(i) >= least;
    }
    String expected = "%d numbers of at least %d".formatted(spatialDimensions, least);
    faults.require(holds, setting, expected, shape, "call " + setter);
  }
}
