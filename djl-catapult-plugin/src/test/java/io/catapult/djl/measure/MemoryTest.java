/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measuring for a long time takes no more memory than measuring for a short one. {@code
 * -Dmemory.measurements=5000} makes it long.
 */
class MemoryTest {

  /** The product's bar. */
  private static final double GROWTH = 1.03;

  /**
   * A leak shows each time; code that the JVM compiles late, or an arena of the allocator, once.
   */
  private static final int ATTEMPTS = 3;

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void residentMemoryStaysFlatAndNoArraySurvives() throws Exception {
    String measurements = System.getProperty("memory.measurements", "1000");
    String found = "";
    boolean isFlat = false;
    for (int i = 0; i < ATTEMPTS && !isFlat; i++) {
      List<String> lines = runAlone(measurements);
      double settled = Double.parseDouble(lines.get(0));
      double last = Double.parseDouble(lines.get(1));
      found += "%.1f MB, then %.1f MB; ".formatted(settled, last);
      isFlat = last <= GROWTH * settled;
      assertEquals("0", lines.get(2), "arrays left behind");
    }
    assertTrue(isFlat, found);
    System.out.println("Resident memory over " + measurements + " measurements: " + found);
  }

  /** A process of its own: the heap of this one comes and goes with other tests. */
  private List<String> runAlone(String measurements) throws Exception {
    Path output = folder.resolve("output.txt");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryLoop.class.getName(),
                measurements)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals(0, process.waitFor());
    return Files.readAllLines(output);
  }
}
