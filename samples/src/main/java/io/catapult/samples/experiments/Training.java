/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.listener.Instrument;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.DjlTrainerBuilder;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.LossFunction;
import io.catapult.tribuo.trainer.OptimizerSpec;
import io.catapult.tribuo.trainer.OutputBridge;
import io.catapult.tribuo.trainer.WatchSpec;
import java.util.Set;
import java.util.function.Consumer;
import org.tribuo.Output;

/**
 * A training by gradient descent as appendix C.6 describes most: squared loss, and an end when the
 * loss of the training data is below 1e-3 or after a number of updates. Each setting gives a copy.
 *
 * @param <T> the type of output
 */
final class Training<T extends Output<T>> {

  /** Where appendix C.6 stops. */
  static final double TRAINED = 1e-3;

  private static final int TOP_EIGENSPACE = 5;

  private final OutputBridge<T> bridge;
  private BlockFactory network;
  private int updates;
  private int batchSize;
  private double stopBelow = TRAINED;
  private int probes;
  private int every = 1;
  private int batchEvery;
  private int topEigenspace = TOP_EIGENSPACE;
  private MeasuringCost cost = MeasuringCost.ONE_STEP;
  private Set<Instrument> instruments = Set.of();
  private int[] imageShape;

  private Training(OutputBridge<T> bridge, BlockFactory network, int updates) {
    this.bridge = bridge;
    this.network = network;
    this.updates = updates;
  }

  /** Gradient descent on all samples, measured on all of them at every update. */
  static <T extends Output<T>> Training<T> gradientDescent(
      OutputBridge<T> bridge, BlockFactory network, int updates) {
    return new Training<>(bridge, network, updates);
  }

  /** The same of a fully connected network. */
  static <T extends Output<T>> Training<T> gradientDescent(
      OutputBridge<T> bridge, int depth, int width, int updates) {
    return gradientDescent(bridge, new FullyConnectedFactory(depth, width), updates);
  }

  /** The same training of another network. */
  Training<T> of(BlockFactory other) {
    return changed(copy -> copy.network = other);
  }

  /** With another number of updates, at most. */
  Training<T> updates(int most) {
    return changed(copy -> copy.updates = most);
  }

  /** By batches, each of which is measured. */
  Training<T> inBatches(int size) {
    return inBatches(size, 1);
  }

  /** By batches, every k-th of which is measured; 0 for none. */
  Training<T> inBatches(int size, int k) {
    return changed(
        copy -> {
          copy.batchSize = size;
          copy.batchEvery = k;
        });
  }

  /** Measured on so many samples, 0 for all, at every k-th update. */
  Training<T> probedOn(int samples, int k) {
    return changed(
        copy -> {
          copy.probes = samples;
          copy.every = k;
        });
  }

  /** Trained until the loss is below another one; 0 for all updates. */
  Training<T> until(double loss) {
    return changed(copy -> copy.stopBelow = loss);
  }

  /** With another number of eigendirections that the loss is split by; 5 otherwise. */
  Training<T> split(int directions) {
    return changed(copy -> copy.topEigenspace = directions);
  }

  /** Measured for no more than that at each update. */
  Training<T> measuredFor(MeasuringCost most) {
    return changed(copy -> copy.cost = most);
  }

  /** With more that is measured. */
  Training<T> measuring(Instrument... more) {
    return changed(copy -> copy.instruments = Set.of(more));
  }

  /** Of images, so that pages draw an AGOP as one; they are squares. */
  Training<T> ofImages(int channels, int side) {
    return changed(copy -> copy.imageShape = new int[] {channels, side, side});
  }

  private Training<T> changed(Consumer<Training<T>> change) {
    Training<T> copy = new Training<>(bridge, network, updates);
    copy.batchSize = batchSize;
    copy.stopBelow = stopBelow;
    copy.probes = probes;
    copy.every = every;
    copy.batchEvery = batchEvery;
    copy.topEigenspace = topEigenspace;
    copy.cost = cost;
    copy.instruments = instruments;
    copy.imageShape = imageShape;
    change.accept(copy);
    return copy;
  }

  /** A row of an experiment. */
  Configuration<T> row(String label, LearningRateSchedule rate) {
    return row(label, OptimizerSpec.of(OptimizerSpec.Kind.SGD, rate));
  }

  /** A row with another optimizer. */
  Configuration<T> row(String label, OptimizerSpec optimizer) {
    DjlTrainerBuilder<T> trainer =
        new DjlTrainerBuilder<>(bridge, LossFunction.SQUARED_ERROR)
            .setBlockFactory(network)
            .setOptimizer(optimizer)
            .optBatchSize(batchSize)
            .setEpochs(updates)
            .optMaxSteps(updates)
            .optStopBelow(stopBelow)
            .optWatch(watch());
    return new Configuration<>(label, trainer.build());
  }

  private WatchSpec watch() {
    WatchSpec.Builder watch =
        WatchSpec.builder()
            .optCost(cost)
            .optTopEigenspace(topEigenspace)
            .optInstruments(instruments)
            .optProbeSamples(probes)
            .optEvery(every)
            .optBatchEvery(batchEvery);
    if (imageShape != null) {
      watch.optImageShape(imageShape[0], imageShape[1], imageShape[2]);
    }
    return watch.build();
  }
}
