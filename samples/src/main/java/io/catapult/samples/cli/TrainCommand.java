/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.listener.Instrument;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.OptimizerName;
import io.catapult.samples.task.ScheduleOption;
import io.catapult.tribuo.comparison.DesignSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.tribuo.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains one network, and tells what happens as it happens. */
@Command(
    name = "train",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Trains one network and tells what happens as it happens: catapults and other spikes, decisions"
          + " of the learning-rate schedule, phases. At the end: how it generalises, and what was"
          + " measured.",
      "",
      "Trace, settings, evaluation, model and a page with charts are kept in a folder.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  catapult train                                      three catapults on purpose",
      "  catapult train --optimizer adam --live",
      "  catapult train --task rank2 --optimizer sgd --schedule critical:0.5 --batch-size 5",
      "  catapult train --twin --width 256                   how far does second order explain it?",
      "  catapult train --path                               to draw the loss around its path",
      "  catapult train --task csv --data houses.csv --target price --out houses"
    })
final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private TaskOptions task;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "catapults",
      converter = TaskOptions.OptimizerConverter.class,
      completionCandidates = Names.Optimizers.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OptimizerName optimizer;

  @Option(
      names = "--schedule",
      paramLabel = "FORM",
      converter = TaskOptions.ScheduleConverter.class,
      description = "The learning rate, instead of the task's own: " + ScheduleOption.FORMS + ".")
  private ScheduleOption schedule;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Samples a step, instead of the task's own.")
  private Integer batchSize;

  @Option(
      names = "--twin",
      description =
          "Train the quadratic model of the network beside it, and tell how far second order"
              + " explains the run. An update then takes four to six times as long.")
  private boolean twin;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of data, initial weights and batches (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new or empty folder; by default catapult-runs/train-TASK-TIME.")
  private Path out;

  @Option(
      names = "--live",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "0",
      description =
          "Show the training in the browser while it goes on: prints an address of this machine,"
              + " with a secret in it. At any free port, unless one is given.")
  private Integer live;

  @Option(
      names = "--path",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "200",
      description = {
        "Keep the weights of at most N steps, evenly spread over the whole run (N: 200 if not"
            + " given), and the training data, for catapult landscape --plane --path. Takes 4 bytes"
            + " a weight and step: at most 270 MB for the default network."
      })
  private Integer path;

  @Option(names = "--json", description = "Print the evaluation as JSON, and no events.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    LiveOption shown = LiveOption.of(live);
    int room = RecordedPath.room(path);
    ComparisonSetup<?> setup =
        ComparisonSetup.of(
            task.request(
                List.of(optimizer),
                schedule == null ? List.of() : List.of(schedule),
                batchSize == null ? List.of() : List.of(batchSize),
                twin
                    ? EnumSet.of(Instrument.SLOW_MOTION, Instrument.TWIN)
                    : EnumSet.of(Instrument.SLOW_MOTION)),
            seed);
    TrainingFolder folder =
        new TrainingFolder(out == null ? RunFolders.forNow("train-" + task.task().id()) : out);
    folder.create();
    announce(setup.design(seed).summary().configurations().get(0), folder.path());
    settings(setup, room).write(folder.settings());
    return new TrainingSession(spec.commandLine(), folder, json, shown).run();
  }

  /** Says what is trained before the engine has started, which takes seconds. */
  private void announce(DesignSummary.Row row, Path folder) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "Training %s by %s (learning rate %s, batch %s, seed %d), kept in %s%n",
        task.task().id(),
        row.label(),
        row.schedule(),
        row.batchSize() == 0 ? "full" : Integer.toString(row.batchSize()),
        seed,
        folder);
    err.flush();
  }

  /** One optimizer, one schedule and one batch size are one row. */
  private <T extends Output<T>> TrainingSettings<T> settings(ComparisonSetup<T> setup, int room) {
    return new TrainingSettings<>(setup.task(), setup.rows().get(0).trainer(), seed, room);
  }
}
