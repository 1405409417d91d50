/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFollowerTest {

  @TempDir private Path folder;

  @Test
  void tellsTheEventsOfAFileThatAppearsLater() throws IOException {
    Path file = folder.resolve("trace.jsonl");
    List<String> told = new CopyOnWriteArrayList<>();
    try (EventFollower follower = EventFollower.of(file, told::add)) {
      Traces.write(file);
      follower.read();
    }
    assertEquals(List.of("      40  Catapult: the loss rose and came back."), told);
  }

  @Test
  void aLineCutWithinALetterWaitsForItsEnd() throws IOException {
    Path file = folder.resolve("trace.jsonl");
    byte[] line =
        "{\"type\":\"event\",\"step\":7,\"words\":\"a café\"}\n".getBytes(StandardCharsets.UTF_8);
    int cut = line.length - 4; // between the two bytes of the last letter
    List<String> told = new CopyOnWriteArrayList<>();
    try (EventFollower follower = EventFollower.of(file, told::add)) {
      Files.write(file, Arrays.copyOf(line, cut));
      follower.read();
      Files.write(file, Arrays.copyOfRange(line, cut, line.length), StandardOpenOption.APPEND);
    }
    assertEquals(List.of("       7  a café"), told);
  }

  @Test
  void aFileThatNeverAppearsHasNoEvents() {
    List<String> told = new CopyOnWriteArrayList<>();
    EventFollower.of(folder.resolve("none"), told::add).close();
    assertEquals(List.of(), told);
  }
}
