/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.convolutional.Conv2d;

/**
 * 2-d convolution in the NTK parameterisation, see {@link NtkConvolution}.
 *
 * <p>Shapes: input [n, channels_in, height, width]; W [filters, channels_in / groups, kernel
 * height, kernel width]; b [filters]; output [n, filters, height', width'].
 */
public class NtkConv2d extends NtkConvolution {

  /**
   * Creates the layer.
   *
   * @param builder the settings
   */
  protected NtkConv2d(Builder builder) {
    super(builder);
  }

  /**
   * Starts a layer.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@inheritDoc} */
  @Override
  protected NDList apply(NDArray input, NDArray weight, NDArray bias) {
    return Conv2d.conv2d(
        input, weight, bias, getStride(), getPadding(), getDilation(), getGroups());
  }

  /** Builds {@link NtkConv2d}. */
  public static class Builder extends NtkConvolutionBuilder<Builder> {

    /** Starts with stride 1, no padding, no dilation, one group and a bias. */
    protected Builder() {
      super(2);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Builds the layer.
     *
     * @return the layer
     * @throws IllegalArgumentException naming every setting at fault
     */
    public NtkConv2d build() {
      check("NtkConv2d");
      return new NtkConv2d(this);
    }
  }
}
