/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.experiments.PaperImages;
import io.catapult.samples.experiments.Reproduction;
import io.catapult.samples.experiments.ReproductionRequest;
import io.catapult.samples.experiments.Size;
import io.catapult.samples.experiments.TinyExperiment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages of an experiment and of the summary, in a browser, opened from the disk. */
@ExtendWith(BrowserExtension.class)
final class ExperimentPageTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void anExperimentHasItsPages() throws Exception {
    // In the folder of an experiment that the summary knows.
    TinyExperiment.run(folder.resolve("fig-4.3"));
    TinyExperiment.runComputed(folder.resolve("fig-4.5"));
    new Reproduction(folder)
        .summarise(
            new ReproductionRequest(
                List.of("fig-4.3", "fig-4.5"), Size.DESK, List.of(), PaperImages.embedded()));
  }

  private static List<Path> pages() {
    return List.of(
        folder.resolve("fig-4.3/experiment.html"),
        folder.resolve("fig-4.5/experiment.html"),
        folder.resolve("summary.html"));
  }

  @Test
  void everyPageIsQuietAndLoadsNothing(Browser browser) {
    for (Path page : pages()) {
      browser.open(page);
      browser.script("Catapult.charts.forEach(c => c.begin())");
      assertEquals(List.of(), browser.consoleErrors());
      assertEquals(List.of(page.toUri().toString()), browser.requests());
    }
  }

  @Test
  void everyLinkLeadsToAFile(Browser browser) {
    for (Path page : pages()) {
      browser.open(page);
      List<?> links =
          (List<?>)
              browser.script(
                  "return [...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))");
      assertEquals(page.toString().contains("fig-4.5"), links.isEmpty(), page.toString());
      for (Object link : links) {
        assertTrue(Files.exists(page.resolveSibling((String) link)), link.toString());
      }
    }
  }

  @Test
  void everyCheckHasAChartWithItsNumbers(Browser browser) {
    browser.open(pages().get(0));
    long checks = (Long) browser.script("return Catapult.data.checks.length");
    assertEquals(
        checks + 1, browser.script("return Catapult.charts.size"), "and the corners of the AGOPs");
    assertEquals(
        4L,
        browser.script("return Catapult.charts.get('check-0').spec.table().rows.length"),
        "two rows, two seeds");
  }

  @Test
  void whatWasComputedIsDrawnWithTheRowsOfOneTitleTogether(Browser browser) {
    browser.open(pages().get(1));
    browser.script("Catapult.charts.forEach(c => c.begin())");
    assertEquals(4L, browser.script("return Catapult.charts.size"), "two charts, two checks");
    String squares = "Catapult.charts.get('computed-0')";
    assertEquals(4L, browser.script("return " + squares + ".spec.table().rows.length"));
    assertEquals(
        List.of("large rate", "small rate"),
        browser.script("return " + squares + ".chart.getOption().series.map(s => s.name)"));
    assertEquals("log", browser.script("return " + squares + ".chart.getOption().yAxis[0].type"));
    browser.script(squares + ".logButton.click()");
    assertEquals("value", browser.script("return " + squares + ".chart.getOption().yAxis[0].type"));
    assertEquals(
        1L,
        browser.script(
            "return Catapult.charts.get('computed-1').chart.getOption().series[0].data.length"),
        "0 is not on a logarithmic axis");
    assertEquals(
        "The runs", browser.script("return document.querySelector('#runs h3').textContent"));
  }

  @Test
  void aPhoneShowsAllWithoutScrollingSideways(Browser browser) {
    browser.phone();
    for (Path page : pages()) {
      browser.open(page);
      browser.script("Catapult.charts.forEach(c => c.begin())");
      assertEquals(390L, browser.script("return document.documentElement.scrollWidth"));
    }
  }

  @Test
  void axeFindsNothingToComplainOf(Browser browser) throws Exception {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.dark(isDark);
      for (Path page : pages()) {
        browser.open(page);
        browser.script(
            "Catapult.charts.forEach("
                + "c => { c.begin(); c.helpButton.click(); c.tableButton.click(); })");
        assertEquals(List.of(), Accessibility.violations(browser));
      }
    }
  }
}
