/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.comparison.ComparisonResult;
import io.catapult.tribuo.comparison.ConfigurationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is on disk; trains nothing and writes nothing. */
@Command(
    name = "show",
    description = {
      "Shows what happened in a training, from its trace: what was trained, every event in words,"
          + " the main quantities over the steps, and how it ended; or the tables of a comparison."
          + " Works while it goes on, and after it was killed.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult show run.jsonl",
      "  catapult show catapult-runs/rank2-20261125-103000",
      "  catapult show --all run.jsonl | less",
      "  catapult show --json run.jsonl | jq '.events[].words'"
    })
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      description = "A trace file, or the folder of a training or a comparison.")
  private Path path;

  @Option(
      names = "--all",
      description = "Every event and every measured step, not the most telling ones.")
  private boolean all;

  @Option(names = "--json", description = "As JSON, for machines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (RunFolders.isComparison(path)) {
      showComparison(out);
    } else {
      showTrace(out, TrainingFolder.isOne(path) ? new TrainingFolder(path).trace() : path);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void showComparison(PrintWriter out) throws IOException {
    ComparisonResult result = StoredComparison.result(path);
    ComparisonRun.print(out, result, json);
    long pending = result.configurations().stream().mapToInt(ConfigurationResult::pending).sum();
    if (pending > 0 && !json) {
      out.printf(
          "%n%d of %d runs have not ended. Go on with: %s resume %s%n",
          pending, result.runs().size(), Shell.command(), path);
    }
  }

  private void showTrace(PrintWriter out, Path file) {
    TrainingTrace trace = StoredTrace.read(file);
    if (json) {
      out.println(Json.text(TraceJson.of(trace, all)));
      return;
    }
    new TraceText(out, trace, all).print();
    if (trace.footer().isEmpty()) {
      RunFolders.resumable(file)
          .ifPresent(folder -> out.printf("Go on with: %s resume %s%n", Shell.command(), folder));
    }
  }
}
