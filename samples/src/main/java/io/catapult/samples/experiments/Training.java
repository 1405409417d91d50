/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

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
import org.tribuo.Output;

/**
 * A training by gradient descent as appendix C.6 describes most: squared loss, and an end when the
 * loss of the training data is below 1e-3 or after a number of updates. Copied by each setting.
 *
 * @param bridge the meaning of the outputs
 * @param network the network
 * @param batchSize samples an update; 0 for all
 * @param updates at most
 * @param stopBelow the loss that ends it; 0 for none
 * @param probes samples to measure on; 0 for all
 * @param every updates between measurements on them
 * @param batchEvery updates between measurements of the batch; 0 for none
 * @param <T> the type of output
 */
record Training<T extends Output<T>>(
    OutputBridge<T> bridge,
    BlockFactory network,
    int batchSize,
    int updates,
    double stopBelow,
    int probes,
    int every,
    int batchEvery) {

  /** Where appendix C.6 stops. */
  static final double TRAINED = 1e-3;

  private static final int TOP_EIGENSPACE = 5;

  /** Gradient descent on all samples, measured at every update. */
  static <T extends Output<T>> Training<T> gradientDescent(
      OutputBridge<T> bridge, int depth, int width, int updates) {
    return new Training<>(
        bridge, new FullyConnectedFactory(depth, width), 0, updates, TRAINED, 0, 1, 0);
  }

  /** By batches, each of which is measured. */
  Training<T> inBatches(int size) {
    return inBatches(size, 1);
  }

  /** By batches, every k-th of which is measured. */
  Training<T> inBatches(int size, int k) {
    return new Training<>(bridge, network, size, updates, stopBelow, probes, every, k);
  }

  /** Measured on so many samples, at every k-th update. */
  Training<T> probedOn(int samples, int k) {
    return new Training<>(bridge, network, batchSize, updates, stopBelow, samples, k, batchEvery);
  }

  /** Trained until the loss is below another one; 0 for all updates. */
  Training<T> until(double loss) {
    return new Training<>(bridge, network, batchSize, updates, loss, probes, every, batchEvery);
  }

  /** A row of an experiment. */
  Configuration<T> row(String label, LearningRateSchedule rate) {
    DjlTrainerBuilder<T> trainer =
        new DjlTrainerBuilder<>(bridge, LossFunction.SQUARED_ERROR)
            .setBlockFactory(network)
            .setOptimizer(OptimizerSpec.of(OptimizerSpec.Kind.SGD, rate))
            .optBatchSize(batchSize)
            .setEpochs(updates)
            .optMaxSteps(updates)
            .optStopBelow(stopBelow)
            .optWatch(
                WatchSpec.builder()
                    .optCost(MeasuringCost.ONE_STEP)
                    .optTopEigenspace(TOP_EIGENSPACE)
                    .optProbeSamples(probes)
                    .optEvery(every)
                    .optBatchEvery(batchEvery)
                    .build());
    return new Configuration<>(label, trainer.build());
  }
}
