/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/**
 * The phases of gradient descent at the edge of stability. Li, Wang, Li, Analyzing sharpness along
 * GD trajectory: progressive sharpening and edge of stability, section 3.1. The sharpness is
 * lambda_max of (2/n) J J^T there.
 */
public enum Phase {
  /** Sharpness below 2 / eta: progressive sharpening, where a training starts. */
  I("the sharpness is below its threshold"),
  /** Sharpness above 2 / eta and rising. */
  II("the sharpness is above its threshold and rises"),
  /** Sharpness above 2 / eta and falling; the loss may rise. */
  III("the sharpness is above its threshold and falls"),
  /** Sharpness below 2 / eta again, while the loss comes down to what it was before phase III. */
  IV("the sharpness is back below its threshold and the loss comes down");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  /** The phase in words. */
  public String words() {
    return words;
  }
}
