/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.convolutional.Conv1d;

/**
 * 1-d convolution in the NTK parameterisation, see {@link NtkConvolution}.
 *
 * <p>Shapes: input [n, channels_in, width]; W [filters, channels_in / groups, kernel]; b [filters];
 * output [n, filters, width'].
 */
public class NtkConv1d extends NtkConvolution {

  /**
   * Creates the layer.
   *
   * @param builder the settings
   */
  protected NtkConv1d(Builder builder) {
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
    return Conv1d.conv1d(
        input, weight, bias, getStride(), getPadding(), getDilation(), getGroups());
  }

  /** Builds {@link NtkConv1d}. */
  public static class Builder extends NtkConvolutionBuilder<Builder> {

    /** Starts with stride 1, no padding, no dilation, one group and a bias. */
    protected Builder() {
      super(1);
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
    public NtkConv1d build() {
      check("NtkConv1d");
      return new NtkConv1d(this);
    }
  }
}
