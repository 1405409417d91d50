/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Writes the IDX format, for tests. */
final class IdxWriter {

  private IdxWriter() {}

  static byte[] idx(byte[] elements, int... dims) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + elements.length);
    file.putInt(0x0800 + dims.length);
    for (int dim : dims) {
      file.putInt(dim);
    }
    return file.put(elements).array();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
