/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.catapult.samples.UsageFault;
import org.junit.jupiter.api.Test;

class SampleKernelTest {

  private static final double ROUNDING = 1e-12;

  /** x = (-1, 0, 1) and y = (1, -2, 1) are centred and orthogonal: K = x x', K' = K + y y'. */
  private static final double[] KERNEL = {1, 0, -1, 0, 0, 0, -1, 0, 1};

  private static final double[] WIDER = {2, -2, 0, -2, 4, -2, 0, -2, 2};

  @Test
  void theAlignmentIsTheCosineOfTheCentredKernels() {
    SampleKernel narrow = new SampleKernel(KERNEL, 3);
    SampleKernel wide = new SampleKernel(WIDER, 3);
    // <xx', xx' + yy'> = 4, |xx'| = 2, |xx' + yy'| = sqrt(4 + 36).
    assertEquals(4 / (2 * Math.sqrt(40)), narrow.alignment(wide), ROUNDING);
    assertEquals(narrow.alignment(wide), wide.alignment(narrow), ROUNDING);
    assertEquals(1, wide.alignment(wide), ROUNDING);
  }

  @Test
  void aConstantAddedToAKernelIsCentredAway() {
    double[] shifted = KERNEL.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = 3 * shifted[i] + 5;
    }
    assertEquals(1, new SampleKernel(KERNEL, 3).alignment(new SampleKernel(shifted, 3)), ROUNDING);
  }

  /** Two outputs that are each KERNEL, with anything between them: the blocks' traces are 2 K. */
  @Test
  void outputsAreSummed() {
    double[] two = new double[36];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int c = 0; c < 2; c++) {
          two[(2 * i + c) * 6 + 2 * j + c] = KERNEL[3 * i + j];
          two[(2 * i + c) * 6 + 2 * j + 1 - c] = i + j;
        }
      }
    }
    assertEquals(1, new SampleKernel(two, 3).alignment(new SampleKernel(KERNEL, 3)), ROUNDING);
  }

  @Test
  void aConstantKernelHasNoAlignment() {
    SampleKernel constant = new SampleKernel(new double[] {2, 2, 2, 2}, 2);
    UsageFault fault = assertThrows(UsageFault.class, () -> constant.alignment(constant));
    assertEquals(
        "--against: expected tangent kernels that tell samples apart, found a constant one; give"
            + " at least two different inputs",
        fault.getMessage());
  }
}
