/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.Progress;
import io.catapult.samples.UsageFault;
import io.catapult.tribuo.comparison.ComparisonFolderException;
import io.catapult.tribuo.comparison.ComparisonReport;
import io.catapult.tribuo.comparison.ComparisonResult;
import io.catapult.tribuo.comparison.Design;
import io.catapult.tribuo.comparison.OptimizerComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.tribuo.Output;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/**
 * Runs a comparison for the command line.
 *
 * @param command the command, for its outputs
 * @param folder where everything is kept
 * @param workers the number of processes that train
 * @param json whether to print JSON
 */
record ComparisonRun(CommandLine command, Path folder, int workers, boolean json) {

  /**
   * A run by a number of workers.
   *
   * @param workers as the user gave it; null for as many as there are processors
   * @throws UsageFault if it is below 1
   */
  static ComparisonRun of(CommandLine command, Path folder, Integer workers, boolean json) {
    return new ComparisonRun(command, folder, Workers.of(workers), json);
  }

  /** Runs what is not finished, prints the tables, and gives the exit code. */
  @SuppressWarnings("try") // the interruption is prepared while the work goes on
  int run(Design<?> design, boolean resume) throws IOException, InterruptedException {
    PrintWriter err = command.getErr();
    String stopped =
        "Stopped. Runs that have ended are in %s. Go on with: %s resume %s"
            .formatted(folder, Shell.command(), folder);
    ComparisonResult result;
    try (Interruption ignored = Interruption.prepare(err, stopped);
        Progress bar = Progress.of("compare")) {
      result = comparison(design, resume, new ComparisonLines(err, folder, bar)).run();
    } catch (ComparisonFolderException e) {
      throw new UsageFault(e.getMessage(), e);
    }
    print(command.getOut(), result, json);
    err.println("Traces, JSON, CSV and a page to look at: " + folder);
    err.println("  " + folder.resolve("report.html").toUri());
    long failed = failures(result);
    if (failed > 0) {
      err.printf(
          "%d runs failed; try them again with: %s resume %s%n", failed, Shell.command(), folder);
    }
    err.flush();
    return failed > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private <T extends Output<T>> OptimizerComparison<T> comparison(
      Design<T> design, boolean resume, ComparisonLines lines) {
    return OptimizerComparison.<T>builder()
        .setDesign(design)
        .setFolder(folder)
        .optWorkers(workers)
        .optResume(resume)
        .optProgress(lines)
        .build();
  }

  private static long failures(ComparisonResult result) {
    return result.runs().stream().filter(run -> run.failure().isPresent()).count();
  }

  /** Prints the tables, or all as JSON. */
  static void print(PrintWriter out, ComparisonResult result, boolean json) {
    ComparisonReport report = ComparisonReport.of(result);
    out.print(json ? report.json() : report.console());
    out.flush();
  }
}
