/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for a browser of the Chromium family.
 *
 * @param environment the environment variables
 * @param system the name of the operating system
 * @param separator what stands between folders on the PATH
 * @param isProgram whether a path is a program that can be run
 */
record BrowserSearch(
    Map<String, String> environment, String system, String separator, Predicate<Path> isProgram) {

  /** The variable that names the browser to use. */
  static final String VARIABLE = "CATAPULT_BROWSER";

  private static final List<String> NAMES =
      List.of(
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable",
          "chrome",
          "microsoft-edge",
          "microsoft-edge-stable",
          "msedge");

  private static final List<String> MAC =
      List.of(
          "Google Chrome.app/Contents/MacOS/Google Chrome",
          "Chromium.app/Contents/MacOS/Chromium",
          "Microsoft Edge.app/Contents/MacOS/Microsoft Edge");

  private static final List<String> WINDOWS =
      List.of(
          "Google/Chrome/Application/chrome.exe",
          "Chromium/Application/chrome.exe",
          "Microsoft/Edge/Application/msedge.exe");

  static BrowserSearch here() {
    return new BrowserSearch(
        System.getenv(),
        System.getProperty("os.name"),
        System.getProperty("path.separator"),
        path -> Files.isRegularFile(path) && Files.isExecutable(path));
  }

  /**
   * The browser: the one that {@value #VARIABLE} names, else the first on the PATH, else in the
   * usual places of the operating system.
   *
   * @throws IOException if there is none
   */
  Path find() throws IOException {
    String named = environment.get(VARIABLE);
    if (named != null && !named.isBlank()) {
      return named(named.strip());
    }
    return Stream.concat(NAMES.stream().flatMap(this::onPath), usualPlaces().stream())
        .filter(isProgram)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "Expected a browser to draw the charts; found no Chromium, Chrome or Edge."
                        + " Remedy: install one, or name its program in the environment variable "
                        + VARIABLE
                        + ". The page itself is complete, and has a button PNG at every chart."));
  }

  private Path named(String name) throws IOException {
    Optional<Path> found =
        Stream.concat(Stream.of(Path.of(name)).filter(Path::isAbsolute), onPath(name))
            .filter(isProgram)
            .findFirst();
    return found.orElseThrow(
        () ->
            new IOException(
                "Expected a browser in the environment variable "
                    + VARIABLE
                    + "; found '"
                    + name
                    + "', which is no program that can be run. Remedy: give the whole path of"
                    + " Chromium, Chrome or Edge."));
  }

  private boolean isWindows() {
    return system.toLowerCase(Locale.ROOT).startsWith("windows");
  }

  private Stream<Path> onPath(String name) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    String file = isWindows() && !name.endsWith(".exe") ? name + ".exe" : name;
    return Arrays.stream(path.split(Pattern.quote(separator)))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(file));
  }

  private List<Path> usualPlaces() {
    List<Path> places = new ArrayList<>();
    if (isWindows()) {
      for (String root : List.of("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")) {
        if (environment.containsKey(root)) {
          WINDOWS.forEach(browser -> places.add(Path.of(environment.get(root), browser)));
        }
      }
    } else if (system.startsWith("Mac")) {
      MAC.forEach(browser -> places.add(Path.of("/Applications", browser)));
      String home = environment.getOrDefault("HOME", "/");
      MAC.forEach(browser -> places.add(Path.of(home, "Applications", browser)));
    }
    return places;
  }
}
