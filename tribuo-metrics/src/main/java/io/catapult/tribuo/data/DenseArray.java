/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Fills an array row by row with no copy on the heap: the engine takes the buffer as it is. */
final class DenseArray {

  /** Writes one row to the first places. */
  @FunctionalInterface
  interface RowWriter {
    void write(int row, float[] to);
  }

  private DenseArray() {}

  static NDArray of(int size, int width, NDManager manager, RowWriter rows) {
    long bytes = (long) size * width * Float.BYTES;
    Faults.require(
        bytes <= Integer.MAX_VALUE,
        "features of at most 2^31 - 1 bytes as float32",
        size + " x " + width + " features, " + bytes + " bytes",
        "train on fewer rows");
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
    FloatBuffer floats = buffer.asFloatBuffer();
    float[] row = new float[width];
    for (int i = 0; i < size; i++) {
      rows.write(i, row);
      floats.put(row);
    }
    return manager.create(buffer, new Shape(size, width), DataType.FLOAT32);
  }
}
