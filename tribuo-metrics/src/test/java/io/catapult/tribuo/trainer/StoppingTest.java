/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.Quantity;
import io.catapult.tribuo.data.DenseDataset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.regression.Regressor;

class StoppingTest {

  private final DenseDataset<Regressor> data = Tasks.products();

  @Test
  void allEpochsAreDone() {
    DjlModel<Regressor> model = Tasks.regression().build().train(data);
    // Batches of 16 of 60 samples: three whole ones and one of 12.
    assertEquals(OptionalLong.of(40), model.getSteps());
    assertEquals(Optional.of(Ending.EPOCHS_DONE), model.getEnding());
  }

  @Test
  void stepsAreBounded() {
    DjlModel<Regressor> model = Tasks.regression().optMaxSteps(7).build().train(data);
    assertEquals(OptionalLong.of(7), model.getSteps());
    assertEquals(Optional.of(Ending.STEPS_DONE), model.getEnding());
    DjlModel<Regressor> whole = Tasks.regression().optMaxSteps(40).build().train(data);
    assertEquals(Optional.of(Ending.EPOCHS_DONE), whole.getEnding());
  }

  @Test
  void aLowLossEndsTheTraining() {
    DjlModel<Regressor> model =
        Tasks.regression().setEpochs(1000).optStopBelow(0.05).build().train(data);
    assertEquals(Optional.of(Ending.LOSS_BELOW), model.getEnding());
    assertTrue(model.getTrainLoss().orElseThrow() < 0.05);
    assertEquals(0, model.getSteps().orElseThrow() % 20);
    assertTrue(model.getSteps().orElseThrow() < 4000);
  }

  @Test
  void aTrainingThatIsGoodEnoughFromTheStartMakesNoStep() {
    DjlModel<Regressor> model = Tasks.regression().optStopBelow(1e9).build().train(data);
    assertEquals(OptionalLong.of(0), model.getSteps());
  }

  @Test
  void aDivergedTrainingEndsEarlyAndItsModelStillPredicts() {
    for (int batchSize : new int[] {0, 16}) {
      DjlModel<Regressor> model =
          Tasks.regression()
              .setOptimizer(OptimizerSpec.sgd(1e4))
              .optBatchSize(batchSize)
              .setEpochs(1000)
              .optWatch(Tasks.watch())
              .build()
              .train(data);
      assertEquals(Optional.of(Ending.DIVERGED), model.getEnding());
      assertTrue(model.getSteps().orElseThrow() <= 40);
      assertEquals(
          Double.POSITIVE_INFINITY,
          Tasks.last(model.getTrainingTrace().orElseThrow(), Quantity.PROBE_LOSS));
      assertEquals(data.size(), Tasks.values(model, data).length);
      assertEquals(data.size(), Tasks.values(Model.deserialize(model.serialize()), data).length);
    }
  }
}
