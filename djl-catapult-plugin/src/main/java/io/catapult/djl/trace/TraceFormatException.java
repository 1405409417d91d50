/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.io.IOException;

/**
 * A file that cannot be read as a trace. The message says what was expected, what was found and how
 * to mend it.
 */
public final class TraceFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  TraceFormatException(String expected, String found, String remedy) {
    super("Expected " + expected + "; found " + found + ". Remedy: " + remedy + ".");
  }
}
