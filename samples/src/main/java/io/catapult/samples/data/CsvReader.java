/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One pass over the lines of a CSV file. */
final class CsvReader {

  /** How programs write that a number is missing. */
  private static final Set<String> MISSING =
      Set.of("", "nan", "na", "n/a", "null", "none", "inf", "-inf", "infinity", "-infinity");

  private final String source;
  private final Set<String> textColumns;
  private final List<float[]> rows = new ArrayList<>();
  private final Map<String, List<String>> text = new HashMap<>();
  private List<String> names;

  CsvReader(String source, Set<String> textColumns) {
    this.source = source;
    this.textColumns = textColumns;
  }

  CsvTable table(CSVParser parser, CsvTable.Header header) throws IOException {
    for (CSVRecord line : parser) {
      if (names == null) {
        boolean named =
            header == CsvTable.Header.PRESENT
                || (header == CsvTable.Header.DETECTED && isHeader(line));
        names = named ? names(line) : numbered(line.size());
        requireTextColumns();
        if (named) {
          continue;
        }
      }
      addRow(line, parser.getCurrentLineNumber());
    }
    if (rows.isEmpty()) {
      throw new IOException(
          source + ": expected at least one row of data, found none; give a table with rows");
    }
    return new CsvTable(source, numeric(), rows, text);
  }

  private List<String> numeric() {
    return names.stream().filter(name -> !textColumns.contains(name)).toList();
  }

  private static boolean isHeader(CSVRecord line) {
    return line.stream().noneMatch(cell -> isNumber(clean(cell)))
        && line.stream().anyMatch(cell -> !isMissing(clean(cell)));
  }

  private List<String> names(CSVRecord line) throws IOException {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      String name = clean(line.get(i));
      String unique = name.isEmpty() ? String.valueOf(i + 1) : name;
      if (found.contains(unique)) {
        throw new IOException(
            source
                + " line 1: expected a name of its own for each column, found \""
                + unique
                + "\" twice; rename one");
      }
      found.add(unique);
    }
    return found;
  }

  private static List<String> numbered(int size) {
    return IntStream.rangeClosed(1, size).mapToObj(String::valueOf).toList();
  }

  private void requireTextColumns() throws IOException {
    for (String column : textColumns) {
      if (!names.contains(column)) {
        throw CsvTable.missing(source, column, names);
      }
      text.put(column, new ArrayList<>());
    }
  }

  private void addRow(CSVRecord line, long number) throws IOException {
    if (line.size() != names.size()) {
      throw new IOException(
          "%s line %d: expected %d cells as in the first line, found %d; mend or remove the line"
              .formatted(source, number, names.size(), line.size()));
    }
    float[] row = new float[names.size() - textColumns.size()];
    int filled = 0;
    for (int i = 0; i < names.size(); i++) {
      String cell = clean(line.get(i));
      if (!textColumns.contains(names.get(i))) {
        row[filled++] = number(cell, number, i);
      } else if (cell.isEmpty()) {
        throw fault(number, i, "text", cell);
      } else {
        text.get(names.get(i)).add(cell);
      }
    }
    rows.add(row);
  }

  private float number(String cell, long line, int column) throws IOException {
    if (isNumber(cell)) {
      float value = Float.parseFloat(cell);
      if (Float.isFinite(value)) {
        return value;
      }
    }
    throw fault(line, column, "a finite number", cell);
  }

  private IOException fault(long line, int column, String expected, String cell) {
    return new IOException(
        "%s line %d, column \"%s\": expected %s, found %s; fill or remove the cell's line%s"
            .formatted(
                source,
                line,
                names.get(column),
                expected,
                cell.isEmpty() ? "an empty cell" : "\"" + cell + "\"",
                line == 1 ? ", or say that the first line is a header" : ""));
  }

  /** Without blanks around it, and without the byte order mark that some programs begin with. */
  private static String clean(String cell) {
    return cell.replace("\uFEFF", "").strip();
  }

  private static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** Whether Java and everyone else read a cell as the same number: no "1f", no "0x1p3". */
  private static boolean isNumber(String cell) {
    if (cell.isEmpty() || Character.isLetter(cell.charAt(cell.length() - 1))) {
      return false;
    }
    try {
      Float.parseFloat(cell);
      return cell.indexOf('x') < 0 && cell.indexOf('X') < 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
