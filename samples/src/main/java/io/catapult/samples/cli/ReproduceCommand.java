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
import io.catapult.samples.experiments.PaperImages;
import io.catapult.samples.experiments.Reproduction;
import io.catapult.samples.experiments.Size;
import io.catapult.tribuo.comparison.ComparisonFolderException;
import io.catapult.tribuo.comparison.LocalWorkers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does experiments of the papers again, and says which of their claims hold. */
@Command(
    name = "reproduce",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Does experiments of the papers again, and judges their claims by what was measured. Without"
          + " names: lists the experiments.",
      "",
      "All is kept in a folder with one folder for each experiment: a page, the trace of each"
          + " training, tables. With the same folder again, trainings that have ended are kept, and"
          + " those that were stopped begin again. The exit code is 1 if a check does not pass.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult reproduce                          what there is, and how long it takes",
      "  catapult reproduce table-1,fig-4.3",
      "  catapult reproduce all --out again",
      "  catapult reproduce fig-4.3 --seeds 10",
      "  catapult reproduce table-1 --size paper"
    })
final class ReproduceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "LIST",
      arity = "0..*",
      split = ",",
      description = "Names of experiments or of figures, or all.")
  private List<String> ids = List.of();

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "desk",
      description =
          "desk: scaled to end within five minutes each on two cores; paper: the settings of the"
              + " paper (default: ${DEFAULT-VALUE}).")
  private Size size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed, for one run of each training.")
  private Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = Seeds.Converter.class,
      description =
          "How many runs of each training, instead of the experiment's own number; or the seeds"
              + " themselves, with commas.")
  private Seeds seeds;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Trainings at the same time; as many as processors by default.")
  private Integer workers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where everything is kept, or is kept already; by default"
              + " catapult-runs/reproduce-TIME.")
  private Path out;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "A folder with a folder for each image set that is there, as published: cifar-10, svhn,"
              + " usps, celeba, fashion-mnist. Classes of Fashion-MNIST stand in for the others.")
  private Path images;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter to = spec.commandLine().getOut();
    if (ids.isEmpty()) {
      ReproductionTable.list(to);
      return ExitCode.OK;
    }
    if (seed != null && seeds != null) {
      throw new UsageFault("Expected --seed or --seeds; found both. Remedy: leave one out.");
    }
    if (images != null && !Files.isDirectory(images)) {
      throw new UsageFault(
          "Expected --images to be a folder of image sets; found %s. Remedy: leave it out, or name one."
              .formatted(images));
    }
    List<Experiment> chosen = Experiments.of(ids);
    int processes = workers();
    Reproduction reproduction =
        new Reproduction(out == null ? RunFolders.forNow("reproduce") : out);
    reproduction.begin();
    List<ExperimentResult> results = new ArrayList<>();
    JsonNode summary = null;
    for (Experiment experiment : chosen) {
      results.add(run(experiment, reproduction, processes));
      summary = reproduction.summarise();
    }
    if (json) {
      to.println(Json.text(summary));
    } else {
      ReproductionTable.print(to, results);
    }
    to.flush();
    spec.commandLine().getErr().println("Pages: " + reproduction.folder().resolve("summary.html"));
    return results.stream().allMatch(ExperimentResult::passed) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @SuppressWarnings("try") // the interruption is prepared while the work goes on
  private ExperimentResult run(Experiment experiment, Reproduction reproduction, int processes)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    err.println(experiment.id() + ", " + experiment.title());
    Path folder = reproduction.of(experiment);
    PaperImages from = new PaperImages(Optional.ofNullable(images));
    long[] chosen =
        seed != null
            ? new long[] {seed}
            : seeds == null ? experiment.plan(size, from).defaultSeeds() : seeds.values();
    String stopped =
        "Stopped. Trainings that have ended are in %s. Go on with the same command and --out %s"
            .formatted(reproduction.folder(), reproduction.folder());
    try (Interruption ignored = Interruption.prepare(err, stopped);
        Progress bar = Progress.of(experiment.id())) {
      return new ExperimentRun(experiment, size, from, chosen, folder)
          .run(
              new LocalWorkers(processes, folder.resolve("workers")),
              new ComparisonLines(err, folder, bar));
    } catch (ComparisonFolderException e) {
      throw new UsageFault(e.getMessage(), e);
    }
  }

  private int workers() {
    int processes = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    if (processes < 1) {
      throw new UsageFault(
          "Expected --workers of at least 1; found " + processes + ". Remedy: leave it out.");
    }
    return processes;
  }
}
