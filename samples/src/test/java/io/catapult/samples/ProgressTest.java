/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Progress is told to a person, who is not bothered with what is over at once. */
final class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void shortWorkHasNoBar() {
    try (Progress bar = new Progress("train", terminal)) {
      bar.at(0.5, "step 1");
    }
    assertEquals("", drawn());
  }

  @Test
  void workOfUnknownLengthShowsWhatIsDoneAndIsGoneAtTheEnd() throws InterruptedException {
    try (Progress bar = new Progress("Hessian", terminal).begun()) {
      bar.at("37 products");
      for (int i = 0; i < 200 && !drawn().contains("37 products"); i++) {
        Thread.sleep(50);
      }
      assertTrue(drawn().contains("Hessian"), drawn());
      assertTrue(drawn().contains("37 products"), drawn());
    }
    String left = drawn().substring(drawn().lastIndexOf('\r') + 1);
    assertEquals("", left.strip(), "left on the screen");
  }

  @Test
  void withoutATerminalNothingIsDrawn() {
    try (Progress bar = new Progress("Hessian", null).begun()) {
      bar.at("37 products");
    }
    assertEquals("", drawn());
  }

  private String drawn() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
