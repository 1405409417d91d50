/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The browser of the other tests sees what it should: errors, requests, themes and sizes. */
@ExtendWith(BrowserExtension.class)
final class BrowserTest {
  @TempDir Path folder;

  @Test
  void aQuietPageHasNoErrorsAndAsksOnlyForItself(Browser browser) throws IOException {
    Path page = page("<p id='a'>quiet</p>");
    browser.open(page);
    assertEquals(List.of(), browser.consoleErrors());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals("quiet", browser.script("return document.getElementById('a').textContent"));
  }

  @Test
  void anExceptionOfThePageIsAnErrorEachTimeItIsAskedFor(Browser browser) throws IOException {
    browser.open(page("<script>throw new Error('broken')</script>"));
    assertTrue(browser.consoleErrors().toString().contains("broken"));
    assertTrue(browser.consoleErrors().toString().contains("broken"));
    browser.open(page("<p>quiet</p>"));
    assertEquals(List.of(), browser.consoleErrors(), "those of the page before");
  }

  @Test
  void whatThePageAsksForIsSeenAlsoIfItFails(Browser browser) throws IOException {
    browser.open(page("<img src='missing.png'>"));
    assertTrue(browser.requests().get(1).endsWith("/missing.png"), browser.requests().toString());
    assertEquals(1, browser.consoleErrors().size(), browser.consoleErrors().toString());
  }

  @Test
  void whatThePagesPolicyRefusesIsAnError(Browser browser) throws IOException {
    String policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">";
    browser.open(page(policy, "<script>document.title = 'ran'</script><img src='refused.png'>"));
    assertEquals(2, browser.consoleErrors().size(), browser.consoleErrors().toString());
    assertEquals("A page", browser.driver().getTitle());
  }

  @Test
  void themesMotionAndPaperAreEmulatedTogether(Browser browser) throws IOException {
    browser.open(page("<p>themes</p>"));
    browser.dark(true);
    browser.reducedMotion(true);
    browser.print(true);
    assertTrue(matches(browser, "print and (prefers-color-scheme: dark)"));
    assertTrue(matches(browser, "(prefers-reduced-motion: reduce)"));
    browser.dark(false);
    assertTrue(matches(browser, "print and (prefers-color-scheme: light)"));
  }

  @Test
  void aPhoneIsNarrowAndTouched(Browser browser) throws IOException {
    browser.open(page("<meta name='viewport' content='width=device-width'>", "<p>phone</p>"));
    assertEquals(1280L, browser.script("return innerWidth"));
    browser.phone();
    browser.await("innerWidth == 390");
    assertTrue(matches(browser, "(pointer: coarse)"));
  }

  @Test
  void aPictureHasTheSizeOfTheWindow(Browser browser) throws IOException {
    browser.open(page("<p>picture</p>"));
    browser.size(640, 480);
    Path picture = folder.resolve("page.png");
    browser.screenshot(picture);
    assertEquals(640, ImageIO.read(picture.toFile()).getWidth());
  }

  @Test
  void withoutABrowserTestsAreSkippedUnlessItIsRequired() {
    BrowserExtension optional = new BrowserExtension(Map.of("PATH", folder.toString()));
    var skipped = optional.evaluateExecutionCondition(null);
    assertTrue(skipped.isDisabled());
    assertTrue(skipped.getReason().orElseThrow().contains("apt-get install chromium"));
    var required =
        new BrowserExtension(Map.of("CATAPULT_BROWSER", "/none", "CATAPULT_REQUIRE_BROWSER", "1"));
    assertTrue(!required.evaluateExecutionCondition(null).isDisabled());
    String fault = assertThrows(IllegalStateException.class, required::required).getMessage();
    assertTrue(fault.contains("CATAPULT_CHROMEDRIVER"), fault);
  }

  private static boolean matches(Browser browser, String query) {
    return (Boolean) browser.script("return matchMedia(arguments[0]).matches", query);
  }

  private Path page(String body) throws IOException {
    return page("", body);
  }

  private Path page(String head, String body) throws IOException {
    return Files.writeString(
        Files.createTempDirectory(folder, "page").resolve("page.html"),
        "<!doctype html><html lang='en'><head>%s<title>A page</title></head><body>%s</body></html>"
            .formatted(head, body));
  }
}
