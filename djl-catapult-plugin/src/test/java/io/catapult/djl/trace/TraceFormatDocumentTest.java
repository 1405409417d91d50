/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/trace-format.md says is what the code does. */
class TraceFormatDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "trace-format.md");

  @TempDir Path folder;

  @Test
  void itsTableIsTheDictionary() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCUMENT).stream()
            .dropWhile(line -> !line.equals("| id | what | values | unit |"))
            .filter(line -> line.startsWith("| `"))
            .toList();
    List<String> expected =
        Arrays.stream(Quantity.values()).map(TraceFormatDocumentTest::row).toList();
    assertEquals(String.join("\n", expected), String.join("\n", rows));
  }

  @Test
  void itsExampleIsATrace() throws IOException {
    Path path = folder.resolve("example.jsonl");
    Files.writeString(path, example());
    TrainingTrace trace = TrainingTrace.read(path);
    assertEquals(List.of(), trace.warnings());
    assertEquals(3, trace.measurements().size());
    assertEquals(1, trace.events().size());
    assertEquals(2, trace.features().size());
    assertTrue(Double.isNaN(trace.series(Quantity.BATCH_LOSS).values()[1]));
    assertTrue(trace.footer().isPresent());
  }

  @Test
  void itsExampleIsWhatIsWritten() throws IOException {
    Path path = folder.resolve("example.jsonl");
    Files.writeString(path, example());
    TrainingTrace trace = TrainingTrace.read(path);
    Path copy = folder.resolve("copy.jsonl");
    try (TraceFile file = TraceFile.open(copy, trace.header())) {
      for (FeatureSnapshot snapshot : trace.features()) {
        file.append(snapshot);
      }
      for (Measurement measurement : trace.measurements()) {
        file.append(measurement);
      }
      file.append(trace.events().get(0));
      file.append(trace.footer().orElseThrow());
    }
    assertEquals(example(), Files.readString(copy));
  }

  @Test
  void itNamesTheVersionAndEveryKindOfEvent() throws IOException {
    String text = Files.readString(DOCUMENT);
    assertTrue(text.contains("Version " + FormatVersion.CURRENT));
    assertTrue(text.contains("absent where d is above " + FeatureSnapshot.MATRIX_LIMIT));
    for (TraceEvent.Kind kind : TraceEvent.Kind.values()) {
      assertTrue(text.contains("`" + kind + "`"), kind.name());
    }
  }

  private static String example() throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.equals("```json"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String row(Quantity quantity) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            quantity.id(), quantity.label(), quantity.isList() ? "list" : "one", quantity.unit());
  }
}
