/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.report.SelfContainedPage;
import io.catapult.samples.chart.Chart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was seen of a loss, to be told. */
interface LandscapeView {

  /** For a terminal. */
  String text();

  /** Everything, for machines and the page. */
  ObjectNode json();

  /** The script that draws it on its page, beside that of charts. */
  String script();

  /** Writes the page; a file of this name is replaced. */
  default void writePage(Path file) throws IOException {
    ObjectNode root = json();
    new SelfContainedPage(root.path("title").asText(), root, List.of(Chart.script(), script()))
        .write(file);
  }

  /** A number for a person. */
  static String number(double value) {
    return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4g", value);
  }
}
