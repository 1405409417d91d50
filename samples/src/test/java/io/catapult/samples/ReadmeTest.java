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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * README and documents promise code that works: every Java block is compiled, and run if it is a
 * whole program.
 */
final class ReadmeTest {
  /** Java that is not fenced would be compiled by nobody. */
  private static final Pattern UNFENCED = Pattern.compile("^ {4}.*;\\s*(//.*)?$");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyJavaBlockCompilesAndWholeProgramsRun() throws IOException {
    assertFalse(CodeBlock.in(Files.readString(root().resolve("README.md"))).isEmpty());
    return documents().stream().flatMap(this::testsOf);
  }

  @Test
  void noJavaStandsOutsideOfABlock() throws IOException {
    for (Path document : documents()) {
      String text = Files.readString(document).replaceAll("(?ms)^```.*?^```|<!--.*?-->", "");
      assertEquals(
          List.of(),
          text.lines().filter(UNFENCED.asMatchPredicate()).toList(),
          "to be fenced as java in " + document);
    }
  }

  @Test
  void aBlockIsFoundWithItsLine() {
    List<CodeBlock> blocks = CodeBlock.in("# Title\n\n```java\nint a;\n```\n```sh\nls\n```\n");
    assertEquals(List.of(new CodeBlock(4, "", "int a;\n")), blocks);
  }

  @Test
  void whatAPartOfAProgramTakesForGrantedStandsInTheCommentBeforeIt() throws IOException {
    String given = "import java.util.List;\nList<String> words = null;\n";
    String code = "int wrong = words.size();\n";
    List<CodeBlock> blocks =
        CodeBlock.in("<!-- other -->\n<!-- java\n" + given + "-->\n\n```java\n" + code + "```\n");
    assertEquals(List.of(new CodeBlock(8, given, code)), blocks);
    assertFalse(blocks.get(0).isWhole());
    new CodeBlockRunner(folder).compile(blocks.get(0));
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
    return new CodeBlock(1, "", code);
  }

  private void run(CodeBlock block) throws Throwable {
    new CodeBlockRunner(Files.createTempDirectory(folder, "block")).run(block);
  }

  private Stream<DynamicTest> testsOf(Path document) {
    List<CodeBlock> blocks;
    try {
      blocks = CodeBlock.in(Files.readString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return blocks.stream()
        .map(block -> dynamicTest(document + ", line " + block.line(), () -> check(block)));
  }

  private void check(CodeBlock block) throws Throwable {
    if (block.isWhole()) {
      run(block);
    } else {
      new CodeBlockRunner(Files.createTempDirectory(folder, "block")).compile(block);
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> modules = Files.list(root())) {
      return Stream.concat(
              Stream.of(root()), modules.map(module -> module.resolve("docs")).sorted())
          .flatMap(ReadmeTest::markdownIn)
          .toList();
    }
  }

  private static Stream<Path> markdownIn(Path folder) {
    File[] files = folder.toFile().listFiles((in, name) -> name.endsWith(".md"));
    return files == null ? Stream.of() : Stream.of(files).map(File::toPath).sorted();
  }

  /** Tests start in the module's folder, or in the root when an IDE starts them. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md")) ? here : here.getParent();
  }
}
