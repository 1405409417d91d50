/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/comparison.md says is what the code does. */
class ComparisonDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "comparison.md");

  @TempDir Path folder;

  @Test
  void itsResultOfACellIsReadAsItSays() throws IOException {
    Path file = folder.resolve("result.json");
    Files.writeString(file, example("djl-catapult-cell"));
    CellResult result = CellResult.read(file);
    assertEquals(Optional.empty(), result.failure());
    assertEquals(0.4375, result.metrics().get("test.loss"));
  }

  @Test
  void itsReportIsWhatIsWritten() throws IOException {
    ComparisonResult result =
        new ResultFixture(0L)
            .add("SGD", 5, "3.1", ResultFixture.run(0.4375, 0.95, 3))
            .add("GD", 0, "3.1", Map.of())
            .butTheLastFailed("IllegalStateException: no data")
            .result();
    assertEquals(example("djl-catapult-comparison-result"), ComparisonReport.of(result).json());
  }

  @Test
  void itsDesignIsReadAsItSays() throws IOException {
    Files.writeString(DesignFile.in(folder), example("djl-catapult-comparison\""));
    DesignSummary design = DesignFile.summary(DesignFile.read(folder));
    assertEquals(List.of(0L, 1L), design.seeds());
    assertEquals(new DesignSummary.Row("SGD", 5, "3.1"), design.configurations().get(0));
    assertEquals("01-sgd-seed-1", design.cells(folder).get(1).id());
  }

  @Test
  void itNamesEveryFile() throws IOException {
    String text = Files.readString(DOCUMENT);
    ComparisonReport.of(new ResultFixture(0L).add("a", 1, "1", Map.of()).result()).writeTo(folder);
    try (var files = Files.list(folder)) {
      files.forEach(file -> assertTrue(text.contains(file.getFileName().toString())));
    }
  }

  /** The block of JSON that has a text. */
  private static String example(String text) throws IOException {
    return Files.readString(DOCUMENT)
        .lines()
        .collect(java.util.stream.Collectors.joining("\n"))
        .transform(all -> List.of(all.split("```json\n")))
        .stream()
        .skip(1)
        .map(block -> block.substring(0, block.indexOf("```")))
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow();
  }
}
