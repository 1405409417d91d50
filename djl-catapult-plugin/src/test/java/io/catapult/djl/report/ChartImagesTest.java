/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With programs that only act as browsers do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
final class ChartImagesTest {

  @TempDir private Path folder;
  private Path page;
  private Path images;

  @BeforeEach
  void writePage() throws IOException {
    page = Files.writeString(folder.resolve("a page #1.html"), "<!doctype html>");
    images = folder.resolve("new").resolve("images");
  }

  private HeadlessBrowser browser(String script) throws IOException {
    return browser(script, Duration.ofMinutes(1));
  }

  private HeadlessBrowser browser(String script, Duration patience) throws IOException {
    Path program = Files.writeString(folder.resolve("browser"), "#!/bin/sh\n" + script + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return new HeadlessBrowser(program, patience);
  }

  private static String output(String name, String content) {
    String base64 = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return "<output class=\"export\" hidden=\"\" data-name=\"%s\">data:image/png;base64,%s</output>"
        .formatted(name, base64);
  }

  private HeadlessBrowser showing(String body) throws IOException {
    Path dom = Files.writeString(folder.resolve("dom.html"), body);
    return browser("echo \"$@\" > '" + folder.resolve("arguments") + "'; cat '" + dom + "'");
  }

  @Test
  void everyChartBecomesAFile() throws IOException {
    HeadlessBrowser browser =
        showing(
            "<body data-exported=\"2\">"
                + output("loss", "one")
                + "\n"
                + output("batch-ntk", "two")
                + "<output data-name=\"other\">data:image/png;base64,AAAA</output></body>");
    assertEquals(
        List.of(images.resolve("loss.png"), images.resolve("batch-ntk.png")),
        ChartImages.write(page, images, browser));
    assertArrayEquals(
        "one".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(images.resolve("loss.png")));
    String arguments = Files.readString(folder.resolve("arguments"));
    assertTrue(arguments.contains("--headless"), arguments);
    assertTrue(arguments.contains("--user-data-dir="), arguments);
    assertTrue(arguments.strip().endsWith("a%20page%20%231.html#export"), arguments);
    assertEquals(
        "root".equals(System.getProperty("user.name")), arguments.contains("--no-sandbox"));
  }

  @Test
  void aPageWithoutChartsMakesNoFiles() throws IOException {
    assertEquals(
        List.of(), ChartImages.write(page, images, showing("<body data-exported=\"0\"></body>")));
  }

  @Test
  void noNameLeavesTheFolder() throws IOException {
    HeadlessBrowser browser =
        showing("<body data-exported=\"1\">" + output("../../loss", "one") + "</body>");
    assertThrows(IOException.class, () -> ChartImages.write(page, images, browser));
    assertFalse(Files.exists(images));
  }

  @Test
  void aPageWhoseScriptsFailedIsNamed() throws IOException {
    HeadlessBrowser browser = showing("<body></body>");
    IOException fault =
        assertThrows(IOException.class, () -> ChartImages.write(page, images, browser));
    assertEquals(
        "Expected some charts in %s; found 0. Remedy: open the page in a browser and look at its console."
            .formatted(page),
        fault.getMessage());
  }

  @Test
  void aBrowserThatFailsIsNamedWithWhatItSaid() throws IOException {
    HeadlessBrowser browser = browser("echo no display >&2; exit 3");
    IOException fault =
        assertThrows(IOException.class, () -> ChartImages.write(page, images, browser));
    assertEquals(
        "Expected the browser %s to draw the charts; it ended with exit code 3 and said: no display. Remedy: name another browser in the environment variable CATAPULT_BROWSER."
            .formatted(browser.program()),
        fault.getMessage());
  }

  @Test
  void aBrowserThatTakesTooLongIsEndedWithItsChildren() throws Exception {
    Path child = folder.resolve("child");
    HeadlessBrowser browser =
        browser("sleep 600 & echo $! > '" + child + "'; wait", Duration.ofSeconds(2));
    IOException fault =
        assertThrows(IOException.class, () -> ChartImages.write(page, images, browser));
    assertTrue(fault.getMessage().contains("within 2 s; it did not"), fault.getMessage());
    long pid = Long.parseLong(Files.readString(child).strip());
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void anInterruptedCallerGetsItsThreadBack() throws Exception {
    HeadlessBrowser browser = browser("sleep 600");
    Thread.currentThread().interrupt();
    assertThrows(
        java.io.InterruptedIOException.class, () -> ChartImages.write(page, images, browser));
    assertTrue(Thread.interrupted());
  }

  @Test
  void aPageThatIsNotThereIsNamed() {
    Path none = folder.resolve("none.html");
    IOException fault =
        assertThrows(
            IOException.class, () -> ChartImages.write(none, images, showing("<body></body>")));
    assertTrue(fault.getMessage().contains("found none at " + none), fault.getMessage());
  }
}
