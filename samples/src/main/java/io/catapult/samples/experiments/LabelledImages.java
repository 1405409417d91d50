/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.samples.data.ImageSet;

/**
 * Images and what is learned of them.
 *
 * @param images of at least two classes
 * @param outputs 1 for the sign of the class, or else the number of classes, one output each
 */
record LabelledImages(ImageSet images, int outputs) implements DescendingNetwork.Data {

  @Override
  public NDArray inputs(NDManager manager) {
    return images.rows(manager);
  }

  @Override
  public NDArray labels(NDManager manager) {
    return outputs == 1 ? images.signs(manager) : images.oneHot(manager);
  }
}
