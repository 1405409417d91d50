/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import java.nio.ByteBuffer;

/**
 * How weights are written.
 *
 * @param count p
 * @param width bytes of a number: 4 for float32, 8 for float64
 */
record WeightLayout(long count, int width) {

  WeightLayout {
    if (count < 1 || (width != Float.BYTES && width != Double.BYTES)) {
      throw new MeasurementException(
          "weights of 4 or 8 bytes each, at least one",
          count + " weights of " + width + " bytes",
          "record weights of float32 or float64");
    }
  }

  static WeightLayout of(NDArray weights) {
    return new WeightLayout(weights.size(), weights.getDataType().getNumOfBytes());
  }

  /** Of the weights of one step. */
  long bytes() {
    return count * width;
  }

  DataType type() {
    return width == Float.BYTES ? DataType.FLOAT32 : DataType.FLOAT64;
  }

  ByteBuffer bytesOf(NDArray weights) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(bytes()));
    if (width == Float.BYTES) {
      bytes.asFloatBuffer().put(weights.toFloatArray());
    } else {
      bytes.asDoubleBuffer().put(Aten.numbers(weights));
    }
    return bytes;
  }

  /** Reads as many weights as there is room for in an array, from an index of it on. */
  void numbers(ByteBuffer bytes, double[] into, int at) {
    int n = bytes.remaining() / width;
    for (int i = 0; i < n; i++) {
      into[at + i] = width == Float.BYTES ? bytes.getFloat() : bytes.getDouble();
    }
  }
}
