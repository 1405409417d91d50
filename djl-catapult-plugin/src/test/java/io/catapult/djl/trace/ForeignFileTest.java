/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other programs and of other versions of this one. */
class ForeignFileTest {

  private static final String VERSION = "\"version\":\"" + FormatVersion.CURRENT + "\"";

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void place() {
    path = folder.resolve("file.jsonl");
  }

  @Test
  void aFileThatIsNoTraceIsNeitherReadNorWrittenOn() throws IOException {
    for (String text : List.of("step,loss\n1,2\n", "{\"type\":\"header\"}\n", "[]", "{}\n", "\n")) {
      Files.writeString(path, text);
      String read = fault(() -> TrainingTrace.read(path));
      assertTrue(
          read.startsWith(
              "Expected a trace file, which begins with"
                  + " {\"type\":\"header\",\"format\":\"djl-catapult-trace\", in "
                  + path
                  + "; found a first line that begins with '"),
          read);
      assertEquals(read, fault(() -> TraceFile.open(path, TraceFixture.header())));
      assertEquals(text, Files.readString(path));
    }
  }

  @Test
  void aMissingFileAndAFolderAreNotRead() {
    assertThrows(NoSuchFileException.class, () -> TrainingTrace.read(path));
    assertThrows(IOException.class, () -> TrainingTrace.read(folder));
    assertThrows(IOException.class, () -> TraceFile.open(folder, TraceFixture.header()));
  }

  @Test
  void aNewerMajorVersionIsRefused() throws IOException {
    written("\"version\":\"2.0\"");
    String message = fault(() -> TrainingTrace.read(path));
    assertEquals(
        "Expected a trace of format 1.x in "
            + path
            + "; found format 2.0. Remedy: read it with the version of djl-catapult that wrote it,"
            + " or a newer one.",
        message);
    assertEquals(message, fault(() -> TraceFile.open(path, TraceFixture.header())));
  }

  @Test
  void aNewerMinorVersionIsReadWithAWarningButNotWrittenOn() throws IOException {
    written("\"version\":\"1.7\",\"novelty\":[1]");
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(1L), TraceFixture.steps(read));
    assertEquals(
        List.of("The file has format 1.7, newer than 1.1: what is new is left out."),
        read.warnings());
    String message = fault(() -> TraceFile.open(path, TraceFixture.header()));
    assertTrue(message.contains("found format 1.7. Remedy: write to another file."), message);
  }

  @Test
  void aFileOfVersion10IsReadWithoutAWarningButNotWrittenOn() throws IOException {
    written("\"version\":\"1.0\"");
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(new FormatVersion(1, 0), read.header().format());
    assertEquals(List.of(1L), TraceFixture.steps(read));
    assertEquals(List.of(), read.features());
    assertEquals(List.of(), read.warnings());
    String message = fault(() -> TraceFile.open(path, TraceFixture.header()));
    assertTrue(message.contains("found format 1.0. Remedy: write to another file."), message);
  }

  @Test
  void aLineOfAnUnknownTypeIsSkippedAsVersion10SkipsAnAgop() throws IOException {
    written(VERSION);
    TraceFixture.append(path, "{\"type\":\"aura\",\"step\":1}\n");
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(1L), TraceFixture.steps(read));
    assertEquals(1, read.warnings().size());
    assertTrue(read.warnings().get(0).contains("a type of line; found 'aura'"));
  }

  @Test
  void aHeaderThatLacksAFieldNamesIt() throws IOException {
    written(VERSION);
    Files.writeString(path, Files.readString(path).replace("\"threads\":2,", ""));
    String message = fault(() -> TrainingTrace.read(path));
    assertTrue(message.contains("the field threads to be a whole number; found null"), message);
  }

  @Test
  void unknownQuantitiesAreKeptAside() throws IOException {
    written(VERSION);
    for (int step = 2; step <= 3; step++) {
      TraceFixture.append(
          path,
          "{\"type\":\"measurement\",\"step\":%d,\"epoch\":0,\"values\":{\"probe.loss\":1,\"new\":[%d,\"NaN\"]}}\n"
              .formatted(step, step));
    }
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(
        Map.of("new", Map.of(2L, List.of(2.0, Double.NaN), 3L, List.of(3.0, Double.NaN))),
        read.unknownQuantities());
    assertEquals(1, read.warnings().size());
    assertTrue(read.warnings().get(0).startsWith("The quantity 'new' is not known here"));
    assertArrayEquals(new long[] {1, 2, 3}, read.series(Quantity.PROBE_LOSS).steps());
  }

  @Test
  void anEventOfAnUnknownKindIsKeptAsANote() throws IOException {
    written(VERSION);
    TraceFixture.append(
        path,
        "{\"type\":\"event\",\"step\":1,\"kind\":\"OMEN\",\"words\":\"w\",\"evidence\":{}}\n");
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(TraceEvent.of(1, TraceEvent.Kind.NOTE, "w")), read.events());
    assertEquals(
        List.of("Line 3 has an event of the unknown kind 'OMEN'; it is kept as a NOTE."),
        read.warnings());
  }

  private void written(String version) throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 1);
    Files.writeString(path, Files.readString(path).replace(VERSION, version));
  }

  private static String fault(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(TraceFormatException.class, action).getMessage();
  }
}
