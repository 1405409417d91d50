/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

/** What the launcher told about the shell it was started from. */
final class Shell {

  private Shell() {}

  /** How the user starts the command line: the path of the launcher. */
  static String command() {
    return System.getProperty("catapult.command", "catapult");
  }
}
