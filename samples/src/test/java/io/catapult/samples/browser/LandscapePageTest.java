/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.samples.cli.CommandRun;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of a landscape, in a browser, opened from the disk. */
@ExtendWith(BrowserExtension.class)
final class LandscapePageTest {

  @TempDir private static Path folder;
  private static Path page;

  @BeforeAll
  static void aLandscapeHasItsPage() throws URISyntaxException {
    page = folder.resolve("landscape.html");
    String data = reference("ntk-fcn-1.npz");
    CommandRun run =
        CommandRun.of(
            "landscape",
            "--model=" + reference("ntk-fcn-1.pt"),
            "--inputs=" + data,
            "--targets=" + data,
            "--page=" + page);
    assertEquals(0, run.code(), run.err());
  }

  private static String reference(String file) throws URISyntaxException {
    return Path.of(LandscapePageTest.class.getResource("/reference/" + file).toURI()).toString();
  }

  @Test
  void itIsQuietLoadsNothingAndHasSixCharts(Browser browser) {
    browser.open(page);
    browser.script("Catapult.charts.forEach(c => c.begin())");
    assertEquals(List.of(), browser.consoleErrors());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals(
        6L,
        browser.script("return Catapult.charts.size"),
        "a slice and its second differences in each direction, and two of both");
    assertEquals(
        List.of("down the gradient", "random direction"),
        browser.script(
            "return Catapult.charts.get('slice-2').chart.getOption().series.map(s => s.name)"));
  }

  @Test
  void aPhoneShowsAllWithoutScrollingSideways(Browser browser) {
    browser.phone();
    browser.open(page);
    browser.script("Catapult.charts.forEach(c => c.begin())");
    assertEquals(390L, browser.script("return document.documentElement.scrollWidth"));
  }

  @Test
  void axeFindsNothingToComplainOf(Browser browser) throws Exception {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.dark(isDark);
      browser.open(page);
      browser.script(
          "Catapult.charts.forEach("
              + "c => { c.begin(); c.helpButton.click(); c.tableButton.click(); })");
      assertEquals(List.of(), Accessibility.violations(browser));
    }
  }
}
