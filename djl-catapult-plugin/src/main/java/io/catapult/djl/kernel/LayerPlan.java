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
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.LayerCall;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which parameters the layer rules explain, and which take the generic route. Nothing is believed:
 * on two and three samples a layer's arrays must have the samples along their first axis, its
 * output for one sample must not reach the model's output for another, and J^T v by its rule must
 * equal J^T v by automatic differentiation. A layer that fails goes the generic way.
 */
final class LayerPlan {

  private static final Logger LOGGER = LoggerFactory.getLogger(LayerPlan.class);

  private static final int PROBES = 3;

  private final Set<Layer> layers = new LinkedHashSet<>();
  private final List<Integer> generic = new ArrayList<>();
  private Leaves leaves = Leaves.LAYERS;
  private int parameterCount;
  private long bytesPerSample;
  private long outputsPerSample;
  private boolean hasOnlyProducts;

  private LayerPlan() {}

  static LayerPlan of(ModelView model, NDList x) {
    LayerPlan plan = new LayerPlan();
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDList three = rows(x, PROBES, scope);
      SampleIndependence.require(model, three, rows(x, 1, scope));
      plan.outputsPerSample = model.outputs(scope, three).getShape().get(1);
      NDList two = rows(x, 2, scope);
      if (!plan.findLayers(model, two, three)) {
        LayerPlan copied = new LayerPlan();
        copied.leaves = Leaves.COPIED_LAYERS;
        copied.outputsPerSample = plan.outputsPerSample;
        copied.findLayers(model, two, three);
        plan = copied.layers.size() > plan.layers.size() ? copied : plan;
      }
    }
    plan.parameterCount = model.parameters().size();
    plan.assignRest();
    return plan;
  }

  /** Keeps the layers that are proven; false if that is not all of them. */
  private boolean findLayers(ModelView model, NDList two, NDList three) {
    try {
      nominate(model, three);
      int nominated = layers.size();
      removeMisaligned(model, two);
      removeMisaligned(model, three);
      new RuleCheck(model, three).removeWrong(leaves, layers);
      return layers.size() == nominated;
    } catch (MeasurementException e) {
      LOGGER.debug("No layer rules: the model does not run as a copy of its blocks", e);
      layers.clear();
      return false;
    }
  }

  /** The first {@code count} samples, repeated where there are fewer. */
  static NDList rows(NDList x, int count, NDManager scope) {
    NDList rows = new NDList();
    for (NDArray array : x) {
      NDArray source = Aten.alias(array, scope);
      NDList parts = new NDList();
      for (int i = 0; i < count; i++) {
        long row = i % array.getShape().get(0);
        parts.add(source.get("{}:{}", row, row + 1));
      }
      rows.add(NDArrays.concat(parts, 0));
    }
    return rows;
  }

  private void nominate(ModelView model, NDList x) {
    try (Evaluation evaluation = model.evaluate(x, leaves)) {
      for (int i = 0; i < model.parameters().size(); i++) {
        Layer owner = evaluation.ownerOf(i);
        if (owner != null) {
          layers.add(owner);
        }
      }
      for (LayerCall call : evaluation.calls()) {
        long inputs = call.input().size();
        long outputs = call.output().size();
        // The layer's output, its gradients, and those that a backward pass has under way.
        bytesPerSample += (inputs + (3 + outputsPerSample) * outputs) / PROBES;
      }
      bytesPerSample *= model.dataType().getNumOfBytes();
      hasOnlyProducts = areProducts(evaluation.calls());
    }
  }

  private static boolean areProducts(List<LayerCall> calls) {
    Set<Layer> once = new HashSet<>();
    return calls.stream()
        .allMatch(
            call ->
                call.layer() instanceof Layer.Linear linear
                    && linear.weight() != Layer.NONE
                    && call.input().getShape().dimension() == 2
                    && once.add(linear));
  }

  private void removeMisaligned(ModelView model, NDList x) {
    try (Evaluation evaluation = model.evaluate(x, leaves)) {
      List<LayerCall> calls = new ArrayList<>(evaluation.calls());
      Set<Layer> wrong = new HashSet<>();
      calls.removeIf(call -> !hasSamplesFirst(call, evaluation.samples(), wrong));
      if (!calls.isEmpty()) {
        NDList zs = new NDList();
        calls.forEach(call -> zs.add(call.output()));
        NDManager scope = evaluation.manager();
        NDArray first = scope.zeros(evaluation.outputs().getShape(), model.dataType());
        first.get("0:1").addi(1);
        NDList f = new NDList(evaluation.outputs());
        NDList reach = Aten.grad(scope, f, zs, new NDList(first), Aten.Graph.RELEASE);
        for (int i = 0; i < calls.size(); i++) {
          if (reach.get(i).get("1:").neq(0).any().getBoolean()) {
            wrong.add(calls.get(i).layer());
          }
        }
      }
      layers.removeAll(wrong);
    }
  }

  private static boolean hasSamplesFirst(LayerCall call, long samples, Set<Layer> wrong) {
    boolean first = samplesFirst(call.input(), samples) && samplesFirst(call.output(), samples);
    if (!first) {
      wrong.add(call.layer());
    }
    return first;
  }

  private static boolean samplesFirst(NDArray array, long samples) {
    Shape shape = array.getShape();
    // One number a sample is enough for an embedding, not for what is differentiated by.
    int least = array.getDataType().isFloating() ? 2 : 1;
    return shape.dimension() >= least && shape.get(0) == samples;
  }

  /** The plan for two sets of inputs of different shapes: only what both explain. */
  LayerPlan and(LayerPlan other) {
    if (layers.equals(other.layers)) {
      return this;
    }
    LayerPlan both = new LayerPlan();
    both.layers.addAll(layers);
    both.layers.retainAll(other.layers);
    both.leaves = Leaves.COPIED_LAYERS;
    both.parameterCount = parameterCount;
    both.bytesPerSample = Math.max(bytesPerSample, other.bytesPerSample);
    both.outputsPerSample = outputsPerSample;
    both.assignRest();
    return both;
  }

  private void assignRest() {
    Set<Integer> explained = new HashSet<>();
    for (Layer layer : layers) {
      for (int parameter : layer.parameters()) {
        explained.add(parameter);
      }
    }
    for (int i = 0; i < parameterCount; i++) {
      if (!explained.contains(i)) {
        generic.add(i);
      }
    }
  }

  /** Whether all parameters belong to linear layers that run once, at one position a sample. */
  boolean isLinear() {
    return hasOnlyProducts && generic.isEmpty();
  }

  /** How the model has to be evaluated for its layers' sake. */
  Leaves leaves() {
    return leaves;
  }

  /** The layers to take by their rules. */
  Set<Layer> layers() {
    return layers;
  }

  /** The indices of all parameters that no rule explains. */
  List<Integer> generic() {
    return generic;
  }

  /** The number of outputs of a sample, k. */
  long outputsPerSample() {
    return outputsPerSample;
  }

  /** About how much memory the layers' arrays and the graph take for each sample. */
  long bytesPerSample() {
    return bytesPerSample;
  }
}
