/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.util.Pair;
import java.util.List;
import java.util.Map;

/** What a block's parameters must be like to measure anything. */
final class ParameterChecks {

  private ParameterChecks() {}

  static void requireInitialized(Block block) {
    for (Pair<String, Parameter> pair : block.getParameters()) {
      if (!pair.getValue().isInitialized()) {
        throw new MeasurementException(
            "an initialised block",
            "parameter \"" + pair.getKey() + "\" without an array",
            "call block.initialize(manager, dataType, inputShape) or trainer.initialize(inputShape)"
                + " first (a closed model has no arrays either)");
      }
    }
  }

  static void requireUsable(Map<Parameter, String> names, List<Parameter> trainable) {
    for (Map.Entry<Parameter, String> entry : names.entrySet()) {
      requirePyTorch(entry.getValue(), entry.getKey().getArray());
    }
    if (trainable.isEmpty()) {
      throw new MeasurementException(
          "at least one parameter that requires gradients",
          "none of " + names.size(),
          "unfreeze parameters with block.freezeParameters(false), or load a TorchScript model with"
              + " the option trainParam = true");
    }
    requireOneDeviceAndType(names, trainable);
  }

  private static void requirePyTorch(String name, NDArray array) {
    if (!(array instanceof PtNDArray tensor)) {
      throw new MeasurementException(
          "a model on the PyTorch engine",
          "parameter \"" + name + "\", a " + array.getClass().getSimpleName(),
          "create the model with Model.newInstance(name, \"PyTorch\")");
    }
    if (tensor.isReleased()) {
      throw new MeasurementException(
          "an open model",
          "parameter \"" + name + "\", whose array is closed",
          "measure before the model or its manager is closed");
    }
  }

  private static void requireOneDeviceAndType(
      Map<Parameter, String> names, List<Parameter> trainable) {
    Device device = trainable.get(0).getArray().getDevice();
    DataType type = trainable.get(0).getArray().getDataType();
    names.forEach(
        (parameter, name) -> {
          NDArray array = parameter.getArray();
          if (!array.getDevice().equals(device)) {
            throw new MeasurementException(
                "all parameters on one device",
                "\"" + name + "\" on " + array.getDevice() + ", others on " + device,
                "move the model to one device; a model spread over devices cannot be measured");
          }
          if (trainable.contains(parameter) && array.getDataType() != type) {
            throw new MeasurementException(
                "trainable parameters of one type",
                "\"" + name + "\" of " + array.getDataType() + ", others of " + type,
                "cast the block to one type with block.cast(dataType)");
          }
        });
  }

  static void requireMatching(List<ParameterInfo> infos, NDList values, DataType type) {
    if (values.size() != infos.size()) {
      throw new MeasurementException(
          infos.size() + " arrays, one for each trainable parameter",
          values.size() + " arrays",
          "give them in the order of parameters()");
    }
    for (int i = 0; i < infos.size(); i++) {
      ParameterInfo info = infos.get(i);
      NDArray value = values.get(i);
      Inputs.requireOpen(value, "the array for parameter \"" + info.name() + "\"");
      if (!value.getShape().equals(info.shape()) || !value.getDataType().isFloating()) {
        throw new MeasurementException(
            "an array " + info.shape() + " of " + type + " for parameter \"" + info.name() + "\"",
            value.getShape() + " of " + value.getDataType(),
            "give the arrays in the order of parameters()");
      }
    }
  }
}
