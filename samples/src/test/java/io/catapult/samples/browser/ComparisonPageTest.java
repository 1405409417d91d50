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
import java.util.ArrayList;
import java.util.Comparator;
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
  void theTableIsSortedByKeyAndByPointer(Browser browser) {
    browser.open(page);
    List<?> metrics = (List<?>) browser.script("return Catapult.data.shown");
    assertFalse(metrics.isEmpty());
    for (Object metric : metrics) {
      heading(browser, metric).sendKeys(Keys.ENTER);
      assertSorted(browser, metric, "ascending");
      heading(browser, metric).click();
      assertSorted(browser, metric, "descending");
    }
    assertQuiet(browser);
  }

  private static WebElement heading(Browser browser, Object metric) {
    By button = By.cssSelector("#configurations button[data-column='" + metric + "']");
    WebElement found = browser.driver().findElement(button);
    browser.script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found);
    return found;
  }

  private static void assertSorted(Browser browser, Object metric, String way) {
    Object sort =
        browser.script("return arguments[0].closest('th').ariaSort", heading(browser, metric));
    assertEquals(way, sort, metric.toString());
    List<Double> means = means(browser, metric);
    assertTrue(means.size() > 1, "one row is always sorted");
    Comparator<Double> order = Comparator.naturalOrder();
    List<Double> expected = new ArrayList<>(means);
    expected.sort(Comparator.nullsLast(way.equals("ascending") ? order : order.reversed()));
    assertEquals(expected, means, metric.toString());
  }

  /** The means in the order of the rows, null where a configuration has none. */
  private static List<Double> means(Browser browser, Object metric) {
    List<Double> means = new ArrayList<>();
    for (Object mean :
        (List<?>)
            browser.script(
                "return [...document.querySelectorAll('#configurations tr[data-configuration]')].map("
                    + "r => Catapult.data.configurations[r.dataset.configuration]"
                    + ".metrics[arguments[0]]?.mean)",
                metric)) {
      means.add(mean == null ? null : ((Number) mean).doubleValue());
    }
    return means;
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
  void correlationsThatThePageWorksOutAreThoseOfTheReport(Browser browser) {
    browser.open(page);
    Object compared =
        browser.script(
            "const same = (a, b) => a === b || Math.abs(a - b) < 1e-6;"
                + "const agree = (a = {}, b = {}) => same(a.value, b.value)"
                + " && same(a.low, b.low) && same(a.high, b.high);"
                + "const known = Catapult.data.correlations.filter(c => c.over === 'runs' && c.pearson);"
                + "return [known.length, known.filter(c => {"
                + " const own = Catapult.comparison.correlation(c.x, c.y);"
                + " return !(own.n === c.n && agree(c.pearson, own.pearson)"
                + " && agree(c.spearman, own.spearman)); }).length]");
    assertTrue((Long) ((List<?>) compared).get(0) > 0, "nothing to compare");
    assertEquals(0L, ((List<?>) compared).get(1));
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
