/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.types.Shape;

/**
 * How a convolution walks over its input.
 *
 * @param groups the number of groups that channels fall into
 * @param stride the step along each spatial dimension
 * @param padding the zeros on both sides of each spatial dimension
 * @param dilation the distance between neighbouring taps of the filter
 */
public record ConvolutionGeometry(int groups, Shape stride, Shape padding, Shape dilation) {

  long[] encode() {
    int dims = stride.dimension();
    long[] code = new long[1 + 3 * dims];
    code[0] = groups;
    for (int i = 0; i < dims; i++) {
      code[1 + i] = stride.get(i);
      code[1 + dims + i] = padding.get(i);
      code[1 + 2 * dims + i] = dilation.get(i);
    }
    return code;
  }

  /** The same walk over a contiguous range of the groups. */
  public ConvolutionGeometry withGroups(int part) {
    return new ConvolutionGeometry(part, stride, padding, dilation);
  }
}
