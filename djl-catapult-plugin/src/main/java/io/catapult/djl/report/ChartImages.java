/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.WholeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The charts of a page as PNG files, drawn by a browser without a window: Chromium, Chrome or Edge,
 * as found on the PATH or in the usual places, or the one that the environment variable
 * CATAPULT_BROWSER names.
 *
 * <p>The browser gets a profile of its own, no network, and no more than two minutes. Cost: some
 * seconds.
 */
public final class ChartImages {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern OUTPUT =
      Pattern.compile("<output\\b([^>]*\\bclass=\"export\"[^>]*)>([^<]*)</output>");
  private static final Pattern NAME = Pattern.compile("data-name=\"([a-z0-9][a-z0-9-]{0,40})\"");
  private static final Pattern COUNT = Pattern.compile("data-exported=\"(\\d{1,4})\"");
  private static final String PREFIX = "data:image/png;base64,";

  private ChartImages() {}

  /**
   * Writes each chart of a page to a file NAME.png, such as loss.png.
   *
   * @param page a page that {@link TrainingReport} or {@link SelfContainedPage} wrote
   * @param folder made where there is none; files of these names are replaced
   * @return the files, in the order of the page
   * @throws IOException if there is no browser, it fails, or the files cannot be written
   */
  public static List<Path> write(Path page, Path folder) throws IOException {
    return write(page, folder, new HeadlessBrowser(BrowserSearch.here().find(), PATIENCE));
  }

  static List<Path> write(Path page, Path folder, HeadlessBrowser browser) throws IOException {
    if (!Files.isRegularFile(page)) {
      throw new IOException(
          "Expected a page to draw the charts of; found none at "
              + page
              + ". Remedy: write the page first.");
    }
    Map<String, byte[]> charts = charts(browser.dom(URI.create(page.toUri() + "#export")), page);
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, byte[]> chart : charts.entrySet()) {
      Path file = folder.resolve(chart.getKey() + ".png");
      WholeFile.write(file, chart.getValue(), "a chart");
      files.add(file);
    }
    return files;
  }

  private static Map<String, byte[]> charts(String dom, Path page) throws IOException {
    Map<String, byte[]> charts = new LinkedHashMap<>();
    Matcher output = OUTPUT.matcher(dom);
    while (output.find()) {
      Matcher name = NAME.matcher(output.group(1));
      if (name.find() && output.group(2).startsWith(PREFIX)) {
        charts.put(name.group(1), decode(output.group(2).substring(PREFIX.length()), page));
      }
    }
    Matcher count = COUNT.matcher(dom);
    String expected = count.find() ? count.group(1) : "some";
    if (!expected.equals(String.valueOf(charts.size()))) {
      throw fault(expected + " charts", "found " + charts.size(), page);
    }
    return charts;
  }

  private static byte[] decode(String base64, Path page) throws IOException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw fault("charts as PNG", "one cannot be read: " + e.getMessage(), page);
    }
  }

  private static IOException fault(String expected, String found, Path page) {
    return new IOException(
        "Expected %s in %s; %s. Remedy: open the page in a browser and look at its console."
            .formatted(expected, page, found));
  }
}
