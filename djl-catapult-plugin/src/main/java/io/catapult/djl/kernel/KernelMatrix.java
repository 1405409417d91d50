/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tangent kernel K(X, Z) = J_X J_Z^T, [n*k, m*k], row i*k + c = output c of sample i. It owns its
 * arrays until it is closed.
 */
public final class KernelMatrix implements AutoCloseable {

  /** How the part of a parameter was found. */
  public enum Route {
    /** By the rule of its layer. */
    LAYER_RULE,
    /** By automatic differentiation, sample by sample. */
    GENERIC
  }

  private final NDManager manager;
  private final NDArray matrix;
  private final NDArray outputs;
  private final Map<String, NDArray> parts;
  private final Map<String, Route> routes;

  KernelMatrix(
      NDManager manager,
      NDArray matrix,
      NDArray outputs,
      Map<String, NDArray> parts,
      Map<String, Route> routes) {
    this.manager = manager;
    this.matrix = matrix;
    this.outputs = outputs;
    this.parts = new LinkedHashMap<>(parts);
    this.routes = new LinkedHashMap<>(routes);
  }

  /** K [n*k, m*k]; it belongs to this object. */
  public NDArray matrix() {
    return matrix;
  }

  /** The outputs f(X) [n, k] at the same weights; they belong to this object. */
  public NDArray outputs() {
    return outputs;
  }

  /** The number of outputs of a sample, k. */
  public long outputsPerSample() {
    return outputs.getShape().get(1);
  }

  /** How the part of each trainable parameter was found, by the parameter's name. */
  public Map<String, Route> routes() {
    return Map.copyOf(routes);
  }

  /** The parts of K that each parameter contributes, by name; empty unless asked for. */
  public Map<String, NDArray> parts() {
    return new LinkedHashMap<>(parts);
  }

  /**
   * The part of K that all parameters whose names begin with {@code prefix} contribute: a layer's
   * part; the output layer's is M_A of Li, Wang, Li, Analyzing sharpness along GD trajectory.
   *
   * @param owner the manager of the result [n*k, m*k]
   * @param prefix the beginning of names in {@code model.parameters()}
   * @throws MeasurementException if the parts were not asked for, or no name begins so
   */
  public NDArray part(NDManager owner, String prefix) {
    NDArray sum = null;
    for (Map.Entry<String, NDArray> part : parts.entrySet()) {
      if (part.getKey().startsWith(prefix)) {
        sum = sum == null ? part.getValue().duplicate() : sum.addi(part.getValue());
      }
    }
    if (sum == null) {
      throw new MeasurementException(
          "the beginning of a parameter's name, of a kernel split by parameter",
          "\"" + prefix + "\" among " + parts.keySet(),
          "compute the kernel with exactByParameter, and see model.parameters() for the names");
    }
    sum.attach(owner);
    return sum;
  }

  @Override
  public void close() {
    manager.close();
  }
}
