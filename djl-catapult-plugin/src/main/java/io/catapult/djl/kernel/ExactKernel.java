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
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One computation of an exact kernel within a bound on memory. */
final class ExactKernel {

  private final ModelView model;
  private final NDList x;
  private final NDList z;
  private final boolean symmetric;
  private final boolean byParameter;
  private final LayerPlan plan;
  private final KernelBlocks blocks;

  /**
   * @param z the other side's inputs, or null for a symmetric kernel
   */
  ExactKernel(TangentKernel kernel, NDList x, NDList z, boolean byParameter) {
    this.model = kernel.model();
    this.x = x;
    this.symmetric = z == null;
    this.z = symmetric ? x : z;
    this.byParameter = byParameter;
    Inputs.check(x, model.device(), Leaves.NONE);
    Inputs.check(this.z, model.device(), Leaves.NONE);
    this.plan = symmetric ? kernel.plan(x) : kernel.plan(x).and(kernel.plan(z));
    this.blocks =
        KernelBlocks.within(
            kernel.memoryBytes(),
            samples(x),
            samples(this.z),
            symmetric,
            plan,
            matrices(),
            width());
  }

  private int matrices() {
    return byParameter ? model.parameters().size() + 1 : 1;
  }

  private int width() {
    return model.dataType().getNumOfBytes();
  }

  private static long samples(NDList inputs) {
    return inputs.head().getShape().get(0);
  }

  KernelMatrix compute() {
    NDManager owner = NDManager.newBaseManager(model.device(), "PyTorch");
    try {
      if (symmetric && !byParameter && plan.isLinear() && blocks.isOne(samples(x))) {
        LinearKernel kernel = LinearKernel.of(owner, model, x, plan);
        return finish(owner, List.of(kernel.matrix()), kernel.outputs());
      }
      List<NDArray> targets = new ArrayList<>();
      for (int i = 0; i < (byParameter ? model.parameters().size() : 1); i++) {
        long k = plan.outputsPerSample();
        targets.add(owner.zeros(new Shape(samples(x) * k, samples(z) * k), model.dataType()));
      }
      NDArray outputs = addLayers(owner, targets);
      new GenericRows(model, plan.outputsPerSample())
          .addGram(x, z, plan.generic(), sums(targets, symmetric));
      return finish(owner, targets, outputs);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  private KernelSums sums(List<NDArray> targets, boolean half) {
    long block = half ? blocks.mirrorSamples() : 0;
    return new KernelSums(targets, block, plan.outputsPerSample(), blocks.chunkBytes());
  }

  /** Adds the parts of all layers with a rule, block by block; returns f(X). */
  private NDArray addLayers(NDManager owner, List<NDArray> targets) {
    if (plan.layers().isEmpty()) {
      return model.outputs(owner, x);
    }
    NDList outputs = new NDList();
    long step = blocks.samples();
    for (long from = 0; from < samples(x); from += step) {
      long to = Math.min(samples(x), from + step);
      try (LayerJacobians row = jacobians(x, from, to)) {
        outputs.add(row.outputs().duplicate());
        outputs.get(outputs.size() - 1).attach(owner);
        addRow(row, from, to, targets);
      }
    }
    return outputs.size() == 1 ? outputs.head() : NDArrays.concat(outputs, 0);
  }

  private void addRow(LayerJacobians row, long from, long to, List<NDArray> targets) {
    long last = symmetric ? to : samples(z);
    for (long left = 0; left < last; left += blocks.samples()) {
      long right = Math.min(samples(z), left + blocks.samples());
      boolean diagonal = symmetric && left == from;
      try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
        List<NDArray> part = parts(scope, targets, from, to, left, right);
        if (diagonal) {
          row.addGram(row, sums(part, true));
        } else {
          try (LayerJacobians column = jacobians(z, left, right)) {
            row.addGram(column, sums(part, false));
          }
        }
      }
    }
  }

  private List<NDArray> parts(
      NDManager scope, List<NDArray> targets, long from, long to, long left, long right) {
    long k = plan.outputsPerSample();
    List<NDArray> parts = new ArrayList<>();
    for (NDArray target : targets) {
      NDArray whole = Aten.alias(target, scope);
      boolean all = to - from == samples(x) && right - left == samples(z);
      parts.add(all ? whole : whole.get("{}:{}, {}:{}", from * k, to * k, left * k, right * k));
    }
    return parts;
  }

  private LayerJacobians jacobians(NDList inputs, long from, long to) {
    if (to - from == samples(inputs)) {
      return new LayerJacobians(model, inputs, plan.leaves(), plan.layers());
    }
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDList part = new NDList();
      for (NDArray array : inputs) {
        part.add(Aten.alias(array, scope).get("{}:{}", from, to));
      }
      return new LayerJacobians(model, part, plan.leaves(), plan.layers());
    }
  }

  private KernelMatrix finish(NDManager owner, List<NDArray> targets, NDArray outputs) {
    Map<String, NDArray> parts = new LinkedHashMap<>();
    Map<String, KernelMatrix.Route> routes = new LinkedHashMap<>();
    NDArray total = byParameter ? targets.get(0).zerosLike() : targets.get(0);
    for (int i = 0; i < model.parameters().size(); i++) {
      String name = model.parameters().get(i).name();
      boolean generic = plan.generic().contains(i);
      routes.put(name, generic ? KernelMatrix.Route.GENERIC : KernelMatrix.Route.LAYER_RULE);
      if (byParameter) {
        complete(targets.get(i));
        parts.put(name, targets.get(i));
        total.addi(targets.get(i));
      }
    }
    if (!byParameter) {
      complete(total);
    }
    requireFinite(total);
    return new KernelMatrix(owner, total, outputs, parts, routes);
  }

  private void complete(NDArray matrix) {
    if (symmetric) {
      Aten.mirror(matrix, blocks.mirrorSamples() * plan.outputsPerSample());
    }
  }

  private static void requireFinite(NDArray total) {
    if (!Aten.isFinite(total)) {
      throw new MeasurementException(
          "finite gradients of the outputs by the weights",
          "a tangent kernel with NaN or infinite entries at finite outputs",
          "look for operations with an infinite slope, such as a square root at zero");
    }
  }
}
