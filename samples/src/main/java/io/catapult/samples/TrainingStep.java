/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;

/**
 * One training step on a fixed batch: forward, backward, update. Activations belong to the manager
 * of the input, so each step gives its own handle of it to a manager that ends with the step.
 *
 * @param trainer an initialised trainer
 * @param x the inputs
 * @param y the labels
 */
record TrainingStep(Trainer trainer, NDArray x, NDArray y) implements Runnable {

  @Override
  public void run() {
    try (NDManager batch = trainer.getManager().newSubManager()) {
      NDList data = new NDList(x.stopGradient());
      data.attach(batch);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList outputs = trainer.forward(data);
        collector.backward(trainer.getLoss().evaluate(new NDList(y), outputs));
      }
      trainer.step();
    }
  }
}
