/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.report.SelfContainedPage;
import io.catapult.djl.report.TrainingReport;
import io.catapult.samples.UsageFault;
import io.catapult.tribuo.comparison.ComparisonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something that a page can be made of.
 *
 * @param path the trace file, or the folder of a comparison
 * @param isComparison which of the two it is
 * @param name what the page is called
 * @param page where the page goes unless the user says where
 */
record ReportSource(Path path, boolean isComparison, String name, Path page) {

  private static final String PAGE = "report.html";

  /** What the user named: a trace file, or the folder of a training, a run or a comparison. */
  static ReportSource of(Path named) {
    if (RunFolders.isComparison(named)) {
      return new ReportSource(named, true, name(named), named.resolve(PAGE));
    }
    Path trace = new TrainingFolder(named).trace();
    if (Files.isRegularFile(trace)) {
      return new ReportSource(trace, false, name(named), named.resolve(PAGE));
    }
    Path folder = named.toAbsolutePath().getParent();
    if (named.equals(named.resolveSibling(trace.getFileName())) && folder != null) {
      return new ReportSource(named, false, name(folder), named.resolveSibling(PAGE));
    }
    String name = name(named).replaceFirst("\\.jsonl?$", "");
    return new ReportSource(named, false, name, named.resolveSibling(name + ".html"));
  }

  /** The name of a file or folder, also of "." and of the root. */
  static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "catapult" : name.toString();
  }

  /**
   * Reads it and makes the page.
   *
   * @throws UsageFault if there is nothing, or nothing that a page can be made of
   */
  SelfContainedPage read() throws IOException {
    return isComparison
        ? ComparisonReport.of(StoredComparison.result(path)).page()
        : TrainingReport.of(StoredTrace.read(path)).titled(name).page();
  }
}
