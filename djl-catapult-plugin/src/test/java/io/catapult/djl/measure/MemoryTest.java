/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /**
   * A leak takes at least one activation at each measurement; half of one is allowed. What the JVM
   * itself still takes, seen up to a third of that, is classes and code that is compiled late.
   */
  private static final double ALLOWED_BYTES = 0.5 * MemoryLoop.ACTIVATION_BYTES;

  /** The product's bar: relative to the process. */
  private static final double GROWTH = 1.03;

  /**
   * Without these the memory comes and goes by more than a leak: the heap is touched only when it
   * is used, and the optimizing compiler takes 10 MB for a moment whenever it comes to a large
   * method, minutes late on a busy machine, which the allocator does not give back.
   */
  private static final List<String> STEADY =
      List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1");

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void residentMemoryStaysFlatAndNoArraySurvives() throws Exception {
    int measurements = Integer.getInteger("memory.measurements", 1000);
    List<String> lines = runAlone(measurements);
    long settled = Long.parseLong(lines.get(0));
    long last = Long.parseLong(lines.get(1));
    assertEquals("0", lines.get(2), "arrays left behind");
    double bytes = 1024.0 * (last - settled) / (measurements - MemoryLoop.SETTLED);
    String found =
        "%d measurements: %d kB, then %d kB, %.0f bytes a measurement (allowed: %.0f)"
            .formatted(measurements, settled, last, bytes, ALLOWED_BYTES);
    assertTrue(bytes <= ALLOWED_BYTES && last <= GROWTH * settled, found);
    System.out.println("Resident memory over " + found);
  }

  /** A process of its own: the heap of this one comes and goes with other tests. */
  private List<String> runAlone(int measurements) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(STEADY);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MemoryLoop.class.getName(), Integer.toString(measurements)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // What one thread gives back another takes again: glibc's allocator, one arena.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    assertEquals(0, builder.start().waitFor());
    return Files.readAllLines(output);
  }
}
