/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.djl.report.SelfContainedPage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A comparison as text, for persons and for programs. Equal results give equal texts, to the last
 * character: no time and no path is in them. The files are described in docs/comparison.md.
 */
public final class ComparisonReport {

  private final ComparisonResult result;

  private ComparisonReport(ComparisonResult result) {
    this.result = result;
  }

  /** The texts of a result. */
  public static ComparisonReport of(ComparisonResult result) {
    return new ComparisonReport(result);
  }

  /** Tables with aligned columns: configurations, correlations and what failed. */
  public String console() {
    return new ConsoleReport(result).text();
  }

  /** The same as a Markdown document. */
  public String markdown() {
    return new MarkdownReport(result).text();
  }

  /** A row for each run with every metric; what is undefined is empty. */
  public String runsCsv() {
    return new CsvReport(result).runs();
  }

  /** A row for each configuration with mean, deviation and number of every metric. */
  public String configurationsCsv() {
    return new CsvReport(result).configurations();
  }

  /** A row for each correlation. */
  public String correlationsCsv() {
    return new CsvReport(result).correlations();
  }

  /** Everything as JSON. */
  public String json() {
    return Json.text(new JsonReport(result).root());
  }

  /**
   * A page with words, tables and charts, which needs no other file and no network; see
   * docs/comparison.md. Loss curves and settings are read from the folders of the runs: what is
   * missing there is said to be. Memory: the measurements of one run. Size: 1.4 MB, and less than 2
   * MB more however many points there are, for up to 100 runs.
   */
  public String html() {
    return page().html();
  }

  /** The page of {@link #html}, to write it elsewhere. */
  public SelfContainedPage page() {
    return new ComparisonPage(result).page();
  }

  /**
   * Writes report.md, runs.csv, configurations.csv, correlations.csv, comparison.json and
   * report.html; files of these names are replaced.
   *
   * @param folder a folder that exists
   * @throws IOException if it cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    AtomicFile.write(folder.resolve("report.md"), markdown());
    AtomicFile.write(folder.resolve("runs.csv"), runsCsv());
    AtomicFile.write(folder.resolve("configurations.csv"), configurationsCsv());
    AtomicFile.write(folder.resolve("correlations.csv"), correlationsCsv());
    AtomicFile.write(folder.resolve("comparison.json"), json());
    // Last, as it reads all traces: the others are there whatever it meets.
    page().write(folder.resolve("report.html"));
  }
}
