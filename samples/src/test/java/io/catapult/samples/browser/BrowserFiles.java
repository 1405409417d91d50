/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The two programs that a {@link Browser} needs: Chromium or Chrome, and the chromedriver of the
 * same version.
 *
 * @param browser the browser
 * @param driver its driver
 */
record BrowserFiles(Path browser, Path driver) {

  /** What to do where they are missing. */
  static final String REMEDY =
      "expected Chromium and its chromedriver; found none. Remedy: install them (Debian: apt-get"
          + " install chromium chromium-driver), or set CATAPULT_BROWSER and CATAPULT_CHROMEDRIVER"
          + " to their files.";

  private static final String[] BROWSERS = {
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"
  };

  /**
   * Looks where the variables {@code CATAPULT_BROWSER} and {@code CATAPULT_CHROMEDRIVER} point to;
   * without them, in the folders of {@code PATH}.
   *
   * @param environment the variables of the environment
   */
  static Optional<BrowserFiles> find(Map<String, String> environment) {
    Optional<Path> browser = program(environment, "CATAPULT_BROWSER", BROWSERS);
    Optional<Path> driver = program(environment, "CATAPULT_CHROMEDRIVER", "chromedriver");
    return browser.flatMap(b -> driver.map(d -> new BrowserFiles(b, d)));
  }

  private static Optional<Path> program(
      Map<String, String> environment, String variable, String... names) {
    String chosen = environment.get(variable);
    Stream<Path> candidates =
        chosen == null
            ? Stream.of(names).flatMap(name -> onPath(environment, name))
            : Stream.of(Path.of(chosen));
    return candidates
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Stream<Path> onPath(Map<String, String> environment, String name) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name));
  }
}
