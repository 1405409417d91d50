/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.BufferKeeper;
import io.catapult.djl.autodiff.GradMode;
import java.util.List;

/**
 * Trains a quadratic twin beside another training, without a trainer and its gradient collector, of
 * which the engine has one for all: the batches' gradients are added up and an optimizer takes
 * their sum. Neither the engine's random numbers nor any weights but the twin's are touched.
 *
 * <p>Cost of a batch: a gradient of the {@link QuadraticModel}, 3.3 to 4.7 of the network's, about
 * 7 where the network is a class of a user's own. Not for use by several threads at once.
 */
public final class TwinTraining implements AutoCloseable {

  private final QuadraticModel twin;
  private final Loss loss;
  private final Optimizer optimizer;
  private final List<String> ids;
  private final NDManager manager;
  private NDList gradient = new NDList();

  /**
   * A training that begins at the present weights of the twin.
   *
   * @param twin an initialised twin, closed with this
   * @param loss what it is trained by
   * @param optimizer of the twin alone
   * @param ids the names by which the optimizer knows its parameters, in their order
   */
  public TwinTraining(QuadraticModel twin, Loss loss, Optimizer optimizer, List<String> ids) {
    this.twin = twin;
    this.loss = loss;
    this.optimizer = optimizer;
    this.ids = List.copyOf(ids);
    this.manager = NDManager.newBaseManager(weights().head().getDevice(), "PyTorch");
  }

  private NDList weights() {
    NDList weights = new NDList();
    for (Parameter weight : twin.getDirectParameters().values()) {
      weights.add(weight.getArray());
    }
    return weights;
  }

  /**
   * Adds the gradient of the loss of a batch to that of the coming update.
   *
   * @param x the inputs, samples along the first axis
   * @param labels what the loss takes
   */
  public void add(NDList x, NDList labels) {
    try (NDManager scope = BufferKeeper.open(manager.getDevice())) {
      NDList batch = GradMode.recording(() -> gradient(x, labels, scope));
      if (gradient.isEmpty()) {
        batch.attach(manager);
        gradient = batch;
      } else {
        for (int i = 0; i < batch.size(); i++) {
          gradient.get(i).addi(batch.get(i));
        }
      }
    }
  }

  private NDList gradient(NDList x, NDList labels, NDManager scope) {
    NDList w = weights();
    NDArray outputs = twin.polynomial(w, x, true, scope);
    NDList y = new NDList();
    labels.forEach(label -> y.add(Aten.alias(label, scope)));
    NDArray value = loss.evaluate(y, new NDList(outputs));
    NDList one = new NDList(value.onesLike());
    return Aten.grad(scope, new NDList(value), w, one, Aten.Graph.RELEASE);
  }

  /** Updates the twin by what was added since the last update; does nothing if that is nothing. */
  public void update() {
    if (gradient.isEmpty()) {
      return;
    }
    try (NDList taken = gradient) {
      gradient = new NDList();
      NDList w = weights();
      GradMode.paused(
          () -> {
            for (int i = 0; i < taken.size(); i++) {
              optimizer.update(ids.get(i), w.get(i), taken.get(i));
            }
            return null;
          });
    }
  }

  /**
   * The twin's outputs at its present weights.
   *
   * @param owner the owner of the result
   * @param x the inputs, samples along the first axis
   */
  public NDArray outputs(NDManager owner, NDList x) {
    try (NDManager scope = BufferKeeper.open(manager.getDevice())) {
      NDArray graph = GradMode.recording(() -> twin.polynomial(weights(), x, true, scope));
      NDArray outputs = graph.stopGradient();
      outputs.attach(owner);
      return outputs;
    }
  }

  /** Ends the training and frees the twin. */
  @Override
  public void close() {
    twin.close();
    manager.close();
  }
}
