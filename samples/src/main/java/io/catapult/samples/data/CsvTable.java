/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A table from a CSV file (RFC 4180, UTF-8): columns of numbers, and of text where asked for. Every
 * cell is checked when it is read: a table has at least one row, every row has as many cells, and
 * every number is finite.
 */
public final class CsvTable {

  /** Whether a file's first line holds the columns' names. */
  public enum Header {
    /** It does if it has text and no number in it. */
    DETECTED,
    /** It does. */
    PRESENT,
    /** It does not; the columns are called "1", "2", .. */
    ABSENT
  }

  private final String source;
  private final List<String> names;
  private final List<float[]> rows;
  private final Map<String, List<String>> text;

  CsvTable(String source, List<String> names, List<float[]> rows, Map<String, List<String>> text) {
    this.source = source;
    this.names = List.copyOf(names);
    this.rows = rows;
    this.text = text;
  }

  /**
   * Reads a file of numbers.
   *
   * @param file the file
   * @param header whether the first line holds names
   * @return its table
   * @throws IOException as {@link #read(Path, Header, Set)}
   */
  public static CsvTable read(Path file, Header header) throws IOException {
    return read(file, header, Set.of());
  }

  /**
   * Reads a file of numbers and text.
   *
   * @param file the file
   * @param header whether the first line holds names
   * @param textColumns the names of the columns whose cells are text, such as a class's name
   * @return its table
   * @throws IOException if it cannot be read, has no row of data, a row of another length than the
   *     first, two columns of one name, a cell that is not a finite number or an empty cell; the
   *     message names file, line and column
   */
  public static CsvTable read(Path file, Header header, Set<String> textColumns)
      throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(reader)) {
      return new CsvReader(file.toString(), textColumns).table(parser, header);
    } catch (UncheckedIOException e) {
      throw unreadable(file.toString(), e.getCause());
    } catch (CharacterCodingException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static IOException unreadable(String source, IOException cause) {
    return new IOException(
        source
            + ": expected comma-separated values in UTF-8, found what cannot be read as such ("
            + (cause instanceof CharacterCodingException ? "another encoding" : cause.getMessage())
            + "); export the table again",
        cause);
  }

  /** What to call the table in an error. */
  public String source() {
    return source;
  }

  /** The names of the columns of numbers, in the file's order. */
  public List<String> names() {
    return names;
  }

  /** The number of rows, at least 1. */
  public int size() {
    return rows.size();
  }

  /**
   * The numbers of some columns.
   *
   * @param columns their names, in the order wanted
   * @return one array for each row
   * @throws IOException if there is no such column of numbers
   */
  public float[][] numbers(List<String> columns) throws IOException {
    int[] indices = new int[columns.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = names.indexOf(columns.get(i));
      if (indices[i] < 0) {
        throw missing(source, columns.get(i), names);
      }
    }
    float[][] numbers = new float[rows.size()][indices.length];
    for (int r = 0; r < numbers.length; r++) {
      for (int i = 0; i < indices.length; i++) {
        numbers[r][i] = rows.get(r)[indices[i]];
      }
    }
    return numbers;
  }

  /**
   * The numbers of one column.
   *
   * @param column its name
   * @return one number for each row
   * @throws IOException if there is no such column of numbers
   */
  public float[] numbers(String column) throws IOException {
    float[][] cells = numbers(List.of(column));
    float[] numbers = new float[cells.length];
    for (int r = 0; r < numbers.length; r++) {
      numbers[r] = cells[r][0];
    }
    return numbers;
  }

  /**
   * The numbers of all columns but some.
   *
   * @param excluded the names of those to leave out
   * @return one array for each row
   * @throws IOException if none is left
   */
  public float[][] numbersWithout(Set<String> excluded) throws IOException {
    List<String> kept = names.stream().filter(name -> !excluded.contains(name)).toList();
    if (kept.isEmpty()) {
      throw new IOException(
          source
              + ": expected a column of numbers besides "
              + excluded
              + ", found none; give a table with inputs and targets");
    }
    return numbers(kept);
  }

  /**
   * The cells of a column of text.
   *
   * @param column one of the text columns that were asked for
   * @return one text for each row
   * @throws IllegalArgumentException if it was not asked for when reading
   */
  public List<String> text(String column) {
    List<String> cells = text.get(column);
    if (cells == null) {
      throw new IllegalArgumentException(
          "expected one of the text columns " + text.keySet() + ", found \"" + column + "\"");
    }
    return List.copyOf(cells);
  }

  static IOException missing(String source, String column, List<String> names) {
    return new IOException(
        source
            + ": expected a column named \""
            + column
            + "\", found "
            + abbreviated(names)
            + "; check the name, or say that the first line is a header");
  }

  private static String abbreviated(List<String> names) {
    int shown = Math.min(10, names.size());
    String list = String.join(", ", names.subList(0, shown));
    return shown < names.size() ? list + ", .. (" + names.size() + " columns)" : list;
  }
}
