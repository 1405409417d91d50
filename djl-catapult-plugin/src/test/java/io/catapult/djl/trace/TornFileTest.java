/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as a killed process leaves them. */
class TornFileTest {

  /** Between the offsets tried before the last line, to save time. */
  private static final int STRIDE = 11;

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void place() {
    path = folder.resolve("torn.jsonl");
  }

  @Test
  void aTruncationAnywhereInTheLastLineLosesThatLineAtMost() throws IOException {
    byte[] whole = fileThatEndsWith(new TraceEvent(3, TraceEvent.Kind.NOTE, "größe 😀", Map.of()));
    int lastLine = startOfLastLine(whole);
    for (int length = lastLine; length <= whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      TrainingTrace read = TrainingTrace.read(path);
      assertEquals(List.of(1L, 2L), TraceFixture.steps(read));
      boolean complete = length >= whole.length - 1;
      boolean torn = length > lastLine && !complete;
      assertEquals(complete ? 1 : 0, read.events().size(), "length " + length);
      assertEquals(torn ? 1 : 0, read.warnings().size(), "length " + length);
      if (torn) {
        assertEquals(
            "Line 4, the last, is torn after %d bytes and was left out: its writer was stopped."
                .formatted(length - lastLine),
            read.warnings().get(0));
      }
    }
  }

  @Test
  void aRunResumesAfterATruncationAnywhereInTheFile() throws IOException {
    byte[] whole = fileThatEndsWith(TraceFixture.spike(2));
    int lastLine = startOfLastLine(whole);
    for (int length = 0; length <= whole.length; length += length < lastLine ? STRIDE : 1) {
      Files.write(path, Arrays.copyOf(whole, length));
      TraceFixture.write(path, TraceFixture.header(), 3, 3);
      TrainingTrace read = TrainingTrace.read(path);
      List<Long> steps = TraceFixture.steps(read);
      assertEquals(3L, steps.get(steps.size() - 1), "length " + length);
      assertEquals(List.of(), read.warnings(), "length " + length);
      assertTrue(steps.size() >= linesIn(whole, length) - 1, "length " + length);
    }
  }

  @Test
  void aTornHeaderIsAClearErrorToRead() throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 0);
    byte[] header = Files.readAllBytes(path);
    for (int length = 0; length < header.length - 1; length += STRIDE) {
      Files.write(path, Arrays.copyOf(header, length));
      String message =
          assertThrows(TraceFormatException.class, () -> TrainingTrace.read(path)).getMessage();
      String found = length == 0 ? "an empty file" : "torn after " + length + " bytes";
      assertTrue(message.contains(found), message);
    }
  }

  @Test
  void zerosThatAPowerCutLeavesAreATornLine() throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 2);
    TraceFixture.append(path, "\0".repeat(5000));
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(1L, 2L), TraceFixture.steps(read));
    assertTrue(read.warnings().get(0).contains("torn after 5000 bytes"));
  }

  @Test
  void aCorruptLineInTheMiddleIsSkippedAndNamed() throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 1);
    TraceFixture.append(path, "{\"type\":\"measurement\",\"step\":2,\"epoch\":0,\"val\n");
    TraceFixture.append(path, "{\"type\":\"measurement\",\"step\":-2,\"epoch\":0,\"values\":{}}\n");
    TraceFixture.append(
        path, "{\"type\":\"measurement\",\"step\":2.5,\"epoch\":0,\"values\":{}}\n");
    TraceFixture.append(path, "{\"type\":\"surprise\"}\n\n[]\n{} {}\n");
    TraceFixture.append(
        path,
        "{\"type\":\"measurement\",\"step\":3,\"epoch\":0,\"values\":{\"probe.loss\":\"x\"}}\n");
    TraceFixture.append(
        path,
        "{\"type\":\"measurement\",\"step\":4,\"epoch\":0,\"values\":{\"probe.loss\":1}}\r\n");
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(1L, 4L), TraceFixture.steps(read));
    List<String> warnings = read.warnings();
    assertEquals(7, warnings.size(), warnings::toString);
    assertTrue(
        warnings
            .get(0)
            .startsWith(
                "Line 3 was skipped: expected a measurement, an event, an AGOP or a footer; found"
                    + " '{\"type\":\"measurement\",\"step\":2,\"epoch\":0,\"val' ("),
        warnings.get(0));
    assertTrue(warnings.get(1).contains("a step of at least 0; found -2"), warnings.get(1));
    assertTrue(warnings.get(2).contains("step to be a whole number; found 2.5"), warnings.get(2));
    assertTrue(warnings.get(3).contains("a type of line; found 'surprise'"), warnings.get(3));
    assertTrue(warnings.get(6).startsWith("Line 10 was skipped"), warnings.get(6));
  }

  private byte[] fileThatEndsWith(TraceEvent event) throws IOException {
    try (TraceFile file = TraceFile.open(path, TraceFixture.header())) {
      file.append(TraceFixture.measurement(1));
      file.append(TraceFixture.measurement(2));
      file.append(event);
    }
    return Files.readAllBytes(path);
  }

  private static int startOfLastLine(byte[] file) {
    int start = file.length - 1;
    while (file[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static long linesIn(byte[] file, int length) {
    String text = new String(file, 0, length, StandardCharsets.ISO_8859_1);
    return text.chars().filter(c -> c == '\n').limit(3).count();
  }
}
