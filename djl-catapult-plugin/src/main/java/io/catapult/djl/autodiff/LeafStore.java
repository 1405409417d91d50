/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Answers arrays of our choice for parameters, so that a block is evaluated at any weights. */
class LeafStore extends ParameterStore {

  private final Map<String, NDArray> values = new HashMap<>();
  private final Set<String> fetched = new HashSet<>();
  private final Tape tape;

  /**
   * @param tape where fetches are noted, may be null
   */
  LeafStore(NDManager manager, Tape tape) {
    super(manager, false);
    this.tape = tape;
  }

  Tape tape() {
    return tape;
  }

  void put(Parameter parameter, NDArray value) {
    values.put(parameter.getId(), value);
  }

  boolean wasFetched(Parameter parameter) {
    return fetched.contains(parameter.getId());
  }

  /** The value, without counting as a fetch. */
  NDArray peek(Parameter parameter) {
    NDArray value = values.get(parameter.getId());
    if (value == null) {
      throw new MeasurementException(
          "only parameters that the block lists in getParameters()",
          "a forward pass that fetched another one, \"" + parameter.getName() + "\"",
          "add the parameter, or the child block that has it, with addParameter or addChildBlock");
    }
    return value;
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    if (parameter == null) {
      return null;
    }
    NDArray value = peek(parameter);
    fetched.add(parameter.getId());
    if (tape != null) {
      tape.fetched(parameter);
    }
    return value;
  }
}
