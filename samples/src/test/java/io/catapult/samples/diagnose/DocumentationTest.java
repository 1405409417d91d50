/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  @Test
  void everyKeyIsDocumentedInOrder() throws IOException {
    List<String> documented =
        Files.readAllLines(Path.of("docs", "diagnose.md")).stream()
            .dropWhile(line -> !line.equals("## Keys"))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    List<String> keys = Arrays.stream(DiagnosisKey.values()).map(DiagnosisKey::id).toList();
    assertEquals(keys, documented);
  }
}
