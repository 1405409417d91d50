/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

/** What a forward pass keeps the derivatives of. */
public enum Leaves {
  /** Nothing: outputs only. */
  NONE,
  /** The trainable parameters. */
  WEIGHTS,
  /** The inputs. */
  INPUTS,
  /** The outputs of each known layer. */
  LAYERS,
  /**
   * The same, where a block may change the output of a layer in place: each is handed on as a copy.
   */
  COPIED_LAYERS;

  boolean ofLayers() {
    return this == LAYERS || this == COPIED_LAYERS;
  }
}
