/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

/** What a metric tells about. */
public enum MetricGroup {
  /** How the training went. */
  RUN("Run"),
  /** Losses on training, validation and test data. */
  GENERALIZATION("Generalisation"),
  /** Catapults and spikes. */
  CATAPULTS("Catapults and spikes"),
  /** Tangent kernel, critical rate and sharpness. */
  CURVATURE("Kernel and critical rate"),
  /** What the model learned to look at. */
  FEATURES("Features"),
  /** What it cost. */
  TIME("Time");

  private final String title;

  MetricGroup(String title) {
    this.title = title;
  }

  /** A heading for a person. */
  public String title() {
    return title;
  }
}
