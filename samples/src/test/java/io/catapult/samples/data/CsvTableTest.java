/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("t.csv");
  }

  private CsvTable read(String text, CsvTable.Header header, String... textColumns)
      throws IOException {
    return CsvTable.read(Files.writeString(file, text), header, Set.of(textColumns));
  }

  private CsvTable read(String text) throws IOException {
    return read(text, CsvTable.Header.DETECTED);
  }

  @Test
  void columnsAreFoundByName() throws IOException {
    CsvTable table = read("a, b,\"c,d\"\r\n1,2,3\r\n4,-5e1,6");
    assertEquals(List.of("a", "b", "c,d"), table.names());
    assertEquals(2, table.size());
    assertArrayEquals(new float[] {2, -50}, table.numbers("b"));
    assertArrayEquals(new float[] {6, 4}, table.numbers(List.of("c,d", "a"))[1]);
    assertArrayEquals(new float[] {4, 6}, table.numbersWithout(Set.of("b"))[1]);
  }

  @Test
  void aFirstLineWithANumberIsNoHeader() throws IOException {
    CsvTable table = read("1,2\n3,4\n\n");
    assertEquals(List.of("1", "2"), table.names());
    assertEquals(2, table.size());
    assertArrayEquals(new float[] {2, 4}, table.numbers("2"));
  }

  @Test
  void theHeaderCanBeSaid() throws IOException {
    assertEquals(List.of("7", "8"), read("7,8\n1,2", CsvTable.Header.PRESENT).names());
    IOException fault =
        assertThrows(IOException.class, () -> read("a,b\n1,2", CsvTable.Header.ABSENT));
    assertEquals(
        file
            + " line 1, column \"1\": expected a finite number, found \"a\"; fill or remove the"
            + " cell's line, or say that the first line is a header",
        fault.getMessage());
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() throws IOException {
    assertEquals(List.of("a", "b"), read("\uFEFFa,b\n1,2").names());
    assertArrayEquals(new float[] {1}, read("\uFEFF1,2").numbers("1"));
  }

  @Test
  void columnsOfTextAreKeptApart() throws IOException {
    CsvTable table = read("kind,a\ncat,1\n dog ,2", CsvTable.Header.DETECTED, "kind");
    assertEquals(List.of("a"), table.names());
    assertEquals(List.of("cat", "dog"), table.text("kind"));
    assertArrayEquals(new float[] {1, 2}, table.numbers("a"));
    IOException fault =
        assertThrows(IOException.class, () -> read("a\n1", CsvTable.Header.DETECTED, "kind"));
    assertEquals(
        file
            + ": expected a column named \"kind\", found a; check the name, or say that the first"
            + " line is a header",
        fault.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b\n1,2\n3,4,5'|' line 3: expected 2 cells as in the first line, found 3; mend or remove"
            + " the line'",
        "'a,b\n1,2\n3'|' line 3: expected 2 cells as in the first line, found 1; mend or remove the"
            + " line'",
        "'a,b\n1,\n'|' line 2, column \"b\": expected a finite number, found an empty cell; fill or"
            + " remove the cell''s line'",
        "'a,b\nNaN,1'|' line 2, column \"a\": expected a finite number, found \"NaN\"; fill or"
            + " remove the cell''s line'",
        "'a,b\n1,1e60'|' line 2, column \"b\": expected a finite number, found \"1e60\"; fill or"
            + " remove the cell''s line'",
        "'a,b\n1,2f'|' line 2, column \"b\": expected a finite number, found \"2f\"; fill or remove"
            + " the cell''s line'",
        "'a,b\n'|': expected at least one row of data, found none; give a table with rows'",
        "''|': expected at least one row of data, found none; give a table with rows'",
        "'a,a\n1,2'|' line 1: expected a name of its own for each column, found \"a\" twice; rename"
            + " one'"
      })
  void aBadTableIsRefusedWithLineAndColumn(String text, String message) {
    IOException fault = assertThrows(IOException.class, () -> read(text));
    assertEquals(file + message, fault.getMessage());
  }

  @Test
  void whatIsNoTextOfThisEncodingIsRefused() throws IOException {
    Files.write(file, "gr\u00fcn\n1".getBytes(StandardCharsets.ISO_8859_1));
    IOException fault =
        assertThrows(IOException.class, () -> CsvTable.read(file, CsvTable.Header.DETECTED));
    assertEquals(
        file
            + ": expected comma-separated values in UTF-8, found what cannot be read as such"
            + " (another encoding); export the table again",
        fault.getMessage());
    IOException open = assertThrows(IOException.class, () -> read("a\n\"1"));
    assertEquals(true, open.getMessage().startsWith(file + ": expected comma-separated values"));
  }
}
