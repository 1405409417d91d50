/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.LayerCall;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import java.util.List;
import java.util.Optional;

/**
 * A hidden layer of a network: a linear layer, applied once a sample, and the next linear layer,
 * which reads its neurons. Convolutions are none; of a convolutional network it is a layer behind
 * them. A TorchScript model has none, as its layers cannot be seen.
 */
public final class HiddenLayer {

  private final ModelView model;
  private final Layer.Linear own;
  private final Layer.Linear next;

  private HiddenLayer(ModelView model, Layer.Linear own, Layer.Linear next) {
    this.model = model;
    this.own = own;
    this.next = next;
  }

  /**
   * Looks for the first hidden layer. Cost: one forward pass.
   *
   * @param x inputs of the model, samples along the first axis
   * @return empty if the network has none
   * @throws MeasurementException if the inputs do not suit
   */
  public static Optional<HiddenLayer> first(ModelView model, NDList x) {
    try (Evaluation evaluation = model.evaluate(x, Leaves.COPIED_LAYERS)) {
      List<LayerCall> calls =
          evaluation.calls().stream()
              .filter(call -> call.layer() instanceof Layer.Linear)
              .filter(call -> isOncePerSample(model, call, evaluation.samples()))
              .toList();
      for (int i = 1; i < calls.size(); i++) {
        Layer.Linear before = (Layer.Linear) calls.get(i - 1).layer();
        Layer.Linear after = (Layer.Linear) calls.get(i).layer();
        if (shape(model, after).get(1) == shape(model, before).get(0) && !before.equals(after)) {
          return Optional.of(new HiddenLayer(model, before, after));
        }
      }
      return Optional.empty();
    }
  }

  /**
   * The same where there must be one.
   *
   * @throws MeasurementException if the network has none, or the inputs do not suit
   */
  public static HiddenLayer of(ModelView model, NDList x) {
    return first(model, x)
        .orElseThrow(
            () ->
                new MeasurementException(
                    "a network of Java blocks with a linear layer that the next one reads",
                    "none, each applied once a sample",
                    "leave out what asks for hidden neurons"));
  }

  private static boolean isOncePerSample(ModelView model, LayerCall call, long samples) {
    Layer.Linear layer = (Layer.Linear) call.layer();
    return layer.weight() != Layer.NONE
        && call.input().size() / samples == shape(model, layer).get(1);
  }

  private static Shape shape(ModelView model, Layer.Linear layer) {
    return model.parameters().get(layer.weight()).shape();
  }

  /** The number of neurons, m. */
  public long size() {
    return shape(model, own).get(0);
  }

  /**
   * The neurons at the present weights; of layers with a scale of their own, as NTK layers, the
   * weights are those times the scale.
   *
   * @throws MeasurementException if fewer than two have incoming weights
   */
  public HiddenNeurons neurons() {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray flat = model.flatParameters(scope);
      NDArray incoming = array(flat, own.weight()).mul(own.scale());
      if (own.bias() != Layer.NONE) {
        incoming = incoming.concat(array(flat, own.bias()).reshape(-1, 1), 1);
      }
      return HiddenNeurons.of(incoming, array(flat, next.weight()).mul(next.scale()));
    }
  }

  private NDArray array(NDArray flat, int parameter) {
    ParameterInfo info = model.parameters().get(parameter);
    return flat.get("{}:{}", info.offset(), info.offset() + info.size()).reshape(info.shape());
  }
}
