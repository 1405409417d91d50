/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.report.ChartImages;
import io.catapult.djl.report.SelfContainedPage;
import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The file of a page.
 *
 * @param path where it is
 */
record ReportFile(Path path) {

  private static final String BEGINNING = "<!doctype html";

  /**
   * Writes the page; one that is there is replaced, any other file is not.
   *
   * @throws UsageFault if there is another file, or it cannot be written
   */
  void write(SelfContainedPage page) {
    try {
      requirePage();
      page.write(path);
    } catch (IOException e) {
      throw fault(e, "Expected to write the page " + path);
    }
  }

  private void requirePage() throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return;
    }
    try (InputStream in = Files.newInputStream(path)) {
      String begins = new String(in.readNBytes(BEGINNING.length()), StandardCharsets.ISO_8859_1);
      if (!begins.toLowerCase(Locale.ROOT).equals(BEGINNING)) {
        throw new UsageFault(
            "Expected a new file, or a page to replace; found another file, "
                + path
                + ". Remedy: choose another by --out; nothing was changed.");
      }
    }
  }

  /**
   * Draws the charts beside the page.
   *
   * @return the folder and how many there are, in words
   * @throws UsageFault if there is no browser, or it fails
   */
  String draw() {
    String name = path.getFileName().toString().replaceFirst("\\.html?$", "");
    Path folder = path.resolveSibling(name + "-png");
    try {
      List<Path> charts = ChartImages.write(path, folder);
      return "%s (%d charts)".formatted(folder, charts.size());
    } catch (IOException e) {
      throw fault(e, "Expected to draw the charts of " + path);
    }
  }

  /** Says where the page is, as a path and for the browser. */
  void tell(PrintWriter out) {
    out.printf("%s%n  %s%n", path, path.toUri());
    out.flush();
  }

  private static UsageFault fault(IOException e, String expected) {
    String told = String.valueOf(e.getMessage());
    return new UsageFault(
        told.startsWith("Expected")
            ? told
            : expected + "; found: " + e + ". Remedy: choose another place by --out.",
        e);
  }
}
