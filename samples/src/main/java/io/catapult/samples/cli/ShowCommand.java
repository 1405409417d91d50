/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.samples.experiments.Reproduction;
import io.catapult.tribuo.comparison.ComparisonResult;
import io.catapult.tribuo.comparison.ConfigurationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
          + " the main quantities over the steps, and how it ended; or the tables of a comparison or a reproduction."
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
      description = "A trace file, or the folder of a training, a comparison or a reproduction.")
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
    } else if (Reproduction.isOne(path)) {
      showReproduction(out, new Reproduction(path));
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

  private void showReproduction(PrintWriter out, Reproduction reproduction) throws IOException {
    JsonNode summary = reproduction.summary();
    if (json) {
      out.println(Json.text(summary));
      return;
    }
    List<String> ended = new ArrayList<>();
    summary.path("experiments").forEach(experiment -> ended.add(experiment.path("id").asText()));
    ReproductionTable.print(out, summary, ended);
    List<String> open = new ArrayList<>(reproduction.request().experiments());
    open.removeAll(ended);
    if (!open.isEmpty()) {
      out.printf(
          "%nNot ended: %s. Go on with: %s resume %s%n",
          String.join(", ", open), Shell.command(), path);
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
