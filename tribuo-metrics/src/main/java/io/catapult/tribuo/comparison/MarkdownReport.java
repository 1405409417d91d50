/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.ArrayList;
import java.util.List;

/** A comparison as a Markdown document. */
record MarkdownReport(ComparisonResult result) {

  String text() {
    ReportTables tables = new ReportTables(result);
    List<String> lines = new ArrayList<>();
    lines.add("# Comparison of optimizers");
    lines.add("");
    lines.add(tables.configurations().markdown());
    lines.add("");
    lines.add(ReportTables.NOTE);
    lines.add("");
    lines.add("## Correlations");
    lines.add("");
    lines.add(tables.correlations().markdown());
    if (!tables.failures().isEmpty()) {
      lines.add("");
      lines.add("## Failed runs");
      lines.add("");
      tables.failures().forEach(failure -> lines.add("- " + TextTable.escaped(failure)));
    }
    return String.join("\n", lines) + "\n";
  }
}
