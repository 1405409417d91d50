/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.samples.Progress;
import io.catapult.samples.UsageFault;
import io.catapult.samples.experiments.Experiment;
import io.catapult.samples.experiments.ExperimentResult;
import io.catapult.samples.experiments.ExperimentRun;
import io.catapult.samples.experiments.Experiments;
import io.catapult.samples.experiments.Reproduction;
import io.catapult.samples.experiments.ReproductionRequest;
import io.catapult.tribuo.comparison.ComparisonFolderException;
import io.catapult.tribuo.comparison.LocalWorkers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/**
 * Runs experiments for the command line.
 *
 * @param command the command, for its outputs
 * @param reproduction where everything is kept
 * @param workers the number of processes that train
 * @param json whether to print JSON
 */
record ReproductionRun(CommandLine command, Reproduction reproduction, int workers, boolean json) {

  /** Runs what is not finished, prints a line for each check, and gives the exit code. */
  int run(ReproductionRequest request) throws IOException, InterruptedException {
    List<Experiment> chosen = Experiments.of(request.experiments());
    reproduction.begin(request);
    List<ExperimentResult> results = new ArrayList<>();
    JsonNode summary = null;
    for (Experiment experiment : chosen) {
      results.add(run(experiment, request));
      summary = reproduction.summarise(request);
    }
    PrintWriter out = command.getOut();
    if (json) {
      out.println(Json.text(summary));
      out.flush();
    } else {
      ReproductionTable.print(out, summary, chosen.stream().map(Experiment::id).toList());
    }
    command.getErr().println("Pages: " + reproduction.page());
    return results.stream().allMatch(ExperimentResult::isAsKnown) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @SuppressWarnings("try") // the interruption is prepared while the work goes on
  private ExperimentResult run(Experiment experiment, ReproductionRequest request)
      throws IOException, InterruptedException {
    PrintWriter err = command.getErr();
    err.println(experiment.id() + ", " + experiment.title());
    Path folder = reproduction.of(experiment);
    String stopped =
        "Stopped. What has ended is in %s. Go on with: %s resume %s"
            .formatted(reproduction.folder(), Shell.command(), reproduction.folder());
    try (Interruption ignored = Interruption.prepare(err, stopped);
        Progress bar = Progress.of(experiment.id())) {
      return new ExperimentRun(
              experiment, request.size(), request.images(), request.seeds(experiment), folder)
          .run(
              new LocalWorkers(workers, folder.resolve("workers")),
              new ComparisonLines(err, folder, bar));
    } catch (ComparisonFolderException e) {
      throw new UsageFault(e.getMessage(), e);
    }
  }
}
