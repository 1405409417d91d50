/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.ArrayList;
import java.util.List;

/** A comparison for a terminal. */
record ConsoleReport(ComparisonResult result) {

  /** Of a terminal beside other windows. */
  private static final int WIDTH = 110;

  String text() {
    ReportTables tables = new ReportTables(result);
    List<String> lines = new ArrayList<>();
    for (TextTable block : tables.configurations().blocks(ReportTables.NAMING, WIDTH)) {
      lines.add(block.aligned());
      lines.add("");
    }
    lines.add(ReportTables.NOTE);
    lines.add("");
    lines.add(tables.correlations().aligned());
    if (!tables.failures().isEmpty()) {
      lines.add("");
      lines.add("Failed:");
      tables.failures().forEach(failure -> lines.add("  " + failure));
    }
    return String.join("\n", lines) + "\n";
  }
}
