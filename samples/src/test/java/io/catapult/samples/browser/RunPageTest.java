/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.report.TrainingReport;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.Series;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page of a run, as a reader has it: in a browser, opened from the disk. */
@ExtendWith(BrowserExtension.class)
final class RunPageTest {

  /** A name that would run, were any text of a run read as markup. */
  private static final String NAME = "</script><img src=x onerror='window.hacked=1'>\u2028";

  private static final List<String> CHARTS =
      List.of(
          "loss",
          "rate",
          "ntk",
          "split",
          "sharpness",
          "alignment",
          "features",
          "inputs",
          "batch",
          "pdiff",
          "batch-ntk",
          "batch-split",
          "weights",
          "residual",
          "cost");

  private static final List<String> COUNTS =
      List.of("no catapult", "one catapult", "two catapults", "three catapults");

  @TempDir private static Path folder;
  private static TrainingTrace trace;
  private static Path page;

  @BeforeAll
  static void aRunHasItsPage() throws Exception {
    trace = SmallRun.train(NAME, 200, () -> true, listener -> {}).trace();
    page = folder.resolve("run.html");
    TrainingReport.write(trace, page);
  }

  @Test
  void everyChartShowsItsDataAndThePageIsQuiet(Browser browser) {
    browser.open(page);
    Object ids = browser.script("return [...Catapult.charts.keys()]");
    assertEquals(CHARTS, ids);
    assertAll(CHARTS.stream().map(id -> () -> assertIsDrawn(browser, id)));
    assertQuiet(browser);
  }

  /** Drawn is what has points and more colours than its ground. */
  private static void assertIsDrawn(Browser browser, String id) {
    Object points =
        browser.script(
            "const card = Catapult.charts.get(arguments[0]); card.begin();"
                + "return card.chart.getOption().series.reduce((n, s) => n + s.data.length, 0)",
            id);
    assertTrue((Long) points > 0, id + " has no points");
    Object colours =
        browser.script(
            "const c = Catapult.charts.get(arguments[0]).chart.renderToCanvas();"
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
  void theFirstScreenTellsInWordsWhatHappened(Browser browser) {
    browser.open(page);
    long catapults =
        trace.events(TraceEvent.Kind.SPIKE).stream()
            .filter(event -> event.evidence().get("verdict").equals("CATAPULT"))
            .count();
    String headline = text(browser, "#headline");
    assertTrue(catapults > 0, "the tracker made none");
    assertTrue(headline.toLowerCase(Locale.ROOT).contains(COUNTS.get((int) catapults)), headline);
    assertTrue((Long) browser.script("return document.querySelectorAll('#story li').length") >= 3);
    browser.driver().findElement(By.cssSelector("#story .go")).click();
    assertQuiet(browser);
  }

  @Test
  void aTooltipNamesTheStepAndTheValues(Browser browser) {
    browser.open(page);
    hover(browser, "loss", 50);
    browser.await("document.querySelector('.tip strong')?.textContent === 'Step 50'");
    String tip = text(browser, ".tip");
    double loss = at(trace.series(Quantity.PROBE_LOSS), 50);
    String number = (String) browser.script("return Catapult.format(arguments[0], 5)", loss);
    assertTrue(tip.contains("training loss (probe data)"), tip);
    assertTrue(tip.contains(number), tip + " without " + number);
    assertTrue(
        (Boolean) browser.script("return !document.querySelector('#chart-rate .cursor').hidden"),
        "the step is marked in the other charts");
    assertQuiet(browser);
  }

  @Test
  void aZoomInOneChartIsAZoomInAll(Browser browser) {
    browser.open(page);
    WebElement loss = browser.driver().findElement(By.cssSelector("#chart-loss .plot"));
    loss.sendKeys("+");
    List<?> wanted = (List<?>) browser.script("return Catapult.zoomed()");
    assertEquals(2, wanted.size());
    for (String id : List.of("rate", "ntk", "batch", "cost")) {
      browser.script("document.getElementById('chart-' + arguments[0]).scrollIntoView()", id);
      browser.await("Catapult.charts.get('" + id + "').chart");
      Object shown =
          browser.script(
              "const c = Catapult.charts.get(arguments[0]); c.begin();"
                  + "const z = c.chart.getOption().dataZoom[0]; return [z.startValue, z.endValue]",
              id);
      assertEquals(wanted, shown, id);
    }
    loss.sendKeys("0");
    assertEquals(null, browser.script("return Catapult.zoomed()"));
    assertQuiet(browser);
  }

  @Test
  void aZoomedChartThatIsDrawnAnewKeepsTheLookOfItsAxis(Browser browser) {
    browser.open(page);
    browser.driver().findElement(By.cssSelector("#chart-loss .plot")).sendKeys("+");
    Object colour =
        browser.script(
            "const card = Catapult.charts.get('weights'); card.begin(); card.draw();"
                + "return card.chart.getOption().yAxis[0].axisLabel.color");
    assertEquals(browser.script("return Catapult.theme().soft"), colour);
  }

  @Test
  void numbersAreWrittenAsInTheWords(Browser browser) {
    browser.open(page);
    String numbers =
        "return [0.00001, -0.0000123, 1234.5, 12345.6, -123456].map(v => Catapult.format(v))";
    assertEquals(
        List.of("1e\u22125", "\u22121.23e\u22125", "1235", "12\u202f350", "\u2212123\u202f456"),
        browser.script(numbers));
  }

  @Test
  void aClickOnAShadedEventShowsItsEvidence(Browser browser) {
    browser.open(page);
    TraceEvent spike = trace.events(TraceEvent.Kind.SPIKE).get(0);
    long onset = ((Number) spike.evidence().get("onset")).longValue();
    hover(browser, "loss", onset + 1);
    new Actions(browser.driver()).click().perform();
    browser.await("!document.getElementById('event').hidden");
    String panel = text(browser, "#event");
    assertTrue(panel.startsWith("Catapult, steps " + onset + " to "), panel);
    assertTrue(panel.contains(spike.words()), panel);
    assertTrue(panel.contains("critical rate"), panel);
    assertQuiet(browser);
  }

  @Test
  void theKeyboardWalksAlongTheStepsAndOpensEvents(Browser browser) {
    browser.open(page);
    WebElement loss = browser.driver().findElement(By.cssSelector("#chart-loss .plot"));
    loss.sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
    String said = (String) browser.script("return announcer.textContent");
    assertTrue(said.startsWith("Step 1: training loss (probe data) "), said);
    TraceEvent spike = trace.events(TraceEvent.Kind.SPIKE).get(0);
    for (long step = 1; step < ((Number) spike.evidence().get("peak")).longValue(); step++) {
      loss.sendKeys(Keys.ARROW_RIGHT);
    }
    loss.sendKeys(Keys.ENTER);
    assertTrue(text(browser, "#event").contains(spike.words()));
    assertQuiet(browser);
  }

  @Test
  void behindEveryChartIsATableOfItsNumbers(Browser browser) {
    browser.open(page);
    click(browser, "#chart-loss button[aria-controls='chart-loss-table']");
    List<?> row =
        (List<?>)
            browser.script(
                "return [...document.querySelectorAll('#chart-loss-table tbody tr')[3].cells]"
                    + ".map(c => c.textContent)");
    double loss = at(trace.series(Quantity.PROBE_LOSS), 3);
    assertEquals("3", row.get(0));
    assertEquals(browser.script("return Catapult.format(arguments[0], 6)", loss), row.get(1));
    Object tables =
        browser.script(
            "return [...Catapult.charts.values()].filter(c => c.spec.table().rows.length > 0)"
                + ".length");
    assertEquals((long) CHARTS.size(), tables);
  }

  @Test
  void theHelpHasFormulaAndSourceOfTheDictionary(Browser browser) {
    browser.open(page);
    click(browser, "#chart-ntk .help");
    String help = text(browser, "#chart-ntk-help");
    assertTrue(help.contains(Quantity.PROBE_NTK_NORM.formula()), help);
    assertTrue(help.contains(Quantity.PROBE_NTK_NORM.source()), help);
  }

  @Test
  void darkAndLightFollowTheSystemAndTheButton(Browser browser) {
    browser.dark(true);
    browser.open(page);
    Object dark = ground(browser);
    browser.dark(false);
    browser.await("document.documentElement.dataset.theme === 'light'");
    assertNotEquals(dark, ground(browser));
    click(browser, "#theme");
    click(browser, "#theme");
    assertEquals(dark, ground(browser));
    assertQuiet(browser);
  }

  private static Object ground(Browser browser) {
    return browser.script("return getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void chartsAreSavedAsPictures(Browser browser) throws Exception {
    browser.open(page);
    Path saved = Files.createDirectory(folder.resolve("saved"));
    browser.downloadTo(saved);
    click(browser, "#chart-rate button[title='Save the chart as PNG']");
    click(browser, "#chart-rate button[title='Save the chart as SVG']");
    Path png = await(saved, "rate.png");
    assertTrue(ImageIO.read(png.toFile()).getWidth() > 800);
    Path svg = await(saved, "rate.svg");
    var document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(svg));
    assertEquals("svg", document.getDocumentElement().getTagName());
    assertTrue(Files.readString(svg).contains("critical rate (kernel)"));
    assertQuiet(browser);
  }

  private static Path await(Path in, String ending) throws Exception {
    for (int i = 0; i < 500; i++) {
      try (var files = Files.list(in)) {
        var found = files.filter(file -> file.toString().endsWith(ending)).findFirst();
        if (found.isPresent() && Files.size(found.get()) > 0) {
          return found.get();
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nothing was saved in " + in);
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
  void onPaperEveryChartIsAPictureInLightColours(Browser browser) {
    browser.dark(true);
    browser.open(page);
    browser.script("dispatchEvent(new Event('beforeprint'))");
    assertEquals("light", browser.script("return document.documentElement.dataset.theme"));
    assertEquals(
        (long) CHARTS.size(),
        browser.script("return document.querySelectorAll('.plot > canvas').length"));
    browser.script("dispatchEvent(new Event('afterprint'))");
    assertEquals("dark", browser.script("return document.documentElement.dataset.theme"));
    assertQuiet(browser);
  }

  @Test
  void axeFindsNothingToComplainOf(Browser browser) throws Exception {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.dark(isDark);
      browser.open(page);
      browser.script(
          "Catapult.charts.forEach(c => { c.begin(); c.helpButton.click(); c.tableButton.click(); });"
              + "Catapult.run.select(0, false)");
      assertEquals(List.of(), Accessibility.violations(browser));
    }
  }

  @Test
  void textsOfARunAreNeverMarkup(Browser browser) {
    browser.open(page);
    assertFalse((Boolean) browser.script("return 'hacked' in window"));
    assertEquals(0L, browser.script("return document.images.length"));
    assertEquals(NAME, browser.script("return document.querySelector('h1').textContent"));
    assertQuiet(browser);
  }

  private static void hover(Browser browser, String id, long step) {
    Map<?, ?> at =
        (Map<?, ?>)
            browser.script(
                "const card = Catapult.charts.get(arguments[0]);"
                    + "card.plot.scrollIntoView({block: 'center', behavior: 'instant'});"
                    + "card.begin(); const box = card.plot.getBoundingClientRect();"
                    + "return {x: Math.round(box.x"
                    + " + card.chart.convertToPixel({xAxisIndex: 0}, arguments[1])),"
                    + " y: Math.round(box.y + box.height / 2)}",
                id,
                step);
    int x = ((Number) at.get("x")).intValue();
    int y = ((Number) at.get("y")).intValue();
    new Actions(browser.driver()).moveToLocation(x, y - 3).moveToLocation(x, y).perform();
  }

  private static double at(Series series, long step) {
    for (int i = 0; i < series.size(); i++) {
      if (series.steps()[i] == step) {
        return series.values()[i];
      }
    }
    throw new AssertionError("nothing measured at step " + step);
  }

  private static void click(Browser browser, String selector) {
    WebElement element = browser.driver().findElement(By.cssSelector(selector));
    browser.script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
    element.click();
  }

  private static String text(Browser browser, String selector) {
    return (String)
        browser.script("return document.querySelector(arguments[0]).textContent", selector);
  }
}
