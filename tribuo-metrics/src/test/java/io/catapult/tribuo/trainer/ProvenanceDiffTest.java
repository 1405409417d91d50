/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.tribuo.data.DenseDataset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.regression.Regressor;

class ProvenanceDiffTest {

  private final DenseDataset<Regressor> data = Tasks.products();

  private DjlModel<Regressor> train(double rate, int batchSize) {
    return Tasks.regression()
        .setOptimizer(OptimizerSpec.sgd(rate))
        .optBatchSize(batchSize)
        .setEpochs(1)
        .build()
        .train(data);
  }

  @Test
  void twoModelsAreToldApartByWhatTheirTrainersDifferIn() {
    ProvenanceDiff diff = ProvenanceDiff.ofTrainers(train(0.05, 16), train(0.01, 20));
    assertEquals(
        "trainer.batchSize [16, 20]\ntrainer.optimizer.schedule.baseRate [0.05, 0.01]",
        diff.toString());
    assertEquals("0.05", diff.entries().get(1).first());
  }

  @Test
  void theSameTrainingHasNoDifferences() {
    assertEquals(List.of(), ProvenanceDiff.ofTrainers(train(0.05, 16), train(0.05, 16)).entries());
  }

  @Test
  void whatOneOfTheTwoLacksIsAbsent() {
    ProvenanceDiff diff =
        ProvenanceDiff.of(
            LearningRateSchedule.steps(1, new int[] {5}, new double[] {2}).getProvenance(),
            LearningRateSchedule.fixed(1).getProvenance());
    assertEquals(
        "iterations.0 [5, absent]\nkind [STEPS, FIXED]\nrates.0 [2.0, absent]", diff.toString());
  }

  @Test
  void aModelsProvenanceSaysWhatChangedItsNumbers() {
    DjlModel<Regressor> model =
        Tasks.regression().optWatch(Tasks.watch()).setEpochs(1).build().train(data);
    Map<String, String> values = ProvenanceDiff.values(model.getProvenance());
    assertEquals("SGD", values.get("trainer.optimizer.kind"));
    assertEquals("FIXED", values.get("trainer.optimizer.schedule.kind"));
    assertEquals("16", values.get("trainer.batchSize"));
    assertEquals("12345", values.get("trainer.seed"));
    assertEquals("1", values.get("trainer.threads"));
    assertEquals("256", values.get("trainer.watch.probeSamples"));
    assertEquals("2.7.1", values.get("instance-values.pytorch-version"));
    assertEquals("0.35.1", values.get("instance-values.djl-version"));
    String hash = "SHA-256[" + data.getProvenance().getContentHash() + "]";
    assertEquals(hash, values.get("dataset.content-hash"));
    assertTrue(
        values
            .keySet()
            .containsAll(
                List.of(
                    "trainer.device",
                    "instance-values.plugin-version",
                    "instance-values.device-used",
                    "instance-values.engine-seed",
                    "instance-values.ending")),
        values.toString());
  }
}
