/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.types.Shape;

/**
 * Convolution in the NTK parameterisation: y = (1/sqrt(fan-in)) (W conv x) + b with fan-in =
 * channels_in / groups * kernel area, W and b from N(0, 1), zero padding.
 *
 * <p>Shapes: input [n, channels_in, ..space]; W [filters, channels_in / groups, ..kernel]; b
 * [filters]; output [n, filters, ..space'] with space' = floor((space + 2 padding - dilation
 * (kernel - 1) - 1) / stride) + 1. Zhu, Toward understanding the dynamics of over-parameterized
 * neural networks, appendix C.6 (convolutional layer, there with stride 1), and Zhu et al.,
 * Catapults in SGD, section 2: the fan-in is "the number of channels multiplied by the size of the
 * window". Stride, padding, dilation and groups mean what they mean for DJL's {@code Convolution}.
 */
public abstract class NtkConvolution extends NtkLayer {

  private Shape kernelShape;
  private Shape stride;
  private Shape padding;
  private Shape dilation;
  private int filters;
  private int groups;

  /**
   * Creates the layer.
   *
   * @param builder the settings
   */
  protected NtkConvolution(NtkConvolutionBuilder<?> builder) {
    super(builder.bias, builder.initialStd);
    kernelShape = builder.kernelShape;
    stride = builder.stride;
    padding = builder.padding;
    dilation = builder.dilation;
    filters = builder.filters;
    groups = builder.groups;
  }

  /**
   * The size of the window along each dimension of space.
   *
   * @return [width] or [height, width]
   */
  public Shape getKernelShape() {
    return kernelShape;
  }

  /**
   * The stride along each dimension of space.
   *
   * @return [width] or [height, width]
   */
  public Shape getStride() {
    return stride;
  }

  /**
   * The zeros put on either side of each dimension of space.
   *
   * @return [width] or [height, width]
   */
  public Shape getPadding() {
    return padding;
  }

  /**
   * The spacing of the window's points along each dimension of space.
   *
   * @return [width] or [height, width]
   */
  public Shape getDilation() {
    return dilation;
  }

  /**
   * The number of output channels.
   *
   * @return at least 1
   */
  public int getFilters() {
    return filters;
  }

  /**
   * The number of groups that the channels are split into.
   *
   * @return at least 1
   */
  public int getGroups() {
    return groups;
  }

  /** {@inheritDoc} */
  @Override
  protected void beforeInitialize(Shape... inputShapes) {
    super.beforeInitialize(inputShapes);
    Shape input = inputShapes[0];
    int dimensions = 2 + kernelShape.dimension();
    if (input.dimension() != dimensions || input.get(1) % groups != 0) {
      throw new IllegalArgumentException(
          "Expected an input of %d dimensions [n, channels, ..space] with a multiple of %d channels"
                  .formatted(dimensions, groups)
              + ", found shape %s; reshape it or choose other groups".formatted(input));
    }
  }

  /** {@inheritDoc} */
  @Override
  protected Shape weightShape(Shape input) {
    return new Shape(filters, input.get(1) / groups).addAll(kernelShape);
  }

  /** {@inheritDoc} */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape input = inputShapes[0];
    Shape output = new Shape(input.get(0), filters);
    for (int i = 0; i < kernelShape.dimension(); i++) {
      long reach = dilation.get(i) * (kernelShape.get(i) - 1) + 1;
      output = output.add((input.get(2 + i) + 2 * padding.get(i) - reach) / stride.get(i) + 1);
    }
    return new Shape[] {output};
  }

  /** {@inheritDoc} */
  @Override
  protected String settings() {
    return "NtkConvolution(filters=%d, kernel=%s, stride=%s, padding=%s, dilation=%s, groups=%d, "
            .formatted(filters, kernelShape, stride, padding, dilation, groups)
        + "bias="
        + hasBias()
        + ")";
  }
}
