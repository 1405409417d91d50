/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;

/** A folder is not one that a comparison can be begun in, gone on with or read from. */
public final class ComparisonFolderException extends IOException {

  private static final long serialVersionUID = 1L;

  ComparisonFolderException(String expected, String found, String remedy) {
    super("Expected " + expected + "; found " + found + ". Remedy: " + remedy + ".");
  }

  ComparisonFolderException(String expected, String found, String remedy, Throwable cause) {
    this(expected, found, remedy);
    initCause(cause);
  }
}
