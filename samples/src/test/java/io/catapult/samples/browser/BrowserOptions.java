/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** How a {@link Browser} is started: no window, no sandbox for root, nothing on its own account. */
final class BrowserOptions {

  /** Of what a browser asks the network for by itself, nothing may mix with a page's requests. */
  private static final List<String> QUIET =
      List.of(
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-quic",
          "--disable-sync",
          "--no-first-run");

  /** It warns of each new version of the browser; nothing here depends on the version. */
  private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools");

  private BrowserOptions() {}

  static ChromeOptions of(BrowserFiles files) {
    VERSIONS.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(files.browser().toFile());
    options.addArguments("--headless=new", "--disable-gpu", "--hide-scrollbars");
    // Containers: root without user namespaces, and little shared memory.
    options.addArguments("--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments(QUIET);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.setExperimentalOption(
        "perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
    return options;
  }

  /** The driver is named: Selenium has none to look for, and none to download. */
  static ChromeDriverService service(BrowserFiles files) {
    return new ChromeDriverService.Builder()
        .usingDriverExecutable(files.driver().toFile())
        .usingAnyFreePort()
        .build();
  }
}
