/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.cli.CommandRun;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.Actions;

/** The page of a loss on the plane of a training's path, in a browser, opened from the disk. */
@ExtendWith(BrowserExtension.class)
final class PlanePageTest {

  private static final int SIDE = 9;
  private static final String CARD = "Catapult.charts.get('plane-0')";

  /** The places with the lowest and the highest loss, as [a, b, loss]. */
  private static final String ENDS =
      "const all = Catapult.data.charts[0].series[0].points.slice().sort((p, q) => p[2] - q[2]);"
          + "const ends = [all[0], all[all.length - 1]];";

  /** Where a place is on the chart, in CSS pixels from its upper left corner. */
  private static final String PIXEL =
      "const pixel = (p) => " + CARD + ".chart.convertToPixel({ seriesIndex: 0 }, p.slice(0, 2));";

  /** The colour of a place, as numbers. */
  private static final String COLOUR =
      PIXEL
          + "const colour = (p) => { const canvas = "
          + CARD
          + ".canvas.querySelector('canvas'); const k = canvas.width / canvas.clientWidth;"
          + " const [x, y] = pixel(p).map((at) => Math.round(at * k));"
          + " return [...canvas.getContext('2d').getImageData(x, y, 1, 1).data].slice(0, 3); };";

  @TempDir private static Path folder;
  private static Path page;

  @BeforeAll
  static void theLossAroundAPathHasItsPage() {
    Path out = folder.resolve("out");
    CommandRun trained =
        CommandRun.of(
            "train", "--task=fullrank", "--width=8", "--epochs=20", "--path=20", "--out=" + out);
    assertEquals(0, trained.code(), trained.err());
    String advice =
        trained.err().lines().filter(line -> line.contains(" landscape ")).findAny().orElseThrow();
    Stream<String> arguments =
        Arrays.stream(advice.substring(advice.indexOf("landscape")).split(" "))
            .map(word -> word.equals("--plane") ? "--plane=" + SIDE : word);
    CommandRun run =
        CommandRun.of(Stream.concat(arguments, Stream.of("--sharpness")).toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    page = out.resolve("plane.html");
  }

  private static void open(Browser browser) {
    browser.open(page);
    browser.script("Catapult.charts.forEach(c => c.begin())");
  }

  @Test
  void itIsQuietLoadsNothingAndHasLossAndSharpness(Browser browser) {
    open(browser);
    assertEquals(List.of(), browser.consoleErrors());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals(2L, browser.script("return Catapult.charts.size"));
  }

  @Test
  void aLowLossHasTheFirstColourAndAHighOneTheLast(Browser browser) {
    open(browser);
    browser.script(CARD + ".legend.querySelectorAll('button').forEach(b => b.click())");
    assertEquals((long) SIDE * SIDE, browser.script("return Catapult.data.losses.flat().length"));
    assertEquals(
        List.of(List.of(252L, 253L, 191L), List.of(0L, 0L, 4L)),
        browser.script(ENDS + COLOUR + "return ends.map(colour)"),
        "#fcfdbf and #000004");
    assertEquals(
        browser.script(ENDS + "return ends.map((p) => Catapult.format(p[2]))"),
        browser.script(
            "const [scale] = "
                + CARD
                + ".chart.getOption().visualMap;"
                + "return [scale.text[1].split('  ')[1], scale.text[0]]"),
        "the numbers at the ends of the colours");
  }

  @Test
  void thePathIsOnTheSurfaceFromItsFirstPlaceToItsLast(Browser browser) {
    open(browser);
    String path = CARD + ".chart.getOption().series.find((one) => one.name === 'path').data";
    assertEquals(
        browser.script("return Catapult.data.places.map((place) => [place.a, place.b])"),
        browser.script("const path = " + path + "; return [path[0], path[path.length - 1]]"));
    assertEquals(
        List.of("path", "step 0", "step 40"),
        browser.script("return [..." + CARD + ".legend.children].map((key) => key.dataset.line)"));
    assertEquals(
        List.of(139L, 100L, 0L),
        browser.script(
            COLOUR + "const last = Catapult.data.places[1]; return colour([last.a, last.b])"),
        "#8b6400, the mark of the last place");
  }

  @Test
  void aPlaceThatIsPointedAtTellsItsLoss(Browser browser) {
    open(browser);
    List<?> at =
        (List<?>)
            browser.script(
                ENDS
                    + PIXEL
                    + CARD
                    + ".plot.scrollIntoView({ block: 'center', behavior: 'instant' });"
                    + "const box = "
                    + CARD
                    + ".plot.getBoundingClientRect(); const [x, y] = pixel(ends[1]);"
                    + "return [Math.round(box.x + x), Math.round(box.y + y)]");
    int x = ((Number) at.get(0)).intValue();
    int y = ((Number) at.get(1)).intValue();
    new Actions(browser.driver()).moveToLocation(x, y - 3).moveToLocation(x, y).perform();
    Object told = browser.script(ENDS + "return 'loss ' + Catapult.format(ends[1][2]) + ':'");
    browser.await("document.querySelector('.tip')?.textContent.startsWith('" + told + "')");
  }

  @Test
  void onPaperTheColoursAreThoseOfALightPageWithTheirScale(Browser browser) {
    browser.dark(true);
    open(browser);
    browser.script("dispatchEvent(new Event('beforeprint'))");
    browser.print(true);
    assertEquals("light", browser.script("return document.documentElement.dataset.theme"));
    assertEquals(
        List.of(true, true),
        browser.script(
            "return [...Catapult.charts.values()].map((card) => card.picture.width > 0"
                + " && card.chart.getOption().visualMap[0].show)"));
    assertTrue(
        (Boolean)
            browser.script(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
  }

  @Test
  void aPhoneShowsAllWithoutScrollingSideways(Browser browser) {
    browser.phone();
    open(browser);
    assertEquals(390L, browser.script("return document.documentElement.scrollWidth"));
  }

  @Test
  void axeFindsNothingToComplainOf(Browser browser) throws Exception {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.dark(isDark);
      open(browser);
      browser.script(
          "Catapult.charts.forEach(c => { c.helpButton.click(); c.tableButton.click(); })");
      assertEquals(List.of(), Accessibility.violations(browser));
    }
  }
}
