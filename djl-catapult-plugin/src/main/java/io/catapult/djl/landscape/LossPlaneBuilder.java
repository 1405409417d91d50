/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.check.BuilderFaults;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntConsumer;

/** Builds a {@link LossPlane}. */
public final class LossPlaneBuilder {

  ModelView model;
  Loss loss;
  NDList inputs;
  NDList labels;
  WeightPlane plane;
  PlaneGrid grid;
  boolean sharpness;
  Path file;
  IntConsumer progress = done -> {};

  LossPlaneBuilder() {}

  /** Sets the model; its weights do not count, but those of the plane. */
  public LossPlaneBuilder setModel(ModelView model) {
    this.model = model;
    return this;
  }

  /** Sets the loss. */
  public LossPlaneBuilder setLoss(Loss loss) {
    this.loss = loss;
    return this;
  }

  /**
   * Sets the data.
   *
   * @param x the inputs, n samples along the first axis of each array
   * @param labels the labels that the loss takes, n samples likewise
   */
  public LossPlaneBuilder setData(NDList x, NDList labels) {
    this.inputs = new NDList(x);
    this.labels = new NDList(labels);
    return this;
  }

  /** Sets the plane. */
  public LossPlaneBuilder setPlane(WeightPlane plane) {
    this.plane = plane;
    return this;
  }

  /** Sets the places of the plane. */
  public LossPlaneBuilder setGrid(PlaneGrid grid) {
    this.grid = grid;
    return this;
  }

  /** Measures the sharpness too. */
  public LossPlaneBuilder optSharpness() {
    this.sharpness = true;
    return this;
  }

  /** Keeps what was measured in this file, and goes on from it if it is there. */
  public LossPlaneBuilder optFile(Path file) {
    this.file = file;
    return this;
  }

  /** Tells how many places are done, after each. */
  public LossPlaneBuilder optProgress(IntConsumer progress) {
    this.progress = Objects.requireNonNull(progress, "progress");
    return this;
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming each that is missing
   */
  public LossPlane build() {
    BuilderFaults faults = new BuilderFaults("a LossPlane");
    require(faults, model, "model", "setModel(ModelView.of(model))");
    require(faults, loss, "loss", "setLoss with the loss that is trained on");
    require(faults, inputs, "data", "setData(x, labels)");
    require(faults, plane, "plane", "setPlane(WeightPlane.random(view, 1))");
    require(faults, grid, "grid", "setGrid(PlaneGrid.around(1, 41))");
    faults.throwIfAny();
    return new LossPlane(this);
  }

  private static void require(BuilderFaults faults, Object value, String name, String remedy) {
    faults.require(value != null, name, "one", "none", "call " + remedy);
  }
}
