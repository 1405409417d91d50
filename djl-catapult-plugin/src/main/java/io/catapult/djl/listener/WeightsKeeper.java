/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.catapult.djl.autodiff.GradMode;
import java.util.IdentityHashMap;
import java.util.Map;

/** A copy of all parameters, running statistics included, to return to. */
final class WeightsKeeper implements AutoCloseable {

  private final Model model;
  private NDManager manager;
  private final Map<Parameter, NDArray> copies = new IdentityHashMap<>();

  WeightsKeeper(Model model) {
    this.model = model;
  }

  boolean hasCopy() {
    return manager != null;
  }

  /** Copies the parameters as they are; an earlier copy is dropped. */
  void keep() {
    close();
    NDManager fresh = NDManager.newBaseManager(model.getNDManager().getDevice(), "PyTorch");
    for (Parameter parameter : model.getBlock().getParameters().values()) {
      NDArray copy = parameter.getArray().stopGradient();
      NDArray own = copy.duplicate();
      copy.close();
      own.attach(fresh);
      copies.put(parameter, own);
    }
    manager = fresh;
  }

  /**
   * Puts the copy back, and clears the gradients, which belong to the weights that are given up.
   */
  void restore() {
    GradMode.paused(
        () -> {
          copies.forEach(WeightsKeeper::put);
          return null;
        });
  }

  private static void put(Parameter parameter, NDArray copy) {
    NDArray array = parameter.getArray();
    copy.copyTo(array);
    if (array.hasGradient()) {
      try (NDArray gradient = array.getGradient();
          NDArray zeros = gradient.zerosLike()) {
        zeros.copyTo(gradient);
      }
    }
  }

  @Override
  public void close() {
    if (manager != null) {
      manager.close();
      manager = null;
    }
    copies.clear();
  }
}
