/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.LayerCall;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.ModelView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Jacobians of all layers that have a rule, for one batch: one forward pass, and one backward
 * pass to the layers' outputs for each of the k outputs.
 */
final class LayerJacobians implements AutoCloseable {

  private final NDManager manager;
  private final NDArray outputs;
  private final Map<Layer, LayerJacobian> byLayer = new LinkedHashMap<>();

  /**
   * @param leaves LAYERS or COPIED_LAYERS
   * @param layers the layers wanted
   */
  LayerJacobians(ModelView model, NDList x, Leaves leaves, Set<Layer> layers) {
    manager = NDManager.newBaseManager(model.device(), "PyTorch");
    try (Evaluation evaluation = model.evaluate(x, leaves)) {
      outputs = evaluation.outputs().stopGradient();
      outputs.attach(manager);
      collect(evaluation, layers);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private void collect(Evaluation evaluation, Set<Layer> layers) {
    List<LayerCall> calls = new ArrayList<>(evaluation.calls());
    calls.removeIf(call -> !layers.contains(call.layer()));
    if (calls.isEmpty()) {
      return;
    }
    NDList zs = new NDList();
    calls.forEach(call -> zs.add(call.output()));
    NDList gradients = Aten.rowGradients(manager, evaluation.outputs(), zs);
    Map<Layer, List<LayerJacobian.Use>> uses = new LinkedHashMap<>();
    for (int i = 0; i < calls.size(); i++) {
      NDArray factor = calls.get(i).input().stopGradient();
      factor.attach(manager);
      uses.computeIfAbsent(calls.get(i).layer(), layer -> new ArrayList<>())
          .add(new LayerJacobian.Use(factor, gradients.get(i)));
    }
    uses.forEach((layer, list) -> byLayer.put(layer, LayerJacobian.of(layer, list)));
  }

  /** f [n, k], without graph. */
  NDArray outputs() {
    return outputs;
  }

  /** Adds the kernel of these samples and those of {@code z}, layer by layer. */
  void addGram(LayerJacobians z, KernelSums sums) {
    byLayer.forEach(
        (layer, jacobian) -> {
          try (NDManager scratch = manager.newSubManager()) {
            jacobian.addGram(scratch, z.byLayer.get(layer), sums);
          }
        });
  }

  /** The Jacobian of each layer. */
  Map<Layer, LayerJacobian> byLayer() {
    return byLayer;
  }

  /** K v for v [n, k], restricted to these layers: [n, k], or null without layers. */
  NDArray kernelTimes(NDManager scratch, NDArray v) {
    NDArray sum = null;
    for (LayerJacobian jacobian : byLayer.values()) {
      try (NDManager inner = scratch.newSubManager()) {
        NDArray part = jacobian.times(inner, jacobian.transposed(inner, Aten.alias(v, inner)));
        part.attach(scratch);
        sum = LayerJacobian.plus(sum, part);
      }
    }
    return sum;
  }

  @Override
  public void close() {
    manager.close();
  }
}
