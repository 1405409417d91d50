/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The page of a run: what happened in words, and charts of all that was measured, in one HTML file
 * that loads nothing from anywhere.
 *
 * <p>Equal traces give equal pages, byte by byte. Size: at most 10 MB, of which 1.2 MB are the
 * charts' library; long series are drawn by the points that make their outline, with the onset and
 * the peak of spikes.
 */
public final class TrainingReport {

  /** In the order in which they build on each other; the last builds the page. */
  private static final List<String> SCRIPTS =
      List.of(
          "features.js",
          "run-lines.js",
          "run-events.js",
          "run-neurons.js",
          "run-charts.js",
          "run.js");

  private final TrainingTrace trace;
  private final String title;

  private TrainingReport(TrainingTrace trace, String title) {
    this.trace = trace;
    this.title = title;
  }

  /** The page of a run, under the name of its model. */
  public static TrainingReport of(TrainingTrace trace) {
    return new TrainingReport(trace, trace.header().training().model().name());
  }

  /** The same page under another name. */
  public TrainingReport titled(String newTitle) {
    return new TrainingReport(trace, Objects.requireNonNull(newTitle, "a title"));
  }

  /**
   * Writes the page of a run.
   *
   * @param trace the run
   * @param path the file, in a folder that there is; a file that is there is replaced
   * @throws IOException as {@link SelfContainedPage#write}
   */
  public static void write(TrainingTrace trace, Path path) throws IOException {
    of(trace).write(path);
  }

  /** The page. */
  public SelfContainedPage page() {
    return new SelfContainedPage(title, RunData.of(trace, title).toMap(), scripts());
  }

  /** The scripts of the page of a run, in their order. */
  public static List<String> scripts() {
    return SCRIPTS.stream()
        .map(name -> SelfContainedPage.resource(TrainingReport.class, name))
        .toList();
  }

  /**
   * Writes the page to a file, whole or not at all.
   *
   * @param path the file, in a folder that there is; a file that is there is replaced
   * @throws IOException as {@link SelfContainedPage#write}
   */
  public void write(Path path) throws IOException {
    page().write(path);
  }

  /**
   * Writes the page, in UTF-8.
   *
   * @param out left open
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    page().writeTo(out);
  }
}
