/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.nn.Parameterization;
import io.catapult.samples.task.ComparisonRequest;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.SyntheticTask;
import io.catapult.samples.task.TargetFunction;
import io.catapult.samples.task.TaskName;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.RegressionBridge;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tribuo.Output;
import org.tribuo.regression.Regressor;

/** Table 1: smaller batches make more catapults, learn better features and generalise better. */
final class BatchSizes {

  /** Of Table 1. */
  private static final List<Integer> SIZES = List.of(2000, 50, 10, 5);

  /** As the task names them. */
  private static final List<String> ROWS =
      SIZES.stream().map(size -> "SGD, batch " + size).toList();

  private static final int FULL_BATCH_EVERY = 20;

  /** Appendix C.6 on Fig. C.18. */
  private static final double STANDARD_RATE = 0.01;

  private BatchSizes() {}

  /** Table 1 of the preprint; Fig. 4.9a and C.19a of the dissertation. */
  static Experiment experiment() {
    return Experiment.builder("table-1")
        .addFigures("fig-4.9", "c.19")
        .setTitle("batch sizes on the rank-2 task")
        .setClaim(
            "At one learning rate, SGD with smaller batches makes more catapults, aligns its AGOP"
                + " better with the true one and has a lower test loss.",
            "Zhu et al., Catapults in SGD, Table 1; Zhu, dissertation, Table 4.1 and Fig. 4.9a")
        .setTime("2 minutes")
        .setPlan(Size.DESK, () -> plan(1, "one run of each; the paper averages three"))
        .setPlan(Size.PAPER, () -> plan(3, "as in the paper"))
        .addCheck(
            Check.trend(
                Trend.GROWS,
                Statistic.of(DynamicsMetrics.CATAPULTS_PROJECTED_LOSS_UNTIL_BEST),
                ROWS))
        .addCheck(
            Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.TEST_LOSS), ROWS)
                .withPaper(0.74, 0.71, 0.59, 0.42))
        .addCheck(
            Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST), ROWS))
        .addCheck(
            Check.trend(Trend.RISES, Statistic.of(DynamicsMetrics.AGOP_ALIGNMENT_END), ROWS)
                .withPaper(0.81, 0.84, 0.89, 0.95))
        .addNote(
            "Biases are left open: the network has none. With biases from N(0, 1) its critical rate"
                + " falls from 6.2 to about 0.5, and batch sizes hardly differ.")
        .addNote(
            "The learning rate is half of the critical rate by the Hessian on all training data at"
                + " the initial weights, about 3.1. The full batch is measured at every 20th"
                + " update, so that its count is a lower bound.")
        .build();
  }

  /** Fig. C.18a and C.20a of the dissertation. */
  static Experiment standard() {
    return withChecks(
            Experiment.builder("c.18").addFigures("c.20"), rows(SIZES), DynamicsMetrics.TEST_LOSS)
        .setTitle("batch sizes on the rank-2 task, default parameterisation")
        .setClaim(
            "With the default parameterisation of PyTorch too, SGD with smaller batches makes more"
                + " catapults, aligns its AGOP better and has lower test and validation losses.",
            "Zhu, dissertation, appendix C.5 and Fig. C.18a and C.20a")
        .setTime("1 minute")
        .setPlan(
            Size.DESK, () -> standard(0.01, 1, "One run of each, and an end at a loss of 1e-2."))
        .setPlan(Size.PAPER, () -> standard(Training.TRAINED, 3, "as in the paper"))
        .addNote(
            "Weights from U(-1/sqrt(m), 1/sqrt(m)) of m inputs, without biases, and the learning"
                + " rate 0.01 of appendix C.6. The full batch is measured at every 20th update.")
        .build();
  }

  private static Plan standard(double stopBelow, int seeds, String words) {
    Training<Regressor> training =
        Training.<Regressor>gradientDescent(
                new RegressionBridge(),
                new FullyConnectedFactory(2, 1024, false, 1, Parameterization.STANDARD),
                60_000)
            .until(stopBelow);
    return new Plan(
        setup(
            new SyntheticTask(TargetFunction.RANK2, 2000),
            training,
            SIZES,
            LearningRateSchedule.fixed(STANDARD_RATE)),
        seeds,
        words);
  }

  /** The names of the rows. */
  static List<String> rows(List<Integer> sizes) {
    return sizes.stream().map(size -> row(size, sizes)).toList();
  }

  /** The first of the sizes is all of the training data, in whatever number. */
  private static String row(int size, List<Integer> sizes) {
    return size == sizes.get(0) ? "GD" : "SGD, batch " + size;
  }

  /** Catapults grow, the test and validation measures fall, the alignment rises. */
  static Experiment.Builder withChecks(
      Experiment.Builder experiment, List<String> rows, DynamicsMetrics tested) {
    return experiment
        .addCheck(
            Check.trend(
                Trend.GROWS,
                Statistic.of(DynamicsMetrics.CATAPULTS_PROJECTED_LOSS_UNTIL_BEST),
                rows))
        .addCheck(Check.trend(Trend.FALLS, Statistic.of(tested), rows))
        .addCheck(
            Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.VALIDATION_LOSS_BEST), rows))
        .addCheck(Check.trend(Trend.RISES, Statistic.of(DynamicsMetrics.AGOP_ALIGNMENT_END), rows));
  }

  /** A row for each batch size, of which the first is all of the training data. */
  static <T extends Output<T>> ComparisonSetup<T> setup(
      ComparisonTask<T> task,
      Training<T> training,
      List<Integer> sizes,
      LearningRateSchedule rate) {
    int all = sizes.get(0);
    Training<T> measured = training.probedOn(256, 500);
    Training<T> fullBatch = training.probedOn(256, FULL_BATCH_EVERY);
    return new ComparisonSetup<>(
        task,
        sizes.stream()
            .map(
                size ->
                    (size == all
                            ? fullBatch.inBatches(size, FULL_BATCH_EVERY)
                            : measured.inBatches(size))
                        .row(row(size, sizes), rate))
            .toList(),
        DynamicsMetrics.CATAPULTS_PROJECTED_LOSS_UNTIL_BEST);
  }

  private static Plan plan(int seeds, String words) {
    ComparisonRequest request =
        new ComparisonRequest(
            TaskName.RANK2,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            SIZES,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Set.of());
    return new Plan(ComparisonSetup.of(request, 1), seeds, words);
  }
}
