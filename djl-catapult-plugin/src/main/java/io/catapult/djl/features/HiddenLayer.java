/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import java.util.Optional;

/**
 * A hidden layer of a network: a linear layer, applied once a sample, and a later one, which reads
 * its neurons one by one. Convolutions are none; of a convolutional network it is a layer behind
 * them. A TorchScript model has none, as its layers cannot be seen.
 *
 * <p>It is found by what the network does and not by the order of its blocks: of the later layer's
 * input the k-th number changes if and only if the k-th row of the hidden layer's weights does,
 * whatever else it depends on. So the layers of parallel branches are none of each other, nor is
 * one whose neurons a layer norm mixes before they are read.
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
   * Looks for the first hidden layer. Cost: one forward pass, and for each layer that is tried
   * log2(m) + 2 of three samples, each with copies of the weights. It stays what it is while the
   * weights change: look for it once.
   *
   * @param x inputs of the model, samples along the first axis
   * @return empty if the network has none
   * @throws MeasurementException if the inputs do not suit
   */
  public static Optional<HiddenLayer> first(ModelView model, NDList x) {
    return NeuronReaders.first(model, x)
        .map(pair -> new HiddenLayer(model, pair.own(), pair.next()));
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
                    "a network of Java blocks with a linear layer whose neurons another linear layer"
                        + " reads one by one",
                    "none, each applied once a sample",
                    "leave out what asks for hidden neurons"));
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
