/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {

  @TempDir private Path folder;

  private Path trace(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Traces.write(file);
    return file;
  }

  private static CommandRun report(Object... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of("report"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  private static void assertPage(String title, Path page) throws IOException {
    String html = Files.readString(page);
    assertTrue(html.startsWith("<!doctype html>"), page.toString());
    assertTrue(html.contains("<title>" + title + "</title>"), page.toString());
  }

  @Test
  void aTraceHasItsPageBesideIt() throws IOException {
    Path file = trace("run.jsonl");
    CommandRun run = report(file);
    assertEquals(0, run.code(), run.err());
    Path page = folder.resolve("run.html");
    assertEquals(List.of(page.toString(), "  " + page.toUri()), run.out().lines().toList());
    assertTrue(page.toUri().toString().startsWith("file:///"));
    assertPage("run", page);
  }

  @Test
  void aFolderHasItsPageInIt() throws IOException {
    trace("my run/trace.jsonl");
    assertEquals(0, report(folder.resolve("my run")).code());
    assertPage("my run", folder.resolve("my run/report.html"));
    Files.delete(folder.resolve("my run/report.html"));
    assertEquals(0, report(folder.resolve("my run/trace.jsonl")).code());
    assertPage("my run", folder.resolve("my run/report.html"));
  }

  @Test
  void thePageGoesWhereItIsSaid() throws IOException {
    Path file = trace("run.jsonl");
    Path page = folder.resolve("other.html");
    assertEquals(0, report(file, "--out", page).code());
    assertPage("run", page);
    assertEquals(0, report(file, "--out", page).code(), "a page is replaced");
    assertEquals(0, report(file, "--out", folder + "/new/").code());
    assertPage("run", folder.resolve("new/run.html"));
    Path there = Files.createDirectory(folder.resolve("there"));
    assertEquals(0, report(file, "--out", there).code());
    assertPage("run", there.resolve("run.html"));
  }

  @Test
  void severalTracesHaveOnePageEach() throws IOException {
    Path one = trace("a/trace.jsonl");
    Path other = trace("b/a/trace.jsonl");
    Path third = trace("c.jsonl");
    Path pages = folder.resolve("pages");
    CommandRun run = report(one, other, third, "--out", pages);
    assertEquals(0, run.code(), run.err());
    assertPage("a", pages.resolve("a.html"));
    assertPage("a", pages.resolve("a-2.html"));
    assertPage("c", pages.resolve("c.html"));
    assertEquals(6, run.out().lines().count());
  }

  @Test
  void aRunThatWasKilledHasAPageToo() throws IOException {
    Path file = folder.resolve("run.jsonl");
    Traces.begin(file).close();
    assertEquals(0, report(file).code());
    String html = Files.readString(folder.resolve("run.html"));
    assertTrue(html.contains("\"state\":\"unfinished\""));
  }

  @Test
  void noOtherFileIsOverwritten() throws IOException {
    Path file = trace("run.jsonl");
    String content = Files.readString(file);
    CommandRun run = report(file, "--out", file);
    assertEquals(2, run.code());
    assertEquals(
        "catapult report: Expected a new file, or a page to replace; found another file, "
            + file
            + ". Remedy: choose another by --out; nothing was changed.",
        run.err().strip());
    assertEquals(content, Files.readString(file));
  }

  @Test
  void aFolderThatIsMissingIsNamed() throws IOException {
    Path file = trace("run.jsonl");
    CommandRun run = report(file, "--out", folder.resolve("none/page.html"));
    assertEquals(2, run.code());
    assertEquals(1, run.errorLines());
    assertTrue(run.err().contains("found none at " + folder.resolve("none")), run.err());
    run = report(file, file, "--out", file);
    assertEquals(2, run.code());
    assertTrue(run.err().contains("Expected a folder for the pages"), run.err());
  }

  @Test
  void whatIsNoTraceIsRefused() throws IOException {
    CommandRun run = report(folder.resolve("none"));
    assertEquals(2, run.code());
    assertEquals(1, run.errorLines());
    assertTrue(run.err().contains("found nothing at "), run.err());
    run = report(Files.writeString(folder.resolve("a.txt"), "hello"));
    assertEquals(2, run.code());
    assertTrue(run.err().contains("Expected a trace file"), run.err());
    assertFalse(Files.exists(folder.resolve("a.txt.html")));
    run = report();
    assertEquals(2, run.code());
    assertTrue(run.err().contains("'TRACE'"), run.err());
  }

  @Test
  void theChartsAreDrawnOrItIsSaidWhyNot() throws IOException {
    Path file = trace("run.jsonl");
    CommandRun run = report(file, "--png");
    assertPage("run", folder.resolve("run.html"));
    if (run.code() == 0) {
      assertTrue(Files.size(folder.resolve("run-png/loss.png")) > 1000);
      assertTrue(run.out().contains(folder.resolve("run-png") + " ("), run.out());
    } else { // no browser on this machine
      assertEquals(2, run.code());
      assertEquals(1, run.errorLines());
      assertTrue(run.err().contains("Remedy: "), run.err());
    }
  }
}
