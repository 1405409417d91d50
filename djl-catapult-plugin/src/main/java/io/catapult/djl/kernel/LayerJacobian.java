/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The part of J = d f / d w [n*k, p] that belongs to one layer's parameters, held as what the layer
 * multiplies its parameters by (a, [n, ...]) and the gradients of the outputs by the layer's output
 * (g, [n, k, ...]), never as a matrix. A layer that is used several times has several such pairs,
 * whose Jacobians add.
 *
 * <p>All arithmetic happens in a scratch scope of the call, on aliases: DJL gives a result to the
 * manager of its first operand, and these arrays live long.
 */
abstract class LayerJacobian {

  /** One use of the layer: a [n, ...] and g [n, k, ...]. */
  record Use(NDArray factor, NDArray gradient) {}

  final long samples;
  final long outputs;

  LayerJacobian(List<Use> uses) {
    Shape gradient = uses.get(0).gradient().getShape();
    this.samples = gradient.get(0);
    this.outputs = gradient.get(1);
  }

  /** The Jacobian of {@code layer}; it uses the arrays of {@code uses}, and closes none. */
  static LayerJacobian of(Layer layer, List<Use> uses) {
    if (layer instanceof Layer.Linear linear) {
      return new LinearJacobian(linear, uses);
    } else if (layer instanceof Layer.Convolution convolution) {
      return new ConvolutionJacobian(convolution, uses);
    } else if (layer instanceof Layer.Affine affine) {
      return new AffineJacobian(affine, uses);
    }
    return new EmbeddingJacobian((Layer.Embedding) layer, uses);
  }

  /** Adds J Z^T for these parameters to {@code sums}; {@code z} is of the same layer. */
  abstract void addGram(NDManager scratch, LayerJacobian z, KernelSums sums);

  /** J^T v by parameter index, for v [n, k]. */
  abstract Map<Integer, NDArray> transposed(NDManager scratch, NDArray v);

  /** J u [n, k] for u by parameter index. */
  abstract NDArray times(NDManager scratch, Map<Integer, NDArray> u);

  /** Sum over c of v[i, c] g[i, c, ...]: [n, ...]. */
  final NDArray combine(NDArray gradient, NDArray v) {
    Shape rest = gradient.getShape().slice(2);
    Shape shape = new Shape(samples).addAll(rest);
    if (outputs == 1) {
      long[] column = new long[shape.dimension()];
      Arrays.fill(column, 1);
      column[0] = samples;
      return gradient.reshape(shape).mul(v.reshape(new Shape(column)));
    }
    NDArray flat = gradient.reshape(samples, outputs, rest.size());
    return v.reshape(samples, 1, outputs).matMul(flat).reshape(shape);
  }

  /** Inner products of each g[i, c] with z[i]: [n, k]. */
  final NDArray contract(NDArray gradient, NDArray z) {
    long size = gradient.getShape().slice(2).size();
    return gradient
        .reshape(samples, outputs, size)
        .matMul(z.reshape(samples, size, 1))
        .reshape(samples, outputs);
  }

  static NDArray plus(NDArray sum, NDArray term) {
    return sum == null ? term : sum.addi(term);
  }
}
