/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream as bytes, so that a character torn in two spoils its own line only. */
final class LineReader {

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int from;
  private int to;
  private long number;
  private long start;
  private long end;
  private boolean terminated;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line without its LF, or null at the end of the stream. */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    start = end;
    terminated = false;
    while (!terminated && fill()) {
      int stop = from;
      while (stop < to && chunk[stop] != '\n') {
        stop++;
      }
      line.write(chunk, from, stop - from);
      terminated = stop < to;
      end += stop - from + (terminated ? 1 : 0);
      from = stop + (terminated ? 1 : 0);
    }
    number++;
    return end == start ? null : line.toByteArray();
  }

  /** The number of the line last read, from 1. */
  long number() {
    return number;
  }

  /** The offset in bytes at which the line last read begins. */
  long start() {
    return start;
  }

  /** Whether the line last read ended with its LF. */
  boolean isTerminated() {
    return terminated;
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(chunk));
    }
    return to > 0;
  }
}
