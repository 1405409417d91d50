/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes pages of what is on disk; trains nothing. */
@Command(
    name = "report",
    description = {
      "Makes a page of each training, or of a comparison: what happened in plain words, and charts"
          + " of all that was measured. A page is one HTML file that loads nothing from anywhere;"
          + " open it in a browser, send it, keep it. Works while a training goes on, and after it"
          + " was killed.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult report catapult-runs/train-rank2-20261125-103000",
      "  catapult report catapult-runs/rank2-20261125-103000       a comparison's page",
      "  catapult report run.jsonl --out run-7.html --png          the charts as PNG too",
      "  catapult report catapult-runs/rank2-*/cells/* --out pages one page each"
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TRACE",
      arity = "1..*",
      description = "A trace file, or the folder of a training, a run or a comparison.")
  private List<Path> paths;

  @Option(
      names = "--out",
      paramLabel = "FILE|DIR",
      description =
          "The page, or for several a folder. By default report.html in the folder of the training"
              + " or comparison, or beside the trace file under its name.")
  private Path out;

  @Option(
      names = "--png",
      description =
          "The charts as PNG files too, in a folder beside the page. Needs Chromium, Chrome or Edge"
              + " on this machine; CATAPULT_BROWSER names another.")
  private boolean png;

  @Override
  public Integer call() throws IOException {
    boolean isFolder =
        out != null && (paths.size() > 1 || Files.isDirectory(out) || endsAsFolder());
    if (isFolder) {
      makeFolder();
    }
    Set<Path> taken = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (Path path : paths) {
      try {
        make(ReportSource.of(path), isFolder, taken);
      } catch (UsageFault e) {
        faults.add(e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new UsageFault(String.join(System.lineSeparator(), faults));
    }
    return ExitCode.OK;
  }

  private void make(ReportSource source, boolean isFolder, Set<Path> taken) throws IOException {
    PrintWriter to = spec.commandLine().getOut();
    ReportFile file = new ReportFile(isFolder ? free(source.name(), taken) : one(source));
    file.write(source.read());
    file.tell(to);
    if (png) {
      to.println("  " + file.draw());
      to.flush();
    }
  }

  private Path one(ReportSource source) {
    return out == null ? source.page() : out;
  }

  /** A path does not keep the slash at its end. */
  private boolean endsAsFolder() {
    return spec
        .commandLine()
        .getParseResult()
        .matchedOption("--out")
        .originalStringValues()
        .stream()
        .anyMatch(text -> text.endsWith("/") || text.endsWith("\\"));
  }

  private void makeFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UsageFault(
          "Expected a folder for the pages; found for "
              + out
              + ": "
              + e
              + ". Remedy: choose another by --out.",
          e);
    }
  }

  /** Runs of several comparisons may have the same name. */
  private Path free(String name, Set<Path> taken) {
    Path file = out.resolve(name + ".html");
    for (int i = 2; !taken.add(file); i++) {
      file = out.resolve(name + "-" + i + ".html");
    }
    return file;
  }
}
