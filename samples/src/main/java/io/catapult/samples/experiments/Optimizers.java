/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonRequest;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.OptimizerName;
import io.catapult.samples.task.TaskName;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Fig. 4.11: optimizers whose AGOP is better aligned generalise better. */
final class Optimizers {

  private static final List<OptimizerName> SEVEN =
      List.of(
          OptimizerName.GD,
          OptimizerName.SGD,
          OptimizerName.SGD_MOMENTUM,
          OptimizerName.RMSPROP,
          OptimizerName.ADAGRAD,
          OptimizerName.ADADELTA,
          OptimizerName.ADAM);

  private Optimizers() {}

  static Experiment experiment() {
    List<String> rows = SEVEN.stream().map(OptimizerName::label).toList();
    return Experiment.builder("fig-4.11")
        .setTitle("seven optimizers on the rank-2 task")
        .setClaim(
            "Over optimizers, the AGOP alignment goes with the test performance.",
            "Zhu, dissertation, section 4.4, Fig. 4.11a and Table C.1; Zhu et al., Catapults in SGD,"
                + " Fig. 8")
        .setTime("4 minutes")
        .setPlan(Size.DESK, () -> plan(1, "one run of each; the paper averages three"))
        .setPlan(Size.PAPER, () -> plan(3, "as in the paper"))
        .addCheck(
            new CorrelationCheck(
                Statistic.of(DynamicsMetrics.AGOP_ALIGNMENT_END),
                Statistic.of(DynamicsMetrics.TEST_LOSS),
                rows))
        .addNote(
            "The paper gives no coefficient. Its learning rates are those of Table C.1 and not"
                + " tuned; decays and epsilons, which it leaves open, are those of PyTorch, and the"
                + " momentum of SGD+M is 0.9.")
        .build();
  }

  private static Plan plan(int seeds, String words) {
    ComparisonRequest request =
        new ComparisonRequest(
            TaskName.RANK2,
            Optional.empty(),
            Optional.empty(),
            SEVEN,
            List.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());
    return new Plan(ComparisonSetup.of(request, 1), seeds, words);
  }
}
