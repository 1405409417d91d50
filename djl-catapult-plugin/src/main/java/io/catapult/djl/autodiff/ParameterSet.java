/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A block's parameters, each once, with the values to evaluate at. */
final class ParameterSet {

  private final Map<Parameter, String> names;
  private final List<Parameter> trainable;
  private final List<ParameterInfo> infos;
  private final Map<Parameter, NDArray> given;

  private ParameterSet(
      Map<Parameter, String> names, List<Parameter> trainable, Map<Parameter, NDArray> given) {
    this.names = names;
    this.trainable = trainable;
    this.given = given;
    this.infos = describe();
  }

  static ParameterSet of(Block block) {
    ParameterChecks.requireInitialized(block);
    Map<Parameter, String> names = new LinkedHashMap<>();
    List<Parameter> trainable = new ArrayList<>();
    for (Pair<String, Parameter> pair : block.getParameters()) {
      if (names.putIfAbsent(pair.getValue(), pair.getKey()) == null
          && isTrainable(pair.getValue())) {
        trainable.add(pair.getValue());
      }
    }
    ParameterChecks.requireUsable(names, trainable);
    return new ParameterSet(names, trainable, Map.of());
  }

  /** A TorchScript parameter says "trainable" of itself always; its array knows. */
  private static boolean isTrainable(Parameter parameter) {
    boolean script = parameter.getName().contains(".");
    return parameter.requiresGradient() && (!script || parameter.getArray().hasGradient());
  }

  ParameterSet withValues(NDList values, NDManager manager) {
    ParameterChecks.requireMatching(infos, values, dataType());
    List<Parameter> constant = new ArrayList<>(all());
    constant.removeAll(trainable);
    Map<Parameter, NDArray> copies = copies(constant, dataType(), manager);
    for (int i = 0; i < trainable.size(); i++) {
      copies.put(trainable.get(i), copy(values.get(i), dataType(), manager));
    }
    return new ParameterSet(names, trainable, copies);
  }

  /** With values of all parameters, not of the trainable ones alone. */
  ParameterSet withAllValues(NDList values, NDManager manager) {
    List<Parameter> all = all();
    NDList mine = allValues();
    Map<Parameter, NDArray> copies = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (values.size() != all.size() || !values.get(i).getShape().equals(mine.get(i).getShape())) {
        throw new MeasurementException(
            "values of the shapes " + shapes(mine),
            "the shapes " + shapes(values),
            "give those of the same block");
      }
      copies.put(all.get(i), copy(values.get(i), values.get(i).getDataType(), manager));
    }
    return new ParameterSet(names, trainable, copies);
  }

  private static List<Shape> shapes(NDList values) {
    return values.stream().map(NDArray::getShape).toList();
  }

  ParameterSet toType(DataType type, NDManager manager) {
    return new ParameterSet(names, trainable, copies(all(), type, manager));
  }

  private Map<Parameter, NDArray> copies(List<Parameter> of, DataType type, NDManager manager) {
    Map<Parameter, NDArray> copies = new HashMap<>();
    for (Parameter parameter : of) {
      copies.put(parameter, copy(value(parameter), type, manager));
    }
    return copies;
  }

  private static NDArray copy(NDArray value, DataType type, NDManager manager) {
    try (NDArray detached = value.stopGradient()) {
      DataType target = value.getDataType().isFloating() ? type : value.getDataType();
      // DJL's toType does not copy where the type is the same.
      NDArray copy =
          target == value.getDataType() ? detached.duplicate() : detached.toType(target, true);
      copy.attach(manager);
      return copy;
    }
  }

  /** Whether the values are given ones, not the block's own. */
  boolean isGiven() {
    return !given.isEmpty();
  }

  NDArray value(Parameter parameter) {
    return isGiven() ? given.get(parameter) : parameter.getArray();
  }

  List<Parameter> all() {
    return new ArrayList<>(names.keySet());
  }

  List<Parameter> trainable() {
    return trainable;
  }

  NDList allValues() {
    NDList values = new NDList();
    all().forEach(parameter -> values.add(value(parameter)));
    return values;
  }

  NDList trainableValues() {
    NDList values = new NDList();
    trainable.forEach(parameter -> values.add(value(parameter)));
    return values;
  }

  String nameOf(Parameter parameter) {
    return names.get(parameter);
  }

  List<ParameterInfo> infos() {
    return infos;
  }

  long count() {
    return infos.stream().mapToLong(ParameterInfo::size).sum();
  }

  DataType dataType() {
    return value(trainable.get(0)).getDataType();
  }

  Device device() {
    return value(trainable.get(0)).getDevice();
  }

  private List<ParameterInfo> describe() {
    List<ParameterInfo> list = new ArrayList<>();
    long offset = 0;
    for (Parameter parameter : trainable) {
      Shape shape = value(parameter).getShape();
      list.add(new ParameterInfo(names.get(parameter), shape, offset));
      offset += shape.size();
    }
    return List.copyOf(list);
  }
}
