/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * z = gamma o a + beta, a [n, ...] being the normalised input: batch norm in evaluation mode, layer
 * norm. The gradients of each row are g o a and g, summed over the axes that gamma does not span.
 */
final class AffineJacobian extends LayerJacobian {

  private final Layer.Affine layer;
  private final List<Use> uses;

  AffineJacobian(Layer.Affine layer, List<Use> uses) {
    super(uses);
    this.layer = layer;
    this.uses = uses;
  }

  @Override
  void addGram(NDManager scratch, LayerJacobian other, KernelSums sums) {
    AffineJacobian z = (AffineJacobian) other;
    if (layer.gamma() != Layer.NONE) {
      sums.addRows(layer.gamma(), rows(scratch, true), z.rows(scratch, true));
    }
    if (layer.beta() != Layer.NONE) {
      sums.addRows(layer.beta(), rows(scratch, false), z.rows(scratch, false));
    }
  }

  /** [n * k, size of gamma]: the gradients by gamma, or by beta. */
  private NDArray rows(NDManager scratch, boolean gamma) {
    NDArray sum = null;
    for (Use use : uses) {
      NDArray g = Aten.alias(use.gradient(), scratch);
      if (gamma) {
        g = g.mul(Aten.alias(use.factor(), scratch).expandDims(1));
      }
      int[] axes = reducedAxes(g.getShape().dimension(), 2);
      NDArray reduced = axes.length == 0 ? g : g.sum(axes);
      sum = plus(sum, reduced.reshape(samples * outputs, layer.shape().size()));
    }
    return sum;
  }

  /** The axes from {@code first} on, of {@code dimensions}, that gamma does not span. */
  private int[] reducedAxes(int dimensions, int first) {
    int start = start(dimensions, first);
    List<Integer> axes = new ArrayList<>();
    for (int axis = first; axis < dimensions; axis++) {
      if (axis < start || axis >= start + layer.shape().dimension()) {
        axes.add(axis);
      }
    }
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Where gamma starts in an array whose sample axes end before {@code first}. */
  private int start(int dimensions, int first) {
    return layer.axis() < 0 ? dimensions + layer.axis() : layer.axis() + first - 1;
  }

  @Override
  Map<Integer, NDArray> transposed(NDManager scratch, NDArray v) {
    NDArray gamma = null;
    NDArray beta = null;
    for (Use use : uses) {
      NDArray g = combine(Aten.alias(use.gradient(), scratch), v);
      gamma = plus(gamma, reduce(g.mul(use.factor())));
      beta = plus(beta, reduce(g));
    }
    Map<Integer, NDArray> result = new HashMap<>();
    if (layer.gamma() != Layer.NONE) {
      result.put(layer.gamma(), gamma);
    }
    if (layer.beta() != Layer.NONE) {
      result.put(layer.beta(), beta);
    }
    return result;
  }

  private NDArray reduce(NDArray g) {
    int[] rest = reducedAxes(g.getShape().dimension(), 1);
    int[] axes = new int[rest.length + 1];
    System.arraycopy(rest, 0, axes, 1, rest.length);
    return g.sum(axes).reshape(layer.shape());
  }

  @Override
  NDArray times(NDManager scratch, Map<Integer, NDArray> u) {
    NDArray result = null;
    for (Use use : uses) {
      NDArray a = Aten.alias(use.factor(), scratch);
      Shape spread = spread(a.getShape());
      NDArray z = null;
      if (layer.gamma() != Layer.NONE) {
        z = a.mul(u.get(layer.gamma()).reshape(spread));
      }
      if (layer.beta() != Layer.NONE) {
        NDArray beta = u.get(layer.beta()).reshape(spread);
        z = z == null ? beta.broadcast(a.getShape()) : z.addi(beta);
      }
      result = plus(result, contract(Aten.alias(use.gradient(), scratch), z));
    }
    return result;
  }

  /** The shape of gamma with ones on all other axes of a. */
  private Shape spread(Shape a) {
    long[] shape = new long[a.dimension()];
    Arrays.fill(shape, 1);
    int start = start(a.dimension(), 1);
    for (int i = 0; i < layer.shape().dimension(); i++) {
      shape[start + i] = layer.shape().get(i);
    }
    return new Shape(shape);
  }
}
