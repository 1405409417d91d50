/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.catapult.djl.listener.Instrument;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.OptimizerSpec;
import io.catapult.tribuo.trainer.WatchSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.regression.Regressor;

class DesignTest {

  @TempDir Path place;

  @Test
  void everythingThatIsMissingIsToldAtOnce() {
    assertEquals(
        "Cannot build Design. task: expected a task, found none; call setTask."
            + " configurations: expected at least one, found none; call addConfiguration."
            + " seeds: expected at least one, found none; call setSeeds.",
        fault(Design.builder()));
  }

  @Test
  void labelsAndSeedsMustDiffer() {
    Design.Builder<Regressor> twice =
        TinyDesigns.builder(5)
            .addConfiguration(new Configuration<>("GD", TinyDesigns.trainer(5, 0, 1)))
            .setSeeds(3, 4, 3);
    assertEquals(
        "Cannot build Design. seeds: expected different ones, found [3, 4, 3]; leave out what is"
            + " there twice. label: expected a different one each, found 'GD' twice; rename.",
        fault(twice));
  }

  @Test
  void aTrainingThatTheClockMeasuresIsRefused() {
    var trainer =
        TinyDesigns.unfinished(5)
            .setOptimizer(OptimizerSpec.sgd(1))
            .optWatch(WatchSpec.builder().build())
            .build();
    var unwatched = TinyDesigns.unfinished(5).setOptimizer(OptimizerSpec.sgd(1)).build();
    for (var each : List.of(trainer, unwatched)) {
      assertEquals(
          "Cannot build Design. watch of 'a': expected a fixed number of steps between"
              + " measurements, found none, or a budget of time, by which no run can be repeated;"
              + " call optWatch with a WatchSpec with optEvery.",
          fault(
              Design.<Regressor>builder()
                  .setTask(new TinyTask(TinyTask.Trouble.NONE, Path.of("")))
                  .addConfiguration(new Configuration<>("a", each))
                  .setSeeds(0)));
    }
  }

  @Test
  void aLabelIsOneLine() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Configuration<>("a\nb", TinyDesigns.trainer(5, 0, 1)));
    assertEquals(
        "Expected a label of one line without space around it; found 'a\nb'. Remedy: shorten the"
            + " label.",
        fault.getMessage());
  }

  @Test
  void aGridHasEveryCombinationAndNamesWhatDiffers() {
    List<Configuration<Regressor>> grid =
        grid()
            .addSchedule("slow", LearningRateSchedule.fixed(0.1))
            .addSchedule("fast", LearningRateSchedule.fixed(1))
            .addBatchSize(0)
            .addBatchSize(5)
            .configurations();
    assertEquals(
        List.of(
            "SGD, slow, full batch",
            "SGD, slow, batch 5",
            "SGD, fast, full batch",
            "SGD, fast, batch 5",
            "Adam, slow, full batch",
            "Adam, slow, batch 5",
            "Adam, fast, full batch",
            "Adam, fast, batch 5"),
        grid.stream().map(Configuration::label).toList());
    assertEquals(new DesignSummary.Row("SGD, fast, batch 5", 5, "1"), row(grid.get(3)));
    assertEquals(new DesignSummary.Row("Adam, slow, full batch", 0, "0.1"), row(grid.get(4)));
  }

  @Test
  void aGridWithOneScheduleAndBatchSizeNamesTheOptimizers() {
    assertEquals(
        List.of("SGD", "Adam"),
        grid()
            .addSchedule("slow", LearningRateSchedule.fixed(0.1))
            .addBatchSize(5)
            .configurations()
            .stream()
            .map(Configuration::label)
            .toList());
  }

  @Test
  void aGridWithoutChoicesIsRefused() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> grid().configurations());
    assertEquals(
        "Cannot build Grid. schedules: expected at least one, found none; call addSchedule."
            + " batch sizes: expected at least one, found none; call addBatchSize.",
        fault.getMessage());
  }

  @Test
  void everyTrainerComesBackFromItsFile() throws IOException {
    for (LearningRateSchedule schedule :
        List.of(
            LearningRateSchedule.fixed(0.1),
            LearningRateSchedule.steps(0.1, new int[] {15, 60}, new double[] {10, 0.3}),
            LearningRateSchedule.cycle(0.1, 1, 20),
            LearningRateSchedule.criticalFraction(0.5),
            LearningRateSchedule.criticalRate(3))) {
      var trainer =
          TinyDesigns.unfinished(5)
              .setOptimizer(OptimizerSpec.of(OptimizerSpec.Kind.SGD, schedule))
              .optWatch(
                  WatchSpec.builder()
                      .optEvery(10)
                      .optInstruments(Set.of(Instrument.PROBE_SHARPNESS, Instrument.LOSS))
                      .build())
              .build();
      CellConfiguration cell =
          CellConfiguration.of(
              new CellPlan<>(new TinyTask(TinyTask.Trouble.NONE, Path.of("a b")), trainer, 7));
      cell.write(place.resolve("cell.xml"));
      CellPlan<?> again = CellConfiguration.read(place.resolve("cell.xml"));
      assertEquals(cell.toJson(), CellConfiguration.of(again).toJson());
    }
  }

  private static Grid<Regressor> grid() {
    return Grid.of(TinyDesigns.unfinished(5).optWatch(WatchSpec.builder().optEvery(10).build()))
        .addOptimizer("SGD", OptimizerSpec.builder().setKind(OptimizerSpec.Kind.SGD))
        .addOptimizer("Adam", OptimizerSpec.builder().setKind(OptimizerSpec.Kind.ADAM));
  }

  private static DesignSummary.Row row(Configuration<Regressor> configuration) {
    CellPlan<Regressor> plan =
        new CellPlan<>(
            new TinyTask(TinyTask.Trouble.NONE, Path.of("")), configuration.trainer(), 0);
    return DesignSummary.Row.of(configuration.label(), CellConfiguration.of(plan));
  }

  private static String fault(Design.Builder<Regressor> builder) {
    return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
  }
}
