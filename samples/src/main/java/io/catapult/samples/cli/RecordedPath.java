/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.trajectory.Keeping;
import io.catapult.djl.trajectory.WeightTrajectory;
import io.catapult.samples.UsageFault;
import io.catapult.tribuo.trainer.DjlTrainer;
import io.catapult.tribuo.trainer.TrainingData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.tribuo.Dataset;
import org.tribuo.Output;

/** The path of a training's weights in its folder, for {@code catapult landscape --path}. */
final class RecordedPath implements AutoCloseable {

  /** Two directions of a plane take three places. */
  private static final int FEWEST = 3;

  /** The directions are found among all pairs of places. */
  private static final int MOST = 2000;

  private static final double MEGABYTE = 1e6;

  private final Optional<WeightTrajectory> trajectory;

  private RecordedPath(Optional<WeightTrajectory> trajectory) {
    this.trajectory = trajectory;
  }

  /**
   * What the user asked for.
   *
   * @param steps the most steps to keep, or null
   * @return 0 if no path is asked for
   * @throws UsageFault if there cannot be so many
   */
  static int room(Integer steps) {
    if (steps == null) {
      return 0;
    }
    if (steps < FEWEST || steps > MOST) {
      throw new UsageFault(
          "Expected --path with %d to %d steps; found %d. Remedy: leave the number out."
              .formatted(FEWEST, MOST, steps));
    }
    return steps;
  }

  /** Begins to record; what is there of a training that was stopped is replaced. */
  static RecordedPath begin(TrainingFolder folder, int room) throws IOException {
    if (room == 0) {
      return new RecordedPath(Optional.empty());
    }
    Files.deleteIfExists(folder.weights());
    return new RecordedPath(
        Optional.of(WeightTrajectory.inFile(folder.weights(), room, Keeping.WHOLE_RUN)));
  }

  /** A training that is recorded, if it is asked for. */
  <T extends Output<T>> TrainingData<T> of(TrainingData<T> training) {
    return trajectory.map(training::withTrajectory).orElse(training);
  }

  @Override
  public void close() {
    trajectory.ifPresent(WeightTrajectory::close);
  }

  /**
   * Writes the data beside the path, and says how to look at the loss around it.
   *
   * @param model the model as {@code catapult landscape} takes it
   */
  static <T extends Output<T>> String end(
      TrainingFolder folder, DjlTrainer<T> trainer, Dataset<T> data, String model) {
    try (WeightTrajectory path = WeightTrajectory.open(folder.weights())) {
      String kept =
          String.format(
              Locale.ROOT,
              "Path of its weights, %d steps, %.1f MB: %s",
              path.steps().length,
              Files.size(folder.weights()) / MEGABYTE,
              folder.weights());
      writeData(folder, trainer, data);
      return "%s%nLook at the loss around it with: %s landscape %s --inputs %s --targets %s --plane --path %s --page %s%n"
          .formatted(
              kept,
              Shell.command(),
              model,
              folder.data(),
              folder.data(),
              folder.weights(),
              folder.path().resolve("plane.html"));
    } catch (IOException e) {
      return "No path of the weights was recorded: %s%n".formatted(e.getMessage());
    }
  }

  private static <T extends Output<T>> void writeData(
      TrainingFolder folder, DjlTrainer<T> trainer, Dataset<T> data) throws IOException {
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        OutputStream out = Files.newOutputStream(folder.data())) {
      NDList arrays = trainer.toArrays(data, manager);
      arrays.get(0).setName("x");
      arrays.get(1).setName("y");
      arrays.encode(out, NDList.Encoding.NPZ);
    }
  }
}
