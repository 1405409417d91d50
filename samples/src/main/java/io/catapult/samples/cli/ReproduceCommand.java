/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;
import io.catapult.samples.experiments.Experiment;
import io.catapult.samples.experiments.Experiments;
import io.catapult.samples.experiments.PaperImages;
import io.catapult.samples.experiments.Reproduction;
import io.catapult.samples.experiments.ReproductionRequest;
import io.catapult.samples.experiments.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
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
          + " those that were stopped begin again. The exit code is 1 if a check does not pass, unless"
          + " its page tells why the claim does not reproduce.",
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
    if (ids.isEmpty()) {
      ReproductionTable.list(spec.commandLine().getOut());
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
    ReproductionRequest request =
        new ReproductionRequest(
            Experiments.of(ids).stream().map(Experiment::id).toList(),
            size,
            chosenSeeds(),
            new PaperImages(Optional.ofNullable(images).map(Path::toAbsolutePath)));
    Path folder = out == null ? RunFolders.forNow("reproduce") : out;
    return new ReproductionRun(
            spec.commandLine(), new Reproduction(folder), Workers.of(workers), json)
        .run(request);
  }

  private List<Long> chosenSeeds() {
    if (seed != null) {
      return List.of(seed);
    }
    return seeds == null ? List.of() : LongStream.of(seeds.values()).boxed().toList();
  }
}
