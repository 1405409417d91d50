/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.data.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The user's table.
 *
 * @param file a CSV file with names in its first line
 * @param target the column to predict
 * @param classes whether the target is a class even where it looks like a number
 */
public record UserTable(Path file, String target, boolean classes) {

  /** Whether the target is a class: a text, or said to be one. */
  boolean hasClasses() throws IOException {
    return classes
        || !CsvTable.read(file, CsvTable.Header.PRESENT, Set.of(target)).text(target).stream()
            .allMatch(UserTable::isNumber);
  }

  /** NaN is a number here, so that the reader of numbers finds it and says where it stands. */
  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
