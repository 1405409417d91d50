/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of texts.
 *
 * @param headers the heads of the columns
 * @param rows the rows, each with a text for each column
 */
record TextTable(List<Header> headers, List<List<String>> rows) {

  /** The head of a column, and whether it holds words or numbers. */
  record Header(String text, boolean isWords) {

    static Header words(String text) {
      return new Header(text, true);
    }

    static Header number(String text) {
      return new Header(text, false);
    }
  }

  /** Lines with aligned columns, words to the left and numbers to the right. */
  String aligned() {
    List<String> lines = new ArrayList<>();
    lines.add(aligned(headers.stream().map(Header::text).toList()));
    rows.forEach(row -> lines.add(aligned(row)));
    return String.join("\n", lines);
  }

  private String aligned(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String space = " ".repeat(width(i) - row.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(headers.get(i).isWords() ? row.get(i) + space : space + row.get(i));
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return Math.max(
        headers.get(column).text().length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  /** The same in Markdown. */
  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(markdown(headers.stream().map(Header::text).toList()));
    lines.add(
        headers.stream()
            .map(header -> header.isWords() ? "---" : "---:")
            .collect(Collectors.joining(" | ", "| ", " |")));
    rows.forEach(row -> lines.add(markdown(row)));
    return String.join("\n", lines);
  }

  private static String markdown(List<String> row) {
    return row.stream().map(TextTable::escaped).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** What Markdown would read as more than text, made plain. */
  static String escaped(String text) {
    return text.replaceAll("([\\\\`*_|<>\\[\\]])", "\\\\$1");
  }
}
