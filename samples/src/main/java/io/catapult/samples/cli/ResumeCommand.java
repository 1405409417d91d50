/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.experiments.Reproduction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with what was stopped, from what its folder holds. */
@Command(
    name = "resume",
    description = {
      "Goes on with a comparison or a reproduction that was stopped: runs that have ended are kept, the others are"
          + " trained. The tables are those of a comparison that was never stopped. A single"
          + " training (catapult train) begins again from the settings that its folder holds, since"
          + " the state of an optimizer is not kept; the same seed gives the same training.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult resume catapult-runs/rank2-20261125-103000",
      "  catapult resume catapult-runs/train-rank2-20261125-103000"
    })
final class ResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      description = "The folder of a comparison, a reproduction or a training.")
  private Path folder;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Trainings at the same time; as many as processors by default.")
  private Integer workers;

  @Option(names = "--json", description = "Print JSON instead of tables.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (TrainingFolder.isOne(folder)) {
      TrainingFolder training = new TrainingFolder(folder);
      return new TrainingSession(spec.commandLine(), training, json, LiveOption.off()).resume();
    }
    if (Reproduction.isOne(folder)) {
      Reproduction reproduction = new Reproduction(folder);
      return new ReproductionRun(spec.commandLine(), reproduction, Workers.of(workers), json)
          .run(reproduction.request());
    }
    return ComparisonRun.of(spec.commandLine(), folder, workers, json)
        .run(StoredComparison.design(folder), true);
  }
}
