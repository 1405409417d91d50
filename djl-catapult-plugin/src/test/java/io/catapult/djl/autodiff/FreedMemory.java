/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The memory of Java buffers that nobody holds any more. */
public final class FreedMemory {

  private static final int BUFFERS = 2000;
  private static final long PAUSE_MILLIS = 100;

  private FreedMemory() {}

  /** Collects garbage and writes other numbers where it was. */
  public static void overwrite() {
    System.gc();
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < BUFFERS; i++) {
      buffers.add(ByteBuffer.allocateDirect(Double.BYTES).putDouble(0, i));
    }
    if (buffers.get(BUFFERS - 1).getDouble(0) != BUFFERS - 1) {
      throw new IllegalStateException("not written");
    }
  }
}
