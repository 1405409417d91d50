/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.ModelView;
import java.util.ArrayList;
import java.util.List;

/**
 * The Jacobian by parameters that no layer rule explains: a forward pass for each sample and a
 * backward pass for each of its outputs. Exact for every differentiable block, and slow.
 */
final class GenericRows {

  /** Entries from..to of one flattened parameter. */
  private record Slice(int parameter, long from, long to) {}

  private final ModelView model;
  private final long outputs;

  GenericRows(ModelView model, long outputs) {
    this.model = model;
    this.outputs = outputs;
  }

  /** Adds the kernel of {@code parameters}; {@code z} is {@code x} for a symmetric one. */
  void addGram(NDList x, NDList z, List<Integer> parameters, KernelSums sums) {
    for (List<Slice> group : groups(x, z, parameters, sums)) {
      try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
        NDList p = rows(scope, x, group);
        NDList q = sums.symmetric() ? p : rows(scope, z, group);
        for (int i = 0; i < group.size(); i++) {
          sums.addRows(group.get(i).parameter(), p.get(i), q.get(i));
        }
      }
    }
  }

  /** Slices that fit into memory together; what does not fit costs another round of passes. */
  private List<List<Slice>> groups(NDList x, NDList z, List<Integer> parameters, KernelSums sums) {
    long rows = outputs * (samples(x) + (sums.symmetric() ? 0 : samples(z)));
    long capacity = sums.slices(Long.MAX_VALUE, rows * model.dataType().getNumOfBytes());
    List<List<Slice>> groups = new ArrayList<>();
    long room = 0;
    for (int parameter : parameters) {
      long size = model.parameters().get(parameter).size();
      for (long from = 0; from < size; ) {
        if (room == 0) {
          groups.add(new ArrayList<>());
          room = capacity;
        }
        long to = Math.min(size, from + room);
        groups.get(groups.size() - 1).add(new Slice(parameter, from, to));
        room -= to - from;
        from = to;
      }
    }
    return groups;
  }

  private static long samples(NDList x) {
    return x.head().getShape().get(0);
  }

  /** For each slice the rows [n * k, to - from]. */
  private NDList rows(NDManager scope, NDList x, List<Slice> slices) {
    long n = samples(x);
    NDList result = new NDList();
    for (Slice slice : slices) {
      Shape shape = new Shape(n * outputs, slice.to() - slice.from());
      result.add(scope.zeros(shape, model.dataType()));
    }
    for (long i = 0; i < n; i++) {
      fill(result, x, i, slices);
    }
    return result;
  }

  private void fill(NDList result, NDList x, long i, List<Slice> slices) {
    try (NDManager inputs = NDManager.newBaseManager(model.device(), "PyTorch");
        Evaluation one = model.evaluate(sample(x, i, inputs), Leaves.WEIGHTS)) {
      NDList leaves = new NDList();
      slices.forEach(slice -> leaves.add(one.leaves().get(slice.parameter())));
      for (long c = 0; c < outputs; c++) {
        NDArray output = one.manager().zeros(one.outputs().getShape(), model.dataType());
        output.get(":, {}:{}", c, c + 1).addi(1);
        Aten.Graph graph = c + 1 < outputs ? Aten.Graph.RETAIN : Aten.Graph.RELEASE;
        NDList f = new NDList(one.outputs());
        NDList row = Aten.grad(one.manager(), f, leaves, new NDList(output), graph);
        for (int s = 0; s < slices.size(); s++) {
          Slice slice = slices.get(s);
          NDArray part = row.get(s).reshape(-1).get("{}:{}", slice.from(), slice.to());
          NDArray target = Aten.alias(result.get(s), one.manager());
          target.get(i * outputs + c).addi(part);
        }
      }
    }
  }

  private static NDList sample(NDList x, long i, NDManager scope) {
    NDList one = new NDList();
    for (NDArray array : x) {
      one.add(Aten.alias(array, scope).get("{}:{}", i, i + 1));
    }
    return one;
  }
}
