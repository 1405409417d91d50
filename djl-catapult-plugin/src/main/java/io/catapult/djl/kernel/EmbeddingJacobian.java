/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Layer;
import java.util.List;
import java.util.Map;

/**
 * z = the rows of a table [V, e] that T integers of each sample select: two positions are alike (1)
 * if they select the same row, else not (0). g [n, k, T, e].
 */
final class EmbeddingJacobian extends LayerJacobian {

  private final Layer.Embedding layer;
  private final NDArray index;
  private final NDArray g;

  EmbeddingJacobian(Layer.Embedding layer, List<Use> uses) {
    super(uses);
    this.layer = layer;
    NDList indices = new NDList();
    NDList gradients = new NDList();
    for (Use use : uses) {
      indices.add(use.factor().toType(DataType.INT64, false).reshape(samples, -1));
      gradients.add(use.gradient().reshape(samples, outputs, -1, width()));
    }
    this.index = NDArrays.concat(indices, 1);
    this.g = NDArrays.concat(gradients, 2);
  }

  private long width() {
    return layer.tableShape().get(1);
  }

  private long positions() {
    return index.getShape().get(1);
  }

  @Override
  void addGram(NDManager scratch, LayerJacobian other, KernelSums sums) {
    EmbeddingJacobian z = (EmbeddingJacobian) other;
    new PositionPairs(g, z.g, positions(), z.positions())
        .addGram(
            sums,
            layer.table(),
            (scope, from, to) -> {
              NDArray rows = Aten.alias(index, scope).get("{}:{}", from, to).reshape(-1, 1);
              NDArray columns = Aten.alias(z.index, scope).reshape(1, -1);
              return rows.eq(columns).toType(g.getDataType(), false);
            });
  }

  @Override
  Map<Integer, NDArray> transposed(NDManager scratch, NDArray v) {
    NDArray combined = combine(Aten.alias(g, scratch), v).reshape(-1, width());
    NDArray table = scratch.zeros(layer.tableShape(), g.getDataType());
    Aten.addRows(table, Aten.alias(index, scratch).reshape(-1), combined);
    return Map.of(layer.table(), table);
  }

  @Override
  NDArray times(NDManager scratch, Map<Integer, NDArray> u) {
    NDArray rows = Aten.selectRows(scratch, u.get(layer.table()), Aten.alias(index, scratch));
    Shape shape = new Shape(samples, positions(), width());
    return contract(Aten.alias(g, scratch), rows.reshape(shape));
  }
}
