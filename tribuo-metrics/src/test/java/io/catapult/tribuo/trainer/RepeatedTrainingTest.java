/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.listener.Instrument;
import io.catapult.tribuo.data.DenseDataset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.example.NonlinearGaussianDataSource;

/** The same settings and data give the same model, bit by bit. */
class RepeatedTrainingTest {

  private final DenseDataset<Regressor> data = Tasks.products();

  static List<DjlTrainer<Regressor>> trainers() {
    return List.of(
        Tasks.regression().build(),
        Tasks.regression().optValidationFraction(0.2).optSeed(7).optMaxSteps(11).build(),
        Tasks.regression()
            .setOptimizer(
                OptimizerSpec.of(
                    OptimizerSpec.Kind.SGD, LearningRateSchedule.criticalFraction(0.5)))
            .optWatch(
                WatchSpec.builder()
                    .optInstruments(EnumSet.of(Instrument.PARAMETERS, Instrument.AGOP))
                    .optBatchEvery(3)
                    .optEvery(5)
                    .optImageShape(1, 3, 4)
                    .build())
            .build(),
        Tasks.regression()
            .setOptimizer(
                OptimizerSpec.of(
                    OptimizerSpec.Kind.SGD,
                    LearningRateSchedule.steps(0.5, new int[] {3, 9}, new double[] {1, 0.25})))
            .build(),
        Tasks.regression()
            .setOptimizer(
                OptimizerSpec.of(
                    OptimizerSpec.Kind.SGD,
                    LearningRateSchedule.steps(0.1, new int[] {4}, new double[] {0.7})
                        .inCriticalRates()))
            .build(),
        Tasks.regression()
            .setOptimizer(
                OptimizerSpec.of(OptimizerSpec.Kind.SGD, LearningRateSchedule.criticalRate(1)))
            .optWatch(WatchSpec.builder().build())
            .build());
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void aTrainerFromTheProvenanceAloneTrainsTheSameModel(DjlTrainer<Regressor> trainer) {
    DjlModel<Regressor> first = trainer.train(data);
    DjlModel<Regressor> second = trainer.train(data);
    assertFalse(Arrays.equals(Tasks.values(first, data), Tasks.values(second, data)));
    for (DjlModel<Regressor> model : List.of(second, first)) {
      DjlTrainer<?> again = DjlTrainer.of(model.getProvenance().getTrainerProvenance());
      assertArrayEquals(
          Tasks.values(model, data), Tasks.values(castTrainer(again).train(data), data));
    }
  }

  @SuppressWarnings("unchecked")
  private static DjlTrainer<Regressor> castTrainer(DjlTrainer<?> trainer) {
    return (DjlTrainer<Regressor>) trainer;
  }

  @Test
  void dataAndTrainerComeBackFromTheModelsProvenance() {
    NonlinearGaussianDataSource source =
        new NonlinearGaussianDataSource(50, new float[] {1, 2, 3, 4}, 0.1f, 0.3f, -1, 1, -1, 1, 3L);
    MutableDataset<Regressor> training = new MutableDataset<>(source);
    DjlModel<Regressor> model = Tasks.regression().build().train(training);

    List<ConfigurationData> all = ProvenanceUtil.extractConfiguration(model.getProvenance());
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(all);
    MutableDataset<Regressor> again =
        new MutableDataset<>(manager.lookupAll(NonlinearGaussianDataSource.class).get(0));
    DjlTrainer<Regressor> trainer = castTrainer(manager.lookupAll(DjlTrainer.class).get(0));
    assertArrayEquals(Tasks.values(model, training), Tasks.values(trainer.train(again), training));
  }

  @Test
  void theInvocationCountGoesBackToAnEarlierTraining() {
    Trainer<Regressor> trainer = Tasks.regression().build();
    double[] first = Tasks.values(trainer.train(data), data);
    double[] second = Tasks.values(trainer.train(data), data);
    assertEquals(2, trainer.getInvocationCount());
    trainer.setInvocationCount(1);
    assertArrayEquals(second, Tasks.values(trainer.train(data), data));
    assertArrayEquals(first, Tasks.values(trainer.train(data, Map.of(), 0), data));
    assertEquals(1, trainer.getInvocationCount());
  }

  @Test
  void watchingChangesNothing() {
    assertArrayEquals(
        Tasks.values(Tasks.regression().build().train(data), data),
        Tasks.values(Tasks.regression().optWatch(Tasks.watch()).build().train(data), data));
  }

  @Test
  void initialWeightsDependOnTheSeedAndTheNetworkAlone() {
    double tiny = 1e-30;
    double[] sgd = initial(OptimizerSpec.sgd(tiny), 5);
    OptimizerSpec adam =
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, LearningRateSchedule.fixed(tiny));
    assertArrayEquals(sgd, initial(adam, 5));
    assertFalse(Arrays.equals(sgd, initial(adam, 6)));
  }

  private double[] initial(OptimizerSpec optimizer, long seed) {
    DjlTrainer<Regressor> trainer =
        Tasks.regression()
            .setOptimizer(optimizer)
            .optBatchSize(seed == 5 ? 7 : 0)
            .optSeed(seed)
            .setEpochs(1)
            .build();
    return Tasks.values(trainer.train(data), data);
  }

  @Test
  void theEnginesThreadsAreBackAfterTheTraining() {
    int before = Aten.threads();
    Tasks.regression().optThreads(before + 1).setEpochs(1).build().train(data);
    assertEquals(before, Aten.threads());
  }

  @Test
  void anotherTrainersProvenanceIsRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> DjlTrainer.of(new EmptyTrainerProvenance()));
    assertTrue(error.getMessage().contains("found org.tribuo.Trainer"), error.getMessage());
  }
}
