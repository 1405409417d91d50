/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.trainer.DjlTrainer;
import io.catapult.tribuo.trainer.DjlTrainerBuilder;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.OptimizerSpec;
import io.catapult.tribuo.trainer.WatchSpec;
import java.nio.file.Path;
import org.tribuo.regression.Regressor;

/** Designs of small networks on a tiny task. */
final class TinyDesigns {

  private TinyDesigns() {}

  /** Two configurations and two seeds. */
  static Design<Regressor> two(int epochs) {
    return builder(epochs).setSeeds(0, 1).build();
  }

  /** Two configurations on the task without trouble. */
  static Design.Builder<Regressor> builder(int epochs) {
    return Design.<Regressor>builder()
        .setTask(new TinyTask(TinyTask.Trouble.NONE, Path.of("")))
        .addConfiguration(new Configuration<>("SGD, batch 5", trainer(epochs, 5, 0.02)))
        .addConfiguration(new Configuration<>("GD", trainer(epochs, 0, 0.05)));
  }

  /** A task that fails in a way that its seed tells. */
  static Design<Regressor> troubled(Path memory) {
    return Design.<Regressor>builder()
        .setTask(new TinyTask(TinyTask.Trouble.BY_SEED, memory))
        .addConfiguration(new Configuration<>("SGD", trainer(5, 5, 0.02)))
        .setSeeds(0, 1, 2, 3, 4)
        .build();
  }

  static DjlTrainer<Regressor> trainer(int epochs, int batchSize, double rate) {
    return unfinished(epochs)
        .setOptimizer(OptimizerSpec.sgd(rate))
        .optBatchSize(batchSize)
        .optWatch(WatchSpec.builder().optEvery(10).build())
        .build();
  }

  static DjlTrainerBuilder<Regressor> unfinished(int epochs) {
    return DjlTrainer.regression()
        .setBlockFactory(new FullyConnectedFactory(2, 16))
        .setEpochs(epochs);
  }
}
