/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConvolutionCheckTest {

  /** With the environment that the build gives to its tests; without it, some processors fail. */
  @Test
  void convolutionsAreRightHere() {
    assertEquals(0, ConvolutionCheck.error(), 1e-5);
  }
}
