/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.tribuo.trainer.DjlTrainerBuilder;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.OptimizerSpec;
import io.catapult.tribuo.trainer.WatchSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tribuo.regression.Regressor;

class OptimizerFamilyTest {

  @Test
  void plainGradientDescentIsNamedByItsBatch() {
    assertEquals("SGD", family(OptimizerSpec.sgd(0.1), 5));
    assertEquals("GD", family(OptimizerSpec.sgd(0.1), 0));
  }

  @Test
  void momentumAndAdaptiveOptimizersHaveNamesOfTheirOwn() {
    OptimizerSpec.Kind sgd = OptimizerSpec.Kind.SGD;
    LearningRateSchedule rate = LearningRateSchedule.fixed(0.1);
    OptimizerSpec momentum =
        OptimizerSpec.builder().setKind(sgd).setSchedule(rate).optMomentum(0.9).build();
    assertEquals("SGD+M", family(momentum, 5));
    assertEquals("Adam", family(OptimizerSpec.of(OptimizerSpec.Kind.ADAM, rate), 5));
  }

  @Test
  void aScheduleThatSeeksCatapultsMakesAnOptimizerOfItsOwn() {
    OptimizerSpec seeking =
        OptimizerSpec.of(OptimizerSpec.Kind.SGD, LearningRateSchedule.criticalRate(3));
    assertEquals("SGD with catapults", family(seeking, 5));
  }

  @Test
  void withoutSettingsAConfigurationIsAFamilyOfItsOwn() {
    DesignSummary.Row row = new DesignSummary.Row("mine", 5, "1");
    assertEquals("mine", OptimizerFamily.of(row, MissingNode.getInstance()));
  }

  /** By the settings that a design writes for such a trainer. */
  private static String family(OptimizerSpec optimizer, int batchSize) {
    DjlTrainerBuilder<Regressor> trainer =
        TinyDesigns.unfinished(1)
            .setOptimizer(optimizer)
            .optBatchSize(batchSize)
            .optWatch(WatchSpec.builder().optEvery(10).build());
    Design<Regressor> design =
        Design.<Regressor>builder()
            .setTask(new TinyTask(TinyTask.Trouble.NONE, Path.of("")))
            .addConfiguration(new Configuration<>("x", trainer.build()))
            .setSeeds(0)
            .build();
    ObjectNode components = design.cell(design.configurations().get(0), 0).toJson();
    return OptimizerFamily.of(new DesignSummary.Row("x", batchSize, "1"), components);
  }
}
