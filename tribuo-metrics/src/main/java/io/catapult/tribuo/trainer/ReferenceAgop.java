/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.features.Agop;
import java.nio.FloatBuffer;

/**
 * The AGOP G = F^T F [d, d] of a known target or a stronger model, to compare features with; held
 * as a factor of low rank.
 */
public final class ReferenceAgop {

  private final float[][] factor;
  private final String source;

  /**
   * Checks the factor.
   *
   * @param factor F [r, d], columns in the order of the features' ids; not copied
   * @param source where it comes from, in words
   * @throws IllegalArgumentException if it has no entries, is ragged or not finite, or has no
   *     source
   */
  public ReferenceAgop(float[][] factor, String source) {
    Faults.require(
        factor.length > 0 && factor[0].length > 0,
        "a factor [r, d] with entries",
        factor.length + " rows",
        "give F with G = F^T F");
    for (float[] row : factor) {
      Faults.require(
          row.length == factor[0].length,
          "rows of one length, " + factor[0].length,
          row.length,
          "give F as a matrix");
      for (float value : row) {
        Faults.require(Float.isFinite(value), "a finite factor", value, "check how it was made");
      }
    }
    Faults.require(
        source != null && !source.isBlank(), "the source in words", source, "say where it is from");
    this.factor = factor;
    this.source = source;
  }

  /** F [r, d] itself, not a copy. */
  public float[][] factor() {
    return factor;
  }

  /** Where it comes from, in words. */
  public String source() {
    return source;
  }

  /** The number of features d. */
  public int width() {
    return factor[0].length;
  }

  /**
   * The AGOP on a device.
   *
   * @param manager says which device
   * @return to be closed by the caller
   */
  Agop toAgop(NDManager manager) {
    FloatBuffer numbers = FloatBuffer.allocate(factor.length * width());
    for (float[] row : factor) {
      numbers.put(row);
    }
    try (NDManager scratch = manager.newSubManager()) {
      NDArray array = scratch.create(numbers.rewind(), new Shape(factor.length, width()));
      return Agop.ofFactor(array);
    }
  }
}
