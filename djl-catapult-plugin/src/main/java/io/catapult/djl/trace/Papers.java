/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

/** The papers that define what is measured. */
final class Papers {

  static final String CATAPULTS =
      "Zhu et al., Catapults in SGD: spikes in the training loss and their impact on generalization"
          + " through feature learning";
  static final String SHARPNESS =
      "Li et al., Analyzing sharpness along GD trajectory: progressive sharpening and edge of"
          + " stability";
  static final String EDGE =
      "Cohen et al. (2021), Gradient descent on neural networks typically occurs at the edge of"
          + " stability";
  static final String ADAPTIVE =
      "Cohen et al. (2022), Adaptive gradient methods at the edge of stability";

  static final String DYNAMICS =
      "Zhu, Toward understanding the dynamics of over-parameterized neural networks";

  static final String MULTISCALE =
      "Ma et al., Beyond the quadratic approximation: the multiscale structure of neural network"
          + " loss landscapes";
  static final String SPIKE = "Li, Xu and Zhang, Loss spike in training neural networks";

  private Papers() {}
}
