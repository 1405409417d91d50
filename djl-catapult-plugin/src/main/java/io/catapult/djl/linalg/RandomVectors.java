/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Random vectors from Java's generator, so that drawing them leaves the engine's random numbers as
 * they are and a seed means the same vectors on every device.
 */
final class RandomVectors {

  private final SplittableRandom random;
  private long bits;
  private int left;

  RandomVectors(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Entries uniform on (-1, 1): like a Gaussian vector it has a component along every eigenvector
   * almost surely, at a fifth of the time.
   */
  NDArray uniform(NDManager manager, LinearOperator operator) {
    return fill(manager, operator, () -> (int) nextBits(Integer.SIZE) * 0x1p-31);
  }

  /** Entries +1 or -1 with equal probability. */
  NDArray rademacher(NDManager manager, LinearOperator operator) {
    return fill(manager, operator, () -> (nextBits(1) & 1) == 0 ? -1 : 1);
  }

  private long nextBits(int count) {
    if (left < count) {
      bits = random.nextLong();
      left = Long.SIZE;
    }
    long next = bits;
    bits >>>= count;
    left -= count;
    return next;
  }

  private static NDArray fill(NDManager manager, LinearOperator operator, DoubleSupplier entry) {
    int size = Math.toIntExact(operator.size());
    if (operator.dataType() == DataType.FLOAT64) {
      double[] entries = new double[size];
      for (int i = 0; i < size; i++) {
        entries[i] = entry.getAsDouble();
      }
      return manager.create(entries, new Shape(size));
    }
    float[] entries = new float[size];
    for (int i = 0; i < size; i++) {
      entries[i] = (float) entry.getAsDouble();
    }
    return manager.create(entries, new Shape(size));
  }
}
