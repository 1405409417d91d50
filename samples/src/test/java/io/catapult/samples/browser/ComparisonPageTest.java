/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.cli.CommandRun;
import io.catapult.samples.cli.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of a comparison of real trainings, in a browser, opened from the disk. */
@ExtendWith(BrowserExtension.class)
final class ComparisonPageTest {

  /** The name of a data file that would run, were any text of a comparison read as markup. */
  private static final String FILE = "<img src=x onerror='window.hacked=1'>.csv";

  @TempDir private static Path folder;
  private static Path page;

  @BeforeAll
  static void aComparisonHasItsPage() throws Exception {
    Path table = Files.move(Tables.product(folder), folder.resolve(FILE));
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "compare",
            "--task=csv",
            "--data=" + table,
            "--target=y",
            "--width=8",
            "--epochs=20",
            "--seeds=2",
            "--batch-sizes=4,8",
            "--optimizers=sgd,adam",
            "--out=" + out);
    assertEquals(0, run.code(), run.err());
    page = out.resolve("report.html");
  }

  @Test
  void everyChartShowsItsDataAndThePageIsQuiet(Browser browser) {
    browser.open(page);
    List<?> ids = (List<?>) browser.script("return [...Catapult.charts.keys()]");
    assertTrue(ids.contains("catapults"), ids.toString());
    assertAll(ids.stream().map(id -> () -> assertIsDrawn(browser, id)));
    assertQuiet(browser);
  }

  private static void assertIsDrawn(Browser browser, Object id) {
    Object colours =
        browser.script(
            "const card = Catapult.charts.get(arguments[0]); card.begin();"
                + "const c = card.chart.renderToCanvas();"
                + "const d = new Uint32Array("
                + "c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);"
                + "return new Set(d).size",
            id);
    assertTrue((Long) colours > 10, id + " is blank");
  }

  private static void assertQuiet(Browser browser) {
    assertEquals(List.of(), browser.consoleErrors());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
  }

  @Test
  void theTableIsSortedByPointerAndByKey(Browser browser) {
    browser.open(page);
    WebElement table = browser.driver().findElement(By.cssSelector("#table table"));
    int columns = table.findElements(By.cssSelector("thead th")).size();
    for (int column = 1; column < columns; column++) {
      String button = "#table thead th:nth-child(" + (column + 1) + ") button";
      if (browser.driver().findElements(By.cssSelector(button)).isEmpty()) {
        continue;
      }
      WebElement head = browser.driver().findElement(By.cssSelector(button));
      head.sendKeys(Keys.ENTER);
      String sort =
          browser
              .driver()
              .findElement(By.cssSelector("#table thead th:nth-child(" + (column + 1) + ")"))
              .getDomAttribute("aria-sort");
      assertTrue(List.of("ascending", "descending").contains(sort), column + ": " + sort);
    }
    assertQuiet(browser);
  }

  @Test
  void twoRunsDifferInWhatWasChosen(Browser browser) {
    browser.open(page);
    browser.script(
        "const [a, b] = [document.getElementById('diff-left'), document.getElementById('diff-right')];"
            + "a.selectedIndex = 0; b.selectedIndex = b.options.length - 1;"
            + "a.dispatchEvent(new Event('change')); b.dispatchEvent(new Event('change'))");
    String diff = (String) browser.script("return document.getElementById('diff').textContent");
    assertTrue(diff.contains("ADAM"), diff);
    assertTrue(diff.contains("SGD"), diff);
    assertQuiet(browser);
  }

  @Test
  void aPhoneShowsAllWithoutScrollingSideways(Browser browser) {
    browser.phone();
    browser.open(page);
    browser.script("Catapult.charts.forEach(c => c.begin())");
    assertEquals(390L, browser.script("return document.documentElement.scrollWidth"));
    assertQuiet(browser);
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

  @Test
  void textsOfAComparisonAreNeverMarkup(Browser browser) {
    browser.open(page);
    assertFalse((Boolean) browser.script("return 'hacked' in window"));
    assertEquals(0L, browser.script("return document.images.length"));
    assertTrue(
        ((String) browser.script("return JSON.stringify(Catapult.data)")).contains("onerror="),
        "the name of the file is in the page");
    assertQuiet(browser);
  }
}
