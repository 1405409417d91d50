/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BrowserSearchTest {

  private static BrowserSearch search(
      Map<String, String> environment, String system, String... programs) {
    Set<String> there = Set.of(programs);
    return new BrowserSearch(
        environment, system, ";", path -> there.contains(path.toString().replace('\\', '/')));
  }

  @Test
  void thePathIsSearchedByName() throws IOException {
    Map<String, String> environment = Map.of("PATH", "/one;;/two");
    assertEquals(
        Path.of("/two/chromium"),
        search(environment, "Linux", "/two/chromium", "/one/google-chrome").find());
    assertEquals(
        Path.of("/one/google-chrome"), search(environment, "Linux", "/one/google-chrome").find());
    assertEquals(
        Path.of("/two/msedge.exe"), search(environment, "Windows 11", "/two/msedge.exe").find());
  }

  @Test
  void theUsualPlacesAreSearchedAfterThePath() throws IOException {
    String chrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    assertEquals(Path.of(chrome), search(Map.of(), "Mac OS X", chrome).find());
    assertEquals(
        Path.of("/Users/me" + chrome),
        search(Map.of("HOME", "/Users/me"), "Mac OS X", "/Users/me" + chrome).find());
    assertEquals(
        Path.of("C:/Programs/Microsoft/Edge/Application/msedge.exe"),
        search(
                Map.of("ProgramFiles(x86)", "C:/Programs"),
                "Windows 10",
                "C:/Programs/Microsoft/Edge/Application/msedge.exe")
            .find());
  }

  @Test
  void theVariableNamesTheBrowser() throws IOException {
    Map<String, String> environment = Map.of("PATH", "/one", "CATAPULT_BROWSER", " /my/browser ");
    assertEquals(
        Path.of("/my/browser"),
        search(environment, "Linux", "/my/browser", "/one/chromium").find());
    assertEquals(
        Path.of("/one/brave"),
        search(Map.of("PATH", "/one", "CATAPULT_BROWSER", "brave"), "Linux", "/one/brave").find());
  }

  @Test
  void aNamedBrowserThatIsNotThereIsNotReplacedByAnother() {
    Map<String, String> environment = Map.of("PATH", "/one", "CATAPULT_BROWSER", "/my/browser");
    IOException fault =
        assertThrows(IOException.class, () -> search(environment, "Linux", "/one/chromium").find());
    assertEquals(
        "Expected a browser in the environment variable CATAPULT_BROWSER; found '/my/browser', which"
            + " is no program that can be run. Remedy: give the whole path of Chromium, Chrome or"
            + " Edge.",
        fault.getMessage());
  }

  @Test
  void withoutABrowserTheRemedyIsSaid() {
    IOException fault =
        assertThrows(IOException.class, () -> search(Map.of("PATH", "/one"), "Linux").find());
    assertTrue(
        fault.getMessage().startsWith("Expected a browser to draw the charts; found no Chromium"),
        fault.getMessage());
    assertTrue(fault.getMessage().contains("CATAPULT_BROWSER"), fault.getMessage());
  }
}
