/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that the README shows are commands that there are. */
final class DocumentedCommandsTest {

  private static final String LAUNCHER = "    samples/catapult ";

  @Test
  void everyCommandOfTheReadmeIsUnderstood() throws IOException {
    List<String> commands;
    try (Stream<String> lines = Files.lines(readme())) {
      commands =
          lines
              .filter(line -> line.startsWith(LAUNCHER))
              .map(line -> line.substring(LAUNCHER.length()))
              .toList();
    }
    assertTrue(commands.contains("compare"), commands.toString());
    for (String command : commands) {
      assertDoesNotThrow(() -> Catapult.newCommandLine().parseArgs(command.split(" ")), command);
    }
  }

  /** Tests start in the module's folder, or in the root when an IDE starts them. */
  private static Path readme() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md"))
        ? here.resolve("README.md")
        : here.resolveSibling("README.md");
  }
}
