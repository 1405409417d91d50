/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * z = s W a + b at T positions of each sample (T = 1 unless the layer runs along a sequence or is
 * used several times): a [n, T, in], g [n, k, T, out].
 *
 * <p>With one position the kernel of W is s^2 (A A^T) o (G G^T), and that of b is G G^T. With more,
 * either pairs of positions are summed, or the gradients of each row are formed, [n*k, out*in],
 * whichever takes fewer multiplications.
 */
final class LinearJacobian extends LayerJacobian {

  private final Layer.Linear layer;
  private final NDArray a;
  private final NDArray g;
  private final long positions;
  private final long in;
  private final long out;

  LinearJacobian(Layer.Linear layer, List<Use> uses) {
    super(uses);
    this.layer = layer;
    Shape factor = uses.get(0).factor().getShape();
    Shape gradient = uses.get(0).gradient().getShape();
    this.in = factor.get(factor.dimension() - 1);
    this.out = gradient.get(gradient.dimension() - 1);
    NDList factors = new NDList();
    NDList gradients = new NDList();
    for (Use use : uses) {
      factors.add(use.factor().reshape(samples, -1, in));
      gradients.add(use.gradient().reshape(samples, outputs, -1, out));
    }
    this.a = uses.size() == 1 ? factors.head() : NDArrays.concat(factors, 1);
    this.g = uses.size() == 1 ? gradients.head() : NDArrays.concat(gradients, 2);
    this.positions = a.getShape().get(1);
  }

  @Override
  void addGram(NDManager scratch, LayerJacobian other, KernelSums sums) {
    LinearJacobian z = (LinearJacobian) other;
    if (positions == 1 && z.positions == 1) {
      addProducts(scratch, z, sums);
      return;
    }
    if (layer.bias() != Layer.NONE) {
      sums.addRows(layer.bias(), biasRows(scratch), z.biasRows(scratch));
    }
    if (layer.weight() != Layer.NONE && pairCost(z) < rowCost(z)) {
      new PositionPairs(g, z.g, positions, z.positions)
          .addGram(sums, layer.weight(), (scope, from, to) -> similarity(scope, z, from, to));
    } else if (layer.weight() != Layer.NONE) {
      addWeightRows(z, sums);
    }
  }

  /** One position: the Hadamard product of two Gram matrices. */
  private void addProducts(NDManager scratch, LinearJacobian z, KernelSums sums) {
    NDArray p = Aten.alias(g, scratch).reshape(samples * outputs, out);
    NDArray q = Aten.alias(z.g, scratch).reshape(z.samples * outputs, out);
    if (layer.weight() == Layer.NONE) {
      sums.addRows(layer.bias(), p, q);
      return;
    }
    NDArray s = similarity(scratch, z, 0, samples);
    NDList totals = new NDList(sums.target(layer.weight()));
    if (sums.together(layer.weight(), layer.bias())) {
      s.addi(1);
    } else if (layer.bias() != Layer.NONE) {
      totals.add(sums.target(layer.bias()));
    }
    Aten.addScaledGram(totals, s, p, q, sums.block());
  }

  /** s^2 a a'^T: rows (i, t) of samples from..to, columns (j, t'). */
  private NDArray similarity(NDManager scratch, LinearJacobian z, long from, long to) {
    NDArray all = Aten.alias(a, scratch);
    NDArray part = to - from == samples ? all : all.get("{}:{}", from, to);
    NDArray rows = part.reshape(-1, in);
    NDArray columns = Aten.alias(z.a, scratch).reshape(-1, in);
    return rows.matMul(columns.transpose()).muli(layer.scale() * layer.scale());
  }

  private double pairCost(LinearJacobian z) {
    double pairs = (double) samples * positions * z.samples * z.positions;
    return pairs * (in + (double) outputs * outputs * (out + 3));
  }

  private double rowCost(LinearJacobian z) {
    double weights = (double) in * out;
    double form = weights * outputs * (samples * positions + z.samples * z.positions);
    return form + weights * samples * outputs * z.samples * outputs;
  }

  /** [n * k, out]: the gradients by b. */
  private NDArray biasRows(NDManager scratch) {
    return Aten.alias(g, scratch).sum(new int[] {2}).reshape(samples * outputs, out);
  }

  private void addWeightRows(LinearJacobian z, KernelSums sums) {
    long rowBytes = (samples + z.samples) * outputs * in * KernelSums.width(a);
    long step = sums.slices(out, rowBytes);
    for (long from = 0; from < out; from += step) {
      long to = Math.min(out, from + step);
      try (NDManager scratch = KernelSums.scratch(a)) {
        NDArray p = weightRows(scratch, from, to);
        NDArray q = sums.symmetric() ? p : z.weightRows(scratch, from, to);
        sums.addRows(layer.weight(), p, q);
      }
    }
  }

  /** [n * k, (to - from) * in]: the gradients by rows from..to of W. */
  private NDArray weightRows(NDManager scratch, long from, long to) {
    long width = to - from;
    NDArray part = Aten.alias(g, scratch).get("..., {}:{}", from, to).mul(layer.scale());
    return part.transpose(0, 1, 3, 2)
        .reshape(samples, outputs * width, positions)
        .matMul(Aten.alias(a, scratch))
        .reshape(samples * outputs, width * in);
  }

  @Override
  Map<Integer, NDArray> transposed(NDManager scratch, NDArray v) {
    Map<Integer, NDArray> result = new HashMap<>();
    NDArray combined = combine(Aten.alias(g, scratch), v).reshape(-1, out);
    if (layer.weight() != Layer.NONE) {
      NDArray x = Aten.alias(a, scratch).reshape(-1, in);
      result.put(layer.weight(), combined.transpose().matMul(x).muli(layer.scale()));
    }
    if (layer.bias() != Layer.NONE) {
      result.put(layer.bias(), combined.sum(new int[] {0}));
    }
    return result;
  }

  @Override
  NDArray times(NDManager scratch, Map<Integer, NDArray> u) {
    NDArray z = null;
    if (layer.weight() != Layer.NONE) {
      NDArray x = Aten.alias(a, scratch).reshape(-1, in);
      z = x.matMul(u.get(layer.weight()).transpose()).muli(layer.scale());
    }
    if (layer.bias() != Layer.NONE) {
      NDArray bias = u.get(layer.bias());
      z = z == null ? bias.broadcast(samples * positions, out) : z.addi(bias);
    }
    return contract(Aten.alias(g, scratch), z);
  }
}
