/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ConvolutionGeometry;
import io.catapult.djl.autodiff.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * z = s (W conv a) + b: a [n, C, ...], g [n, k, O, ...]. The gradients by W are formed for each
 * row, [n*k, O * C/groups * ...], for as many output channels at a time as the memory bound allows:
 * channels add, so nothing is computed twice.
 */
final class ConvolutionJacobian extends LayerJacobian {

  private final Layer.Convolution layer;
  private final List<Use> uses;

  ConvolutionJacobian(Layer.Convolution layer, List<Use> uses) {
    super(uses);
    this.layer = layer;
    this.uses = uses;
  }

  @Override
  void addGram(NDManager scratch, LayerJacobian other, KernelSums sums) {
    ConvolutionJacobian z = (ConvolutionJacobian) other;
    if (layer.bias() != Layer.NONE) {
      sums.addRows(layer.bias(), biasRows(scratch), z.biasRows(scratch));
    }
    if (layer.weight() == Layer.NONE) {
      return;
    }
    long unit = layer.geometry().groups() == 1 ? 1 : channelsPerGroup();
    long units = layer.weightShape().get(0) / unit;
    long rowBytes = unit * layer.weightShape().slice(1).size() * KernelSums.width(factor());
    long rows = (samples + (sums.symmetric() ? 0 : z.samples)) * outputs;
    long step = sums.slices(units, rowBytes * rows);
    for (long from = 0; from < units; from += step) {
      long to = Math.min(units, from + step);
      try (NDManager part = KernelSums.scratch(factor())) {
        NDArray p = weightRows(part, sums, 0, from * unit, to * unit);
        NDArray q = sums.symmetric() ? p : z.weightRows(part, sums, 1, from * unit, to * unit);
        sums.addRows(layer.weight(), p, q, layer.scale() * layer.scale());
      }
    }
  }

  private NDArray factor() {
    return uses.get(0).factor();
  }

  private long channelsPerGroup() {
    return layer.weightShape().get(0) / layer.geometry().groups();
  }

  /** [n * k, O]: the gradients by b. */
  private NDArray biasRows(NDManager scratch) {
    NDArray sum = null;
    for (Use use : uses) {
      long channels = use.gradient().getShape().get(2);
      NDArray g = Aten.alias(use.gradient(), scratch).reshape(samples * outputs, channels, -1);
      sum = plus(sum, g.sum(new int[] {2}));
    }
    return sum;
  }

  /** [n * k, (to - from) * fan-in]: 1/s times the gradients by output channels from..to of W. */
  private NDArray weightRows(NDManager scratch, KernelSums sums, int side, long from, long to) {
    NDArray shape = scratch.zeros(weightShape(from, to), type());
    NDArray rows = sums.rows(scratch, side, samples * outputs, shape.size(), type());
    boolean add = false;
    for (Use use : uses) {
      NDArray a = Aten.alias(use.factor(), scratch);
      NDArray g = Aten.alias(use.gradient(), scratch);
      if (to - from < layer.weightShape().get(0)) {
        g = g.get(":, :, {}:{}", from, to);
        a = inputChannels(a, from, to);
      }
      Aten.convolutionRows(rows, a, g, shape, geometry(from, to), add);
      add = true;
    }
    return rows;
  }

  private DataType type() {
    return factor().getDataType();
  }

  private Shape weightShape(long from, long to) {
    return new Shape(to - from).addAll(layer.weightShape().slice(1));
  }

  private ConvolutionGeometry geometry(long from, long to) {
    int groups = layer.geometry().groups();
    return groups == 1
        ? layer.geometry()
        : layer.geometry().withGroups((int) ((to - from) / channelsPerGroup()));
  }

  /** The input channels that output channels from..to, whole groups, look at. */
  private NDArray inputChannels(NDArray a, long from, long to) {
    if (layer.geometry().groups() == 1) {
      return a;
    }
    long each = layer.weightShape().get(1);
    return a.get(":, {}:{}", from / channelsPerGroup() * each, to / channelsPerGroup() * each);
  }

  @Override
  Map<Integer, NDArray> transposed(NDManager scratch, NDArray v) {
    NDArray weight = null;
    NDArray bias = null;
    NDArray shape = scratch.zeros(layer.weightShape(), type());
    for (Use use : uses) {
      NDArray g = combine(Aten.alias(use.gradient(), scratch), v);
      if (layer.weight() != Layer.NONE) {
        NDArray part = Aten.convolutionWeight(scratch, use.factor(), g, shape, layer.geometry());
        weight = plus(weight, part);
      }
      NDArray flat = g.reshape(samples, g.getShape().get(1), -1);
      bias = plus(bias, flat.sum(new int[] {0, 2}));
    }
    Map<Integer, NDArray> result = new HashMap<>();
    if (layer.weight() != Layer.NONE) {
      result.put(layer.weight(), weight.muli(layer.scale()));
    }
    if (layer.bias() != Layer.NONE) {
      result.put(layer.bias(), bias);
    }
    return result;
  }

  @Override
  NDArray times(NDManager scratch, Map<Integer, NDArray> u) {
    NDArray result = null;
    for (Use use : uses) {
      NDArray g = Aten.alias(use.gradient(), scratch);
      if (layer.weight() != Layer.NONE) {
        NDArray z =
            Aten.convolution(scratch, use.factor(), u.get(layer.weight()), layer.geometry());
        result = plus(result, contract(g, z.muli(layer.scale())));
      }
      if (layer.bias() != Layer.NONE) {
        NDArray sums = g.reshape(samples, outputs, g.getShape().get(2), -1).sum(new int[] {3});
        result = plus(result, sums.matMul(u.get(layer.bias())));
      }
    }
    return result;
  }
}
