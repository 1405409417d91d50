/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

/**
 * The user gave something that cannot be used: a wrong option, file or folder. The message is one
 * line for the user: what was expected, what was found, and the remedy. The command line ends with
 * exit code 2.
 */
public final class UsageFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A fault in words. */
  public UsageFault(String message) {
    super(message);
  }

  /** A fault in words, and what it was found by. */
  public UsageFault(String message, Throwable cause) {
    super(message, cause);
  }
}
