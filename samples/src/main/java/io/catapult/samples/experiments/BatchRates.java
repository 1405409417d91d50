/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ClassificationBridge;
import java.util.List;
import org.tribuo.classification.Label;

/** Fig. 4.6: SGD spikes where the learning rate is above the critical rates of batches. */
final class BatchRates {

  private static final String SLOW = "eta 0.1";
  private static final String FAST = "eta 0.8";

  /** 0.8 is above the critical rates of some batches: that of all data lies among them. */
  private static final double CRITICAL = 0.8;

  private static final int PAPER_WIDTH = 1024;

  private BatchRates() {}

  static Experiment experiment() {
    return Experiment.builder("fig-4.6")
        .setTitle("SGD below and above the critical rates of its batches")
        .setClaim(
            "With a learning rate below the critical rates of all batches the training loss has no"
                + " spike; with one above those of some batches it has many, and they lie in the top"
                + " eigenspace of the tangent kernel.",
            "Zhu, dissertation, section 4.3 and Fig. 4.6")
        .setTime("20 seconds")
        .setPlan(Size.DESK, images -> plan(images, 512, 600, false))
        .setPlan(
            Size.PAPER,
            images -> plan(images, PAPER_WIDTH, 20_000, images.has(ImageDataset.CIFAR_10)))
        .addCheck(
            Check.everyRun(
                Statistic.of(DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
                Bound.EXACTLY,
                0,
                SLOW))
        .addCheck(
            Check.everyRun(
                Statistic.of(DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
                Bound.AT_LEAST,
                1,
                FAST))
        .addCheck(Check.everyRun(BatchStatistics.largestRise(), Bound.AT_MOST, 0.1, SLOW))
        .addCheck(Check.everyRun(BatchStatistics.largestRise(), Bound.AT_LEAST, 0.5, FAST))
        .addCheck(
            Check.everyRun(
                Statistic.of(DynamicsMetrics.RISES_TOP_SHARE), Bound.AT_LEAST, 0.9, FAST))
        .addNote(
            "Critical rates are not told: 0.8 is above those of some batches, as that of all data"
                + " is, which is taken for it; 0.1 is an eighth. A spike is a rise by one update: at"
                + " most 10 % of the loss, or at least 50 %, are our bars. Rises of some percent are left"
                + " at the low rate, where a batch is unlike the others.")
        .build();
  }

  private static Plan plan(PaperImages images, int width, int updates, boolean isOfPaper) {
    Chosen chosen = images.choose(Wish.cifar2(128));
    PaperRates rates = new PaperRates(CRITICAL, isOfPaper);
    Training<Label> training =
        Training.gradientDescent(new ClassificationBridge(), 2, width, updates).inBatches(32);
    return new Plan(
        new ComparisonSetup<>(
            chosen.task(),
            List.of(training.row(SLOW, rates.fixed(0.1)), training.row(FAST, rates.fixed(0.8))),
            DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE),
        1,
        chosen.words(
            width == PAPER_WIDTH ? "" : "Width %d in place of %d.".formatted(width, PAPER_WIDTH),
            "At most %d updates, if the loss is not below 1e-3 before.".formatted(updates)));
  }
}
