/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.listener.Instrument;
import io.catapult.samples.UsageFault;
import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.task.ComparisonRequest;
import io.catapult.samples.task.OptimizerName;
import io.catapult.samples.task.ScheduleOption;
import io.catapult.samples.task.TaskName;
import io.catapult.samples.task.UserImages;
import io.catapult.samples.task.UserTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;

/** What is learned, and by which network. */
final class TaskOptions {

  @Option(
      names = "--task",
      paramLabel = "NAME",
      defaultValue = "fashion-mnist",
      converter = TaskConverter.class,
      completionCandidates = Names.Tasks.class,
      description = "What is learned: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private TaskName task;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "For images and fashion-mnist: the folder with the files as they are published; nothing is"
              + " downloaded. fashion-mnist without it takes the images that come with"
              + " djl-catapult.")
  private Path images;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      converter = DatasetConverter.class,
      completionCandidates = Names.Datasets.class,
      description = "For images: ${COMPLETION-CANDIDATES}.")
  private ImageDataset dataset;

  @Option(
      names = "--classes-of",
      paramLabel = "N",
      split = ",",
      description = "For images: class numbers, two or more, instead of the set's own.")
  private List<Integer> classesOf = List.of();

  @Option(
      names = "--training",
      paramLabel = "N",
      description = "For images: training images of all classes together, 1000 by default.")
  private Integer training;

  @Option(
      names = "--per-class",
      paramLabel = "N",
      description = "For images: training images of each class instead.")
  private Integer perClass;

  @Option(
      names = "--side",
      paramLabel = "N",
      description = "For images of celeba: scaled down to N x N pixels, 32 by default.")
  private Integer side;

  @Option(
      names = "--attribute",
      paramLabel = "NAME",
      description = "For images of celeba: the attribute that is the class (default: Eyeglasses).")
  private String attribute;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "For csv: your table, with the names of its columns in the first line.")
  private Path data;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "For csv: the column to predict. Text is a class, numbers are regressed on.")
  private String target;

  @Option(
      names = "--classes",
      description = "For csv: the target is a class although it looks like a number.")
  private boolean classes;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Width of the hidden layers, instead of the task's own.")
  private Integer width;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Number of linear layers, instead of the task's own.")
  private Integer depth;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training data, at most.")
  private Integer epochs;

  /** The task. */
  TaskName task() {
    return task;
  }

  /**
   * All that was asked for.
   *
   * @throws UsageFault if options contradict each other
   */
  ComparisonRequest request(
      List<OptimizerName> optimizers,
      List<ScheduleOption> schedules,
      List<Integer> batchSizes,
      Set<Instrument> instruments) {
    return new ComparisonRequest(
        task,
        images(),
        table(),
        optimizers,
        schedules,
        batchSizes,
        optional(width),
        optional(depth),
        optional(epochs),
        instruments);
  }

  private Optional<UserImages> images() {
    UserImages asked =
        new UserImages(
            images,
            Optional.ofNullable(dataset),
            classesOf,
            optional(training),
            optional(perClass),
            optional(side),
            Optional.ofNullable(attribute));
    if (images == null && !asked.isFolderAlone()) {
      throw new UsageFault(
          "Expected --images with options of images; found none. Remedy: give --task images"
              + " --dataset NAME --images DIR.");
    }
    return images == null ? Optional.empty() : Optional.of(asked);
  }

  private Optional<UserTable> table() {
    if (data == null && target == null) {
      return Optional.empty();
    }
    if (data == null || target == null) {
      throw new UsageFault(
          "Expected both --data and --target; found "
              + (data == null ? "--target" : "--data")
              + " alone. Remedy: give --data FILE --target COLUMN.");
    }
    if (!Files.isRegularFile(data)) {
      throw new UsageFault(
          "Expected a table at %s; found %s. Remedy: give the path of a CSV file."
              .formatted(data, Files.exists(data) ? "no file" : "nothing"));
    }
    return Optional.of(new UserTable(data, target, classes));
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Adds what each task is to the end of a command's help. */
  static void explainTasks(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    Stream<String> tasks =
        Arrays.stream(TaskName.values())
            .map(name -> "  %-14s %s".formatted(name.id(), name.words()));
    usage.footer(
        Stream.of(Arrays.stream(usage.footer()), Stream.of("", "Tasks:"), tasks)
            .flatMap(Function.identity())
            .toArray(String[]::new));
  }

  /** Reads the name of a task. */
  static final class TaskConverter implements ITypeConverter<TaskName> {

    @Override
    public TaskName convert(String value) {
      return TaskName.of(value);
    }
  }

  /** Reads the name of an image set. */
  static final class DatasetConverter implements ITypeConverter<ImageDataset> {

    @Override
    public ImageDataset convert(String value) {
      try {
        return ImageDataset.of(value);
      } catch (IllegalArgumentException e) {
        throw new UsageFault(e.getMessage(), e);
      }
    }
  }

  /** Reads the name of an optimizer. */
  static final class OptimizerConverter implements ITypeConverter<OptimizerName> {

    @Override
    public OptimizerName convert(String value) {
      return OptimizerName.of(value);
    }
  }

  /** Reads a schedule. */
  static final class ScheduleConverter implements ITypeConverter<ScheduleOption> {

    @Override
    public ScheduleOption convert(String value) {
      return ScheduleOption.of(value);
    }
  }
}
