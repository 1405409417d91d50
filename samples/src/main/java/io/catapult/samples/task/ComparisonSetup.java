/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.UsageFault;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.comparison.Design;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.OutputBridge;
import io.catapult.tribuo.trainer.RegressionBridge;
import java.io.IOException;
import java.util.List;
import org.tribuo.Output;

/**
 * A task and the rows of its comparison.
 *
 * @param task the task
 * @param rows what is compared
 * @param catapults the metric that tables call catapults
 * @param <T> the type of output
 */
public record ComparisonSetup<T extends Output<T>>(
    ComparisonTask<T> task, List<Configuration<T>> rows, DynamicsMetrics catapults) {

  /** Copies the rows. */
  public ComparisonSetup {
    rows = List.copyOf(rows);
  }

  /**
   * Makes task and rows of a request, and reads the data once to see that they can be used.
   *
   * @param request what was asked for
   * @param seed of the run whose data are read
   * @throws UsageFault if they cannot
   */
  public static ComparisonSetup<?> of(ComparisonRequest request, long seed) {
    try {
      return switch (request.task()) {
        case FASHION_MNIST ->
            checked(
                request
                    .images()
                    .map(images -> FashionMnistTask.from(images.folder()))
                    .orElseGet(FashionMnistTask::embedded),
                new ClassificationBridge(),
                request,
                seed);
        case IMAGES ->
            checked(
                new PublishedImagesTask(request.images().orElseThrow()),
                new ClassificationBridge(),
                request,
                seed);
        case CSV -> ofTable(request, request.table().orElseThrow(), seed);
        case RANK2 -> synthetic(TargetFunction.RANK2, 2000, request, seed);
        case RANK3 -> synthetic(TargetFunction.RANK3, 1000, request, seed);
        case RANK4 -> synthetic(TargetFunction.RANK4, 1000, request, seed);
        case FULL_RANK -> synthetic(TargetFunction.FULL_RANK, 128, request, seed);
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageFault(e.getMessage(), e);
    }
  }

  private static ComparisonSetup<?> synthetic(
      TargetFunction target, int training, ComparisonRequest request, long seed)
      throws IOException {
    return checked(new SyntheticTask(target, training), new RegressionBridge(), request, seed);
  }

  private static ComparisonSetup<?> ofTable(ComparisonRequest request, UserTable table, long seed)
      throws IOException {
    return table.hasClasses()
        ? checked(
            new CsvClassificationTask(table.file(), table.target()),
            new ClassificationBridge(),
            request,
            seed)
        : checked(
            new CsvRegressionTask(table.file(), table.target()),
            new RegressionBridge(),
            request,
            seed);
  }

  private static <T extends Output<T>> ComparisonSetup<T> checked(
      ComparisonTask<T> task, OutputBridge<T> bridge, ComparisonRequest request, long seed)
      throws IOException {
    int samples = task.load(seed).training().size();
    return new ComparisonSetup<>(
        task, new ComparisonRows<>(request, bridge, samples).all(), catapults(request));
  }

  /**
   * Over batch sizes those that the papers count, single updates of SGD; else spikes of the loss,
   * which mean the same for every optimizer.
   */
  private static DynamicsMetrics catapults(ComparisonRequest request) {
    return request.batchSizes().isEmpty()
        ? DynamicsMetrics.SPIKES_CATAPULT
        : DynamicsMetrics.CATAPULTS_PROJECTED_LOSS_UNTIL_BEST;
  }

  /**
   * The design of a comparison.
   *
   * @param seeds a run of each row for each of these
   * @throws UsageFault if they are not different ones
   */
  public Design<T> design(long... seeds) {
    try {
      return Design.<T>builder()
          .setTask(task)
          .addConfigurations(rows)
          .setSeeds(seeds)
          .optCatapults(catapults)
          .build();
    } catch (IllegalArgumentException e) {
      throw new UsageFault(e.getMessage(), e);
    }
  }
}
