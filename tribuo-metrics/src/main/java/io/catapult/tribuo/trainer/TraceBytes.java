/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.google.protobuf.ByteString;
import io.catapult.djl.trace.TrainingTrace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A trace as the lines of its file, packed by gzip; nothing for none. */
final class TraceBytes {

  private TraceBytes() {}

  static ByteString of(Optional<TrainingTrace> trace) {
    if (trace.isEmpty()) {
      return ByteString.EMPTY;
    }
    ByteString.Output bytes = ByteString.newOutput();
    try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(bytes))) {
      trace.get().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteString();
  }

  static Optional<TrainingTrace> read(ByteString bytes) {
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = new GZIPInputStream(bytes.newInput())) {
      return Optional.of(TrainingTrace.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
