/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A real browser without a window, for tests of pages; {@link BrowserExtension} hands it out.
 *
 * <pre>{@code
 * @ExtendWith(BrowserExtension.class)
 * class PageTest {
 *   @Test
 *   void thePageIsQuiet(Browser browser) {
 *     browser.open(file);
 *     browser.await("document.querySelector('canvas') != null");
 *     assertEquals(List.of(), browser.consoleErrors());
 *     assertEquals(List.of(file.toUri().toString()), browser.requests());
 *   }
 * }
 * }</pre>
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  private final ChromeDriver driver;
  private final PageLogs logs;
  private Media media = Media.OWN;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
    this.logs = new PageLogs(driver);
  }

  static Browser start(BrowserFiles files) {
    Browser browser =
        new Browser(new ChromeDriver(BrowserOptions.service(files), BrowserOptions.of(files)));
    browser.reset();
    return browser;
  }

  /** Back to an empty page of {@value #WIDTH} x {@value #HEIGHT} pixels with nothing emulated. */
  void reset() {
    driver.get("about:blank");
    emulate(Media.OWN);
    command("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
    size(WIDTH, HEIGHT);
    logs.clear();
  }

  void open(Path file) {
    open(file.toUri());
    // After a change of the emulated device the driver may answer before the page is there.
    await("location.protocol === 'file:' && document.readyState === 'complete'");
  }

  /** Opens the page and waits until it has loaded; the logs begin anew. */
  void open(URI page) {
    logs.clear();
    driver.get(page.toString());
  }

  /** Returns the console's errors since the page was opened; none is an empty list. */
  List<String> consoleErrors() {
    return logs.consoleErrors();
  }

  /** Returns all addresses asked for since the page was opened, its own first. */
  List<String> requests() {
    return logs.requests();
  }

  /**
   * Runs statements of JavaScript in the page.
   *
   * @param code {@code return} gives the result; {@code arguments[0]} is the first argument
   */
  Object script(String code, Object... arguments) {
    return driver.executeScript(code, arguments);
  }

  /**
   * Waits until an expression is true in the page.
   *
   * @throws AssertionError if it is not within 20 seconds
   */
  void await(String expression) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(script("return !!(" + expression + ")"))) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not true within %s: %s; console: %s".formatted(PATIENCE, expression, consoleErrors()));
      }
      pause();
    }
  }

  /** The dark theme, or the light one. */
  void dark(boolean isDark) {
    emulate(media.with("prefers-color-scheme", isDark ? "dark" : "light"));
  }

  /** As for those who asked their system for less motion. */
  void reducedMotion(boolean isReduced) {
    emulate(media.with("prefers-reduced-motion", isReduced ? "reduce" : "no-preference"));
  }

  /** As on paper, or on the screen. */
  void print(boolean isPaper) {
    emulate(media.withType(isPaper ? "print" : "screen"));
  }

  /** The part of the window that shows the page, in CSS pixels. */
  void size(int width, int height) {
    metrics(width, height, 1, false);
  }

  /** A phone held upright: 390 x 844 CSS pixels, three to a pixel each way, touched. */
  void phone() {
    metrics(390, 844, 3, true);
    command("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
  }

  /** Writes what the window shows as a PNG. */
  void screenshot(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Lets the page's downloads go to a folder. */
  void downloadTo(Path folder) {
    command(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toAbsolutePath().toString()));
  }

  /** For elements, keys and clicks. */
  WebDriver driver() {
    return driver;
  }

  /** A command of the DevTools protocol. */
  Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a page", e);
    }
  }

  private void emulate(Media next) {
    media = next;
    command("Emulation.setEmulatedMedia", next.parameters());
  }

  private void metrics(int width, int height, int scale, boolean isMobile) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", isMobile));
  }
}
