/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java code block of a Markdown text. What a part of a program takes for granted stands before it
 * in a comment, {@code <!-- java ... -->}: imports, and variables that the text speaks of.
 *
 * @param line the line of the text, from 1, on which its code begins
 * @param given what the comment before it holds; empty for a whole program
 * @param code its text
 */
record CodeBlock(int line, String given, String code) {
  private static final Pattern FENCED =
      Pattern.compile(
          "(?:^<!-- java[ \\t]*\\R(?<given>(?:(?!-->).)*?)-->\\s*)?"
              + "^```java[ \\t]*\\R(?<code>.*?)^```[ \\t]*$",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CLASS_WITH_MAIN =
      Pattern.compile("\\bclass\\s+(\\w+).*\\bstatic\\s+void\\s+main\\s*\\(", Pattern.DOTALL);
  private static final String WRAPPER = "Snippet";

  /** Returns every block that is fenced as {@code java}, in their order. */
  static List<CodeBlock> in(String markdown) {
    List<CodeBlock> blocks = new ArrayList<>();
    Matcher fence = FENCED.matcher(markdown);
    while (fence.find()) {
      int line = 1 + (int) markdown.substring(0, fence.start("code")).lines().count();
      String given = fence.group("given") == null ? "" : fence.group("given");
      blocks.add(new CodeBlock(line, given, fence.group("code")));
    }
    return blocks;
  }

  /** Whether it needs nothing but itself, so that it can be run. */
  boolean isWhole() {
    return given.isEmpty();
  }

  /** Returns the name of the class that {@link #source()} declares. */
  String className() {
    Matcher declared = CLASS_WITH_MAIN.matcher(code);
    return declared.find() ? declared.group(1) : WRAPPER;
  }

  /** Returns a whole source file: the block itself, or its statements as a main method. */
  String source() {
    if (CLASS_WITH_MAIN.matcher(code).find()) {
      return code;
    }
    // Blank lines in place of the moved ones keep the compiler's line numbers those of the block.
    String statements =
        code.lines().map(s -> isImport(s) ? "" : s).collect(Collectors.joining("\n"));
    return join(Stream.concat(given.lines(), code.lines()).filter(CodeBlock::isImport))
        + " public class "
        + WRAPPER
        + " { public static void main(String[] args) throws Exception { "
        + join(given.lines().filter(line -> !isImport(line)))
        + statements
        + "\n}}\n";
  }

  private static String join(Stream<String> lines) {
    return lines.collect(Collectors.joining(" "));
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }
}
