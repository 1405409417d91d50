/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import java.util.List;

/** How a vector [p] falls apart into the trainable parameters of a model. */
final class WeightSlices {

  private final List<ParameterInfo> parameters;
  private final long[] cuts;
  private final Shape shape;
  private final DataType type;
  private final Device device;

  WeightSlices(ModelView model) {
    this.parameters = model.parameters();
    this.cuts = parameters.stream().skip(1).mapToLong(ParameterInfo::offset).toArray();
    this.shape = new Shape(model.parameterCount());
    this.type = model.dataType();
    this.device = model.device();
  }

  long size() {
    return shape.get(0);
  }

  DataType dataType() {
    return type;
  }

  Device device() {
    return device;
  }

  /**
   * The slices of a checked vector, in the shapes of the parameters: views, not copies.
   *
   * @param manager the owner of the views
   */
  NDList of(NDArray vector, NDManager manager) {
    Vectors.require(vector, "a vector over the weights", shape, type, device);
    // Of a handle of our own: views belong to the manager of the array that they are taken from.
    NDArray own = vector.stopGradient();
    own.attach(manager);
    NDList flat = own.split(cuts, 0);
    NDList slices = new NDList(flat.size());
    for (int i = 0; i < flat.size(); i++) {
      slices.add(flat.get(i).reshape(parameters.get(i).shape()));
    }
    return slices;
  }
}
