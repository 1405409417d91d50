/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser without a window, for one page at a time: a process of its own with a profile of its
 * own, which is thrown away. It can reach no other machine.
 *
 * @param program the browser
 * @param patience how long it may take
 */
record HeadlessBrowser(Path program, Duration patience) {

  /** What a page's scripts may wait for, in the page's own time. */
  private static final int PAGE_MILLIS = 20_000;

  private static final int LEAVE_SECONDS = 5;
  private static final int WORDS = 500;

  /**
   * What a page is after its scripts ran, as HTML.
   *
   * @throws IOException if the browser cannot be started, fails, or takes too long
   */
  String dom(URI page) throws IOException {
    Path folder = Files.createTempDirectory("catapult-browser");
    try {
      Path out = folder.resolve("out.html");
      Path err = folder.resolve("err.txt");
      Process process =
          new ProcessBuilder(command(page, folder.resolve("profile")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      await(process, err);
      return Files.readString(out, StandardCharsets.UTF_8);
    } finally {
      delete(folder);
    }
  }

  private List<String> command(URI page, Path profile) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-dev-shm-usage", // containers have little shared memory
            "--disable-extensions",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=" + profile,
            "--window-size=1200,900",
            "--virtual-time-budget=" + PAGE_MILLIS));
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--no-sandbox"); // Chromium has no sandbox for root
    }
    command.add("--dump-dom");
    command.add(page.toString());
    return command;
  }

  private void await(Process process, Path err) throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "Expected the browser %s to draw the charts within %d s; it did not. Remedy: try again when the machine is less busy, or close other browsers."
                .formatted(program, patience.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException fault = new InterruptedIOException("Interrupted while drawing charts");
      fault.initCause(e);
      throw fault;
    } finally {
      end(process);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "Expected the browser %s to draw the charts; it ended with exit code %d and said: %s. Remedy: name another browser in the environment variable %s."
              .formatted(program, process.exitValue(), lastWords(err), BrowserSearch.VARIABLE));
    }
  }

  private static String lastWords(Path err) throws IOException {
    String words =
        new String(Files.readAllBytes(err), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}+", " ")
            .strip();
    return words.isEmpty() ? "nothing" : words.substring(Math.max(0, words.length() - WORDS));
  }

  /** Ends the browser and the processes that it started. */
  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle handle : all) {
      try {
        handle.onExit().get(LEAVE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        return; // it is told to end; its files are deleted as far as they can be
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // a temporary folder: the operating system clears it
    }
  }
}
