/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.djl.listener.Instrument;
import io.catapult.samples.UsageFault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a person asks to have compared; what is left open is the task's own.
 *
 * @param task the task
 * @param images the user's images, for images, and for fashion-mnist the folder alone
 * @param table the user's table, for csv
 * @param optimizers in the order of the rows; empty for all, or SGD alone where batch sizes are
 *     given
 * @param schedules for each of the optimizers; empty for the task's own rates, or half of the
 *     critical rate where batch sizes are given
 * @param batchSizes for each of these; empty for the task's own
 * @param width of the hidden layers
 * @param depth linear layers
 * @param epochs the longest training
 * @param instruments what is measured beside what always is
 */
public record ComparisonRequest(
    TaskName task,
    Optional<UserImages> images,
    Optional<UserTable> table,
    List<OptimizerName> optimizers,
    List<ScheduleOption> schedules,
    List<Integer> batchSizes,
    OptionalInt width,
    OptionalInt depth,
    OptionalInt epochs,
    Set<Instrument> instruments) {

  /**
   * Checks what belongs together.
   *
   * @throws UsageFault if options contradict each other or a number is out of range
   */
  public ComparisonRequest {
    optimizers = List.copyOf(optimizers);
    schedules = List.copyOf(schedules);
    batchSizes = List.copyOf(batchSizes);
    instruments = Set.copyOf(instruments);
    requireImages(task, images);
    require(
        table.isPresent() == (task == TaskName.CSV),
        task == TaskName.CSV ? "a table for the task csv" : "--data with the task csv only",
        task == TaskName.CSV ? "none" : "the task " + task.id(),
        "give --task csv --data FILE --target COLUMN");
    for (int size : batchSizes) {
      require(size >= 1, "batch sizes of at least 1", size, "give how many samples a step sees");
    }
    requirePositive(width, "width");
    requirePositive(epochs, "epochs");
    require(
        depth.isEmpty() || depth.getAsInt() >= 2,
        "a depth of at least 2",
        depth,
        "leave --depth out for the task's own");
  }

  private static void requireImages(TaskName task, Optional<UserImages> images) {
    if (task == TaskName.IMAGES) {
      require(
          images.isPresent() && images.get().dataset().isPresent(),
          "an image set and its folder for the task images",
          images.isPresent() ? "--images alone" : "none",
          "give --task images --dataset NAME --images DIR");
      requirePositive(images.get().training(), "training");
      requirePositive(images.get().perClass(), "per-class");
      requirePositive(images.get().side(), "side");
      require(
          images.get().training().isEmpty() || images.get().perClass().isEmpty(),
          "either --training or --per-class",
          "both",
          "leave one out");
      return;
    }
    require(
        images.isEmpty() || task == TaskName.FASHION_MNIST,
        "--images with the tasks images and fashion-mnist only",
        "the task " + task.id(),
        "leave one out");
    require(
        images.isEmpty() || images.get().isFolderAlone(),
        "--images alone for the task fashion-mnist",
        "options of the task images",
        "give --task images --dataset fashion-mnist --images DIR with them");
  }

  private static void requirePositive(OptionalInt value, String name) {
    require(
        value.isEmpty() || value.getAsInt() >= 1,
        name + " of at least 1",
        value,
        "leave --" + name + " out for the task's own");
  }

  private static void require(boolean holds, String expected, Object found, String remedy) {
    if (!holds) {
      Object shown = found instanceof OptionalInt number ? number.getAsInt() : found;
      throw new UsageFault("Expected " + expected + "; found " + shown + "; " + remedy + ".");
    }
  }
}
