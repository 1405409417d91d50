/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.trace.TrainingTrace;
import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is on disk; trains nothing and writes nothing. */
@Command(
    name = "show",
    description = {
      "Shows what happened in a training, from its trace: what was trained, every event in words,"
          + " the main quantities over the steps, and how it ended. Works while the run goes on,"
          + " and after it was killed.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult show run.jsonl",
      "  catapult show --all run.jsonl | less",
      "  catapult show --json run.jsonl | jq '.events[].words'"
    })
final class ShowCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TRACE", description = "A trace file.")
  private Path path;

  @Option(
      names = "--all",
      description = "Every event and every measured step, not the most telling ones.")
  private boolean all;

  @Option(names = "--json", description = "As JSON, for machines.")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    TrainingTrace trace = read(path);
    if (json) {
      Json.print(out, TraceJson.of(trace, all));
    } else {
      new TraceText(out, trace, all).print();
    }
    out.flush();
  }

  private static TrainingTrace read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UsageFault(
          "Expected a trace file; found "
              + (Files.exists(path) ? "no file but a folder" : "nothing")
              + " at "
              + path
              + ". Remedy: give a path that a training wrote its trace to, as in FOLDER/trace.jsonl.");
    }
    try {
      return TrainingTrace.read(path);
    } catch (IOException e) {
      throw new UsageFault(e.getMessage(), e);
    }
  }
}
