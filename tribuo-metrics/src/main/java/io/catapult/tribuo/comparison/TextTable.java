/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of texts.
 *
 * @param headers the heads of the columns
 * @param rows the rows, each with a text for each column
 */
record TextTable(List<Header> headers, List<List<String>> rows) {

  private static final String SPACE = "  ";

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

  /**
   * The same as tables that are narrow enough, one below the other, where a column is.
   *
   * @param repeated how many columns, the first ones, say what a row is: they are in each table
   * @param width the most characters of an aligned line
   */
  List<TextTable> blocks(int repeated, int width) {
    List<Integer> same = IntStream.range(0, repeated).boxed().toList();
    List<TextTable> blocks = new ArrayList<>();
    List<Integer> columns = new ArrayList<>(same);
    for (int column = repeated; column < headers.size(); column++) {
      if (columns.size() > repeated
          && lineWidth(columns) + SPACE.length() + width(column) > width) {
        blocks.add(select(columns));
        columns = new ArrayList<>(same);
      }
      columns.add(column);
    }
    blocks.add(select(columns));
    return blocks;
  }

  private int lineWidth(List<Integer> columns) {
    return columns.stream().mapToInt(this::width).sum() + SPACE.length() * (columns.size() - 1);
  }

  private TextTable select(List<Integer> columns) {
    return new TextTable(
        columns.stream().map(headers::get).toList(),
        rows.stream().map(row -> columns.stream().map(row::get).toList()).toList());
  }

  private String aligned(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String space = " ".repeat(width(i) - row.get(i).length());
      line.append(i == 0 ? "" : SPACE);
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
