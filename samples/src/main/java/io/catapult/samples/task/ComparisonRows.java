/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.djl.listener.Instrument;
import io.catapult.samples.data.ImageDataset;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.trainer.DjlTrainer;
import io.catapult.tribuo.trainer.DjlTrainerBuilder;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.LossFunction;
import io.catapult.tribuo.trainer.OutputBridge;
import io.catapult.tribuo.trainer.WatchSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tribuo.Output;

/**
 * The rows of a comparison: optimizers x schedules x batch sizes.
 *
 * @param request what was asked for
 * @param bridge between outputs and arrays
 * @param samples training samples there are
 * @param <T> the type of output
 */
record ComparisonRows<T extends Output<T>>(
    ComparisonRequest request, OutputBridge<T> bridge, int samples) {

  /** How often all training data are measured as a batch, which costs several steps. */
  private static final int FULL_BATCH_EVERY = 20;

  /** Table 1 of Catapults in SGD: batch sizes at half of the critical rate. */
  private static final double HALF = 0.5;

  List<Configuration<T>> all() {
    List<Configuration<T>> rows = new ArrayList<>();
    for (OptimizerName optimizer : optimizers()) {
      for (ScheduleOption schedule : schedules(optimizer)) {
        for (int batchSize : batchSizes(optimizer)) {
          rows.add(
              new Configuration<>(
                  label(optimizer, schedule, batchSize), trainer(optimizer, schedule, batchSize)));
        }
      }
    }
    return rows;
  }

  private List<OptimizerName> optimizers() {
    if (!request.optimizers().isEmpty()) {
      return request.optimizers();
    }
    return isBySize() ? List.of(OptimizerName.SGD) : Arrays.asList(OptimizerName.values());
  }

  private List<ScheduleOption> schedules(OptimizerName optimizer) {
    if (!request.schedules().isEmpty()) {
      return request.schedules();
    }
    return isBySize() && optimizer == OptimizerName.SGD
        ? List.of(ScheduleOption.critical(HALF))
        : List.of(settings().schedules().get(optimizer));
  }

  /** 0 stands for all training data. */
  private List<Integer> batchSizes(OptimizerName optimizer) {
    if (optimizer.isFullBatch()) {
      return List.of(0);
    }
    return isBySize() ? request.batchSizes() : List.of(settings().batchSize());
  }

  private boolean isBySize() {
    return !request.batchSizes().isEmpty();
  }

  private TaskSettings settings() {
    return request.task().settings();
  }

  private String label(OptimizerName optimizer, ScheduleOption schedule, int batchSize) {
    String label =
        request.schedules().isEmpty()
            ? optimizer.label()
            : optimizer.shortLabel() + ", " + schedule.text();
    return request.batchSizes().size() > 1 && batchSize > 0
        ? label + ", batch " + batchSize
        : label;
  }

  private DjlTrainer<T> trainer(OptimizerName optimizer, ScheduleOption schedule, int batchSize) {
    TaskSettings settings = settings();
    FullyConnectedFactory network =
        new FullyConnectedFactory(
            request.depth().orElse(settings.depth()), request.width().orElse(settings.width()));
    return new DjlTrainerBuilder<>(bridge, LossFunction.SQUARED_ERROR)
        .setBlockFactory(network)
        .setOptimizer(optimizer.spec(schedule))
        .optBatchSize(batchSize)
        .setEpochs(request.epochs().orElse(settings.maxSteps()))
        .optMaxSteps(settings.maxSteps())
        .optStopBelow(settings.stopBelow())
        .optWatch(watch(batchSize == 0 || batchSize >= samples))
        .build();
  }

  private WatchSpec watch(boolean isFullBatch) {
    WatchSpec.Builder watch =
        WatchSpec.builder()
            .optInstruments(instruments())
            .optEvery(settings().measureEvery())
            .optBatchEvery(isFullBatch ? FULL_BATCH_EVERY : 1);
    setImageShape(watch);
    return watch.build();
  }

  private Set<Instrument> instruments() {
    Set<Instrument> all = EnumSet.of(Instrument.PROBE_SHARPNESS);
    all.addAll(request.instruments());
    return all;
  }

  private void setImageShape(WatchSpec.Builder watch) {
    if (request.task() == TaskName.FASHION_MNIST) {
      watch.optImageShape(1, FashionMnistTask.SIDE, FashionMnistTask.SIDE);
    } else if (request.task() == TaskName.IMAGES) {
      UserImages images = request.images().orElseThrow();
      ImageDataset dataset = images.dataset().orElseThrow();
      int side = images.side().orElse(dataset.side());
      watch.optImageShape(dataset.channels(), side, side);
    }
  }
}
