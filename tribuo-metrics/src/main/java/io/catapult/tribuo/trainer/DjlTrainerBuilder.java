/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import org.tribuo.Output;
import org.tribuo.Trainer;

/**
 * Builds a {@link DjlTrainer}.
 *
 * @param <T> the type of the outputs
 */
public final class DjlTrainerBuilder<T extends Output<T>> {

  final OutputBridge<T> bridge;
  BlockFactory blockFactory;
  OptimizerSpec optimizer;
  LossFunction loss;
  int batchSize;
  int epochs;
  long maxSteps;
  double stopBelow;
  long seed = Trainer.DEFAULT_SEED;
  int threads = 1;
  String device = "";
  double validationFraction;
  WatchSpec watch;

  /**
   * Begins.
   *
   * @param bridge the meaning of the network's outputs
   * @param loss what is minimised unless another is set
   */
  public DjlTrainerBuilder(OutputBridge<T> bridge, LossFunction loss) {
    this.bridge = bridge;
    this.loss = loss;
  }

  /** Sets the network; required. */
  public DjlTrainerBuilder<T> setBlockFactory(BlockFactory factory) {
    this.blockFactory = factory;
    return this;
  }

  /** Sets optimizer and learning rate; required. */
  public DjlTrainerBuilder<T> setOptimizer(OptimizerSpec optimizer) {
    this.optimizer = optimizer;
    return this;
  }

  /** Sets the number of passes over the training data, at most; required. */
  public DjlTrainerBuilder<T> setEpochs(int epochs) {
    this.epochs = epochs;
    return this;
  }

  /** What to minimise. */
  public DjlTrainerBuilder<T> optLoss(LossFunction loss) {
    this.loss = loss;
    return this;
  }

  /** Samples a step; 0, the default, for all. The last batch of an epoch may be smaller. */
  public DjlTrainerBuilder<T> optBatchSize(int samples) {
    this.batchSize = samples;
    return this;
  }

  /** The number of steps, at most; 0, the default, for no bound. */
  public DjlTrainerBuilder<T> optMaxSteps(long steps) {
    this.maxSteps = steps;
    return this;
  }

  /**
   * Stops when the loss of the whole training set is below; looked at every epoch, or every 20
   * steps if an epoch is shorter. 0, the default, for no bound.
   */
  public DjlTrainerBuilder<T> optStopBelow(double loss) {
    this.stopBelow = loss;
    return this;
  }

  /** The seed of initial weights, batches and validation split. */
  public DjlTrainerBuilder<T> optSeed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Threads of one operation, 1 by default; their number changes the last bits. */
  public DjlTrainerBuilder<T> optThreads(int threads) {
    this.threads = threads;
    return this;
  }

  /** The device, as "cpu" or "gpu0"; empty, the default, for the engine's own choice. */
  public DjlTrainerBuilder<T> optDevice(String device) {
    this.device = device;
    return this;
  }

  /** The part of the training data to hold out and validate on; 0 by default. */
  public DjlTrainerBuilder<T> optValidationFraction(double fraction) {
    this.validationFraction = fraction;
    return this;
  }

  /** Watches the training; not watched by default. */
  public DjlTrainerBuilder<T> optWatch(WatchSpec watch) {
    this.watch = watch;
    return this;
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public DjlTrainer<T> build() {
    return new DjlTrainer<>(this);
  }
}
