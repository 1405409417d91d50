/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table of texts for the terminal; every column as wide as it needs. */
final class TextTable {

  private final boolean isToTheLeft;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(boolean isToTheLeft) {
    this.isToTheLeft = isToTheLeft;
  }

  /** A table whose columns are to the right. */
  static TextTable ofNumbers() {
    return new TextTable(false);
  }

  /** A table whose columns are to the left. */
  static TextTable ofTexts() {
    return new TextTable(true);
  }

  /** Adds the headings. */
  void head(List<String> cells) {
    rows.add(0, List.copyOf(cells));
  }

  /** Adds a row of as many cells as there are headings. */
  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** Prints all rows. */
  void print(PrintWriter out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        String space = " ".repeat(width(i) - cell.length());
        line.append("  ").append(isToTheLeft ? cell + space : space + cell);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
