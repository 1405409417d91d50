/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonRequest;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.TaskName;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Table 1: smaller batches make more catapults, learn better features and generalise better. */
final class BatchSizes {

  private static final List<String> ROWS =
      List.of("SGD, batch 2000", "SGD, batch 50", "SGD, batch 10", "SGD, batch 5");

  private BatchSizes() {}

  static Experiment experiment() {
    return Experiment.builder("table-1")
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

  private static Plan plan(int seeds, String words) {
    ComparisonRequest request =
        new ComparisonRequest(
            TaskName.RANK2,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(2000, 50, 10, 5),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());
    return new Plan(ComparisonSetup.of(request, 1), seeds, words);
  }
}
