/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The README promises code that works: every Java block of it is compiled and run. */
final class ReadmeTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyJavaBlockOfTheReadmeRuns() throws IOException {
    List<CodeBlock> blocks = CodeBlock.in(Files.readString(readme()));
    assertFalse(blocks.isEmpty(), "README.md has no ```java block");
    return blocks.stream()
        .map(block -> dynamicTest("README.md, line " + block.line(), () -> run(block)));
  }

  @Test
  void aBlockIsFoundWithItsLine() {
    List<CodeBlock> blocks = CodeBlock.in("# Title\n\n```java\nint a;\n```\n```sh\nls\n```\n");
    assertEquals(List.of(new CodeBlock(4, "int a;\n")), blocks);
  }

  @Test
  void statementsRunWithTheirImports() throws Throwable {
    System.clearProperty("readme.test");
    run(
        block(
            "import java.util.List;\n\nSystem.setProperty(\"readme.test\", \"\" + List.of(1));\n"));
    assertEquals("[1]", System.getProperty("readme.test"));
  }

  @Test
  void aWholeClassRunsItsMainMethod() {
    CodeBlock block =
        block(
            """
            class Whole {
              public static void main(String[] args) {
                throw new IllegalStateException("ran");
              }
            }
            """);
    assertEquals("ran", assertThrows(IllegalStateException.class, () -> run(block)).getMessage());
  }

  @Test
  void aBlockThatThrowsFails() {
    assertThrows(ArithmeticException.class, () -> run(block("int zero = 0;\nzero = 1 / zero;\n")));
  }

  @Test
  void aBlockThatDoesNotCompileFailsWithItsLine() {
    CodeBlock block = block("int right = 1;\nint wrong = nowhere;\n");
    String message = assertThrows(AssertionError.class, () -> run(block)).getMessage();
    assertTrue(message.contains("Snippet.java:2: error: cannot find symbol"), message);
  }

  private static CodeBlock block(String code) {
    return new CodeBlock(1, code);
  }

  private void run(CodeBlock block) throws Throwable {
    new CodeBlockRunner(Files.createTempDirectory(folder, "block")).run(block);
  }

  /** Tests start in the module's folder, or in the root when an IDE starts them. */
  private static Path readme() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md"))
        ? here.resolve("README.md")
        : here.resolveSibling("README.md");
  }
}
