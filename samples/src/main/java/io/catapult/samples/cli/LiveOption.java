/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;
import java.util.OptionalInt;

/**
 * Whether a training is shown in the browser while it goes on.
 *
 * @param port the port, 0 for any that is free; empty if it is not shown
 */
record LiveOption(OptionalInt port) {

  private static final int LAST_PORT = 65_535;

  static LiveOption off() {
    return new LiveOption(OptionalInt.empty());
  }

  /**
   * What the user asked for.
   *
   * @param port the port, or null
   * @throws UsageFault if there is no such port
   */
  static LiveOption of(Integer port) {
    if (port == null) {
      return off();
    }
    if (port < 0 || port > LAST_PORT) {
      throw new UsageFault(
          "Expected --live with a port from 1 to 65535, or with none for any that is free; found "
              + port
              + ". Remedy: leave the port out.");
    }
    return new LiveOption(OptionalInt.of(port));
  }
}
