/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.task.ComparisonRequest;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.OptimizerName;
import io.catapult.samples.task.ScheduleOption;
import io.catapult.tribuo.comparison.Design;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: trains every optimizer with every seed, and tells how they generalise and why. */
@Command(
    name = "compare",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Trains networks by several optimizers with several seeds, and tells how they generalise and"
          + " why: test error, AGOP alignment, catapults, learning rate over critical rate and"
          + " sharpness of each, and the correlations between them. Without options: eight"
          + " optimizers on real images, T-shirts against pullovers.",
      "",
      "All is kept in a folder: the trace of each training, tables as JSON and CSV, and a report. A"
          + " comparison that was stopped goes on where it was.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult compare",
      "  catapult compare --task rank2 --batch-sizes 2000,50,10,5 --seeds 3",
      "  catapult compare --task csv --data houses.csv --target price",
      "  catapult compare --task images --dataset cifar-10 --images cifar --classes-of 7,9",
      "  catapult compare --optimizers sgd,adam --seeds 4,5,6 --out sgd-or-adam",
      "  catapult compare --optimizers sgd --schedules fixed:1,critical:0.5,catapults:3",
      "  catapult compare --resume                  go on with the last one"
    })
final class CompareCommand implements Callable<Integer> {

  /** Options that say nothing of what is compared. */
  private static final Set<String> APART =
      Set.of("--resume", "--out", "--workers", "--json", "--debug", "--no-color");

  @Spec private CommandSpec spec;

  @Mixin private TaskOptions task;

  @Option(
      names = "--optimizers",
      paramLabel = "NAME",
      split = ",",
      converter = TaskOptions.OptimizerConverter.class,
      completionCandidates = Names.Optimizers.class,
      description =
          "Some of ${COMPLETION-CANDIDATES}; all by default, and sgd alone with --batch-sizes.")
  private List<OptimizerName> optimizers = List.of();

  @Option(
      names = "--schedules",
      paramLabel = "FORM[,FORM...]",
      hideParamSyntax = true,
      split = ",(?=\\s*[a-zA-Z])", // numbers of one schedule have commas between them too
      converter = TaskOptions.ScheduleConverter.class,
      description =
          "Learning rates for each of the optimizers, instead of the task's own: "
              + ScheduleOption.FORMS
              + ".")
  private List<ScheduleOption> schedules = List.of();

  @Option(
      names = "--batch-sizes",
      paramLabel = "N",
      split = ",",
      description = "Batch sizes for each of the optimizers, instead of the task's own.")
  private List<Integer> batchSizes = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = Seeds.Converter.class,
      description =
          "How many runs of each, 2 or 3 by default; or the seeds themselves, with commas.")
  private Seeds seeds;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Trainings at the same time; as many as processors by default.")
  private Integer workers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new or empty folder; by default catapult-runs/TASK-TIME.")
  private Path out;

  @Option(
      names = "--resume",
      description =
          "Go on with the comparison in the folder --out, or with the last one in catapult-runs."
              + " Other options may be left out; where they are given they must be as before.")
  private boolean resume;

  @Option(names = "--json", description = "Print JSON instead of tables.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = folder();
    Design<?> design =
        resume && !asksForDesign() ? StoredComparison.design(folder) : design(task, seeds());
    return ComparisonRun.of(spec.commandLine(), folder, workers, json).run(design, resume);
  }

  private Path folder() {
    if (out != null) {
      return out;
    }
    return resume ? RunFolders.lastComparison() : RunFolders.forNow(task.task().id());
  }

  private boolean asksForDesign() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .anyMatch(option -> !APART.contains(option.longestName()));
  }

  private Seeds seeds() {
    return seeds == null ? Seeds.upTo(task.task().settings().seeds()) : seeds;
  }

  private Design<?> design(TaskOptions options, Seeds chosen) {
    ComparisonRequest request = options.request(optimizers, schedules, batchSizes, Set.of());
    return ComparisonSetup.of(request, chosen.values()[0]).design(chosen.values());
  }
}
