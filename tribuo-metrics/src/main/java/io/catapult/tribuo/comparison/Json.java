/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON files of a comparison: each begins with the name and the version of its format. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  /** A minor version only adds fields; a reader of 1.x reads every 1.y. */
  static final String VERSION = "1.0";

  private static final String READABLE = "1.";

  private Json() {}

  static ObjectNode begin(String format) {
    return MAPPER.createObjectNode().put("format", format).put("version", VERSION);
  }

  /** The text of a file, the same on every system. */
  static String text(JsonNode root) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values cannot be written.", e);
    }
  }

  /**
   * Reads a file of a format.
   *
   * @param what what the file should be
   * @param remedy what to do if it is not
   * @throws ComparisonFolderException if it is no JSON, or of another format or version
   */
  static JsonNode read(Path file, String format, String what, String remedy) throws IOException {
    String expected = what + ", format " + format + " " + READABLE + "x";
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new ComparisonFolderException(
          expected, file + ", which is no JSON: " + e.getOriginalMessage(), remedy, e);
    }
    String found = root.path("format").asText() + " " + root.path("version").asText();
    if (!found.startsWith(format + " " + READABLE)) {
      throw new ComparisonFolderException(
          expected, file + " of the format '" + found.strip() + "'", remedy);
    }
    return root;
  }
}
