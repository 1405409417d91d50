/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.SyntheticTask;
import io.catapult.samples.task.TargetFunction;
import io.catapult.tribuo.comparison.Cell;
import io.catapult.tribuo.comparison.CellRunner;
import io.catapult.tribuo.comparison.CellWorker;
import io.catapult.tribuo.comparison.ComparisonProgress;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.RegressionBridge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tribuo.regression.Regressor;

/** An experiment of a second, whose claims are sure to hold. */
public final class TinyExperiment {

  static final String LARGE = "large rate";
  static final String SMALL = "small rate";
  static final Statistic SQUARE = Statistic.computed("square", "a s^2");
  static final String FINDING = "Five updates are five epochs.";

  private TinyExperiment() {}

  /** Runs it with two seeds in this process. */
  public static void run(Path folder) throws IOException, InterruptedException {
    new ExperimentRun(experiment(), Size.DESK, PaperImages.embedded(), new long[] {1, 2}, folder)
        .run(here(), ComparisonProgress.none());
  }

  static Experiment experiment() {
    return description().build();
  }

  /** The same with a claim that is known not to hold. */
  static Experiment withFinding() {
    return description()
        .addCheck(Check.everyRun(Statistic.of(DynamicsMetrics.EPOCHS), Bound.AT_LEAST, 6, LARGE))
        .explain(FINDING, DynamicsMetrics.EPOCHS.label())
        .build();
  }

  static Experiment.Builder description() {
    return Experiment.builder("tiny")
        .setTitle("a tiny <b>experiment</b>")
        .setClaim("A loss that is trained on falls.", "This test")
        .setTime("a second")
        .setPlan(Size.DESK, TinyExperiment::plan)
        .setPlan(Size.PAPER, TinyExperiment::plan)
        .addCheck(
            Check.everyRun(Statistic.of(DynamicsMetrics.STEPS), Bound.EXACTLY, 5, LARGE, SMALL))
        .addCheck(
            Check.trend(
                    Trend.RISES, Statistic.of(DynamicsMetrics.TRAIN_LOSS), List.of(LARGE, SMALL))
                .withPaper(0.5, 0.6));
  }

  /** An experiment that is computed, which runs with two seeds. */
  public static void runComputed(Path folder) throws IOException, InterruptedException {
    new ExperimentRun(computed(), Size.DESK, PaperImages.embedded(), new long[] {1, 2}, folder)
        .run(here(), ComparisonProgress.none());
  }

  /** The square of the seed and half of it, with a chart of both and one of the first row. */
  static Experiment computed() {
    return computed(
        Computation.of(
            new Computation.Row(LARGE, seed -> square(LARGE, seed, 1)),
            new Computation.Row(SMALL, seed -> square(SMALL, seed, 0.5))));
  }

  static Experiment computed(Computation computation) {
    return Experiment.builder("tiny-computed")
        .setTitle("a tiny computation")
        .setClaim("A half is less than the whole.", "This test")
        .setTime("a second")
        .setPlan(Size.DESK, () -> new Plan(computation, 2, "as in the paper"))
        .setPlan(Size.PAPER, () -> new Plan(computation, 2, "as in the paper"))
        .addCheck(Check.trend(Trend.FALLS, SQUARE, List.of(LARGE, SMALL)))
        .addCheck(Check.everyRun(SQUARE, Bound.AT_LEAST, 0.5, SMALL))
        .build();
  }

  private static Computed square(String row, long seed, double factor) {
    double value = factor * seed * seed;
    Computed.Builder computed =
        Computed.builder()
            .put(SQUARE, value)
            .addChart(
                Chart.of(
                    "squares <b>",
                    "The larger is above.",
                    Axis.linear("x"),
                    Axis.logarithmic("y"),
                    Series.curve(row, new double[] {1, value, Double.NaN})));
    if (row.equals(LARGE)) {
      computed.addChart(
          Chart.of(
              "one row",
              "A mark and a dashed line.",
              Axis.logarithmic("x"),
              Axis.linear("y"),
              Series.points("mark", new double[] {0, 1}, new double[] {3, value}),
              Series.dashed("line", new double[] {1, 2}, new double[] {0, 1})));
    }
    return computed.build();
  }

  private static Plan plan() {
    Training<Regressor> training =
        Training.<Regressor>gradientDescent(new RegressionBridge(), 2, 16, 5).until(0);
    return new Plan(
        new ComparisonSetup<>(
            new SyntheticTask(TargetFunction.RANK2, 20),
            List.of(
                training.row(LARGE, LearningRateSchedule.criticalFraction(0.5)),
                training.row(SMALL, LearningRateSchedule.criticalFraction(0.01))),
            DynamicsMetrics.SPIKES_CATAPULT),
        2,
        "as in the paper");
  }

  /** Trains in this process. */
  static CellRunner here() {
    return (cells, progress) -> {
      for (Cell cell : cells) {
        progress.started(cell, 1);
        CellWorker.runCell(cell.folder(), (step, fraction, loss) -> {});
        progress.ended(cell);
      }
    };
  }
}
