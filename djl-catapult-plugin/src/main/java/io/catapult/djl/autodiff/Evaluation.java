/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * One forward pass with its graph. It owns all native memory that the pass took and frees it when
 * closed; use and close it before the weights change.
 */
public final class Evaluation implements AutoCloseable {

  private final NDManager manager;
  private final NDArray outputs;
  private final NDList leaves;
  private final Tape tape;
  private final List<Parameter> trainable;
  private final Shape modelShape;
  private Runnable freshness = () -> {};

  Evaluation(
      NDManager manager,
      NDArray outputs,
      Shape modelShape,
      NDList leaves,
      Tape tape,
      List<Parameter> trainable) {
    this.manager = manager;
    this.outputs = outputs;
    this.leaves = leaves;
    this.tape = tape;
    this.trainable = trainable;
    this.modelShape = modelShape;
  }

  /** The manager that ends with this evaluation. */
  public NDManager manager() {
    return manager;
  }

  /** The outputs f [n, k], further axes flattened into k; part of the graph. */
  public NDArray outputs() {
    return outputs;
  }

  /** The shape that the model itself gave its outputs, for a loss that looks at it. */
  public Shape modelShape() {
    return modelShape;
  }

  /**
   * Checks that the graph still belongs to the weights as they are. The engine sees for itself when
   * weights of Java layers have changed, but not when those of a TorchScript module have.
   *
   * @throws MeasurementException if weights have changed since the pass
   */
  public void requireCurrent() {
    freshness.run();
  }

  void setFreshness(Runnable freshness) {
    this.freshness = freshness;
  }

  /** The number of samples, n. */
  public long samples() {
    return outputs.getShape().get(0);
  }

  /** The number of outputs of a sample, k. */
  public long outputsPerSample() {
    return outputs.getShape().get(1);
  }

  /** The arrays to differentiate by: trainable parameters or inputs, in the model's order. */
  public NDList leaves() {
    return leaves;
  }

  /** The calls of known layers, in order; empty unless asked for. */
  public List<LayerCall> calls() {
    return tape == null ? List.of() : tape.calls();
  }

  /** The layer whose calls explain the whole effect of a parameter, or null if there is none. */
  public Layer ownerOf(int parameter) {
    return tape == null ? null : tape.ownerOf(trainable.get(parameter));
  }

  /** Closes the handles that the pass left behind; the graph keeps what it needs of them. */
  void releaseIntermediates() {
    Set<NDArray> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.add(outputs);
    kept.addAll(leaves);
    for (LayerCall call : calls()) {
      kept.add(call.input());
      kept.add(call.output());
    }
    for (NDArray array : manager.getManagedArrays()) {
      if (!kept.contains(array)) {
        array.close();
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
