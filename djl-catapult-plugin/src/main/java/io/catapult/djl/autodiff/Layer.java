/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.types.Shape;

/**
 * A layer whose outputs depend on its own parameters in a known way. {@code weight} and the like
 * are indices into {@link ModelView#parameters()}, or {@link #NONE} where the layer has no such
 * trainable parameter.
 */
public sealed interface Layer {

  /** No trainable parameter in this place. */
  int NONE = -1;

  /** The indices of its parameters, {@link #NONE} for those that are absent or frozen. */
  int[] parameters();

  /** z = scale W a + b over the last axis; W [out, in], b [out]. */
  record Linear(int weight, int bias, double scale) implements Layer {
    @Override
    public int[] parameters() {
      return new int[] {weight, bias};
    }
  }

  /** z = scale (W conv a) + b; W [O, C / groups, kernel...], b [O]. */
  record Convolution(
      int weight, int bias, double scale, ConvolutionGeometry geometry, Shape weightShape)
      implements Layer {
    @Override
    public int[] parameters() {
      return new int[] {weight, bias};
    }
  }

  /**
   * z = gamma o a + beta, where a is the normalised input; gamma and beta span {@code shape.length}
   * axes from {@code axis} on.
   */
  record Affine(int gamma, int beta, int axis, Shape shape) implements Layer {
    @Override
    public int[] parameters() {
      return new int[] {gamma, beta};
    }
  }

  /** z = rows of the table [V, e] that a, integer, selects. */
  record Embedding(int table, Shape tableShape) implements Layer {
    @Override
    public int[] parameters() {
      return new int[] {table};
    }
  }
}
