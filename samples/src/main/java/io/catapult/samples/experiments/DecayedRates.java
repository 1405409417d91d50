/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.listener.Instrument;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.classification.Label;

/** Fig. 1 of Ma et al.: the edge of stability, and a learning rate lowered sooner or later. */
final class DecayedRates {

  private static final String LOWER = "a lower rate";
  private static final String HELD = "rate held";

  /** In critical rates at the start. */
  private static final double RATE = 0.9;

  /** The same, for the sharpness to have some way to rise. */
  private static final double LOW_RATE = 0.7;

  private static final double FACTOR = 10;
  private static final int UPDATES = 2000;

  /** The paper's two, and one when little is left to be gained. */
  private static final List<Integer> DECAYS = List.of(250, 500, 1000);

  private static final double MOST = 0.9;
  private static final double HALF = 0.5;
  private static final int DEPTH = 3;

  /** Of the two classes that the samples carry, those left of the validation. */
  private static final int EMBEDDED = 256;

  private static final int EVERY = 4;

  private DecayedRates() {}

  static Experiment experiment() {
    List<String> decayed = DECAYS.stream().map(DecayedRates::row).toList();
    return Experiment.builder("scale-fig-1")
        .setTitle("the edge of stability, and learning rates lowered sooner or later")
        .setClaim(
            "The sharpness rises to 2/eta and stays there, while the loss keeps falling. A learning"
                + " rate that is lowered later leads to better generalisation, though the loss falls"
                + " slowly before and very slowly after.",
            "Ma, Kunin, Wu and Ying, Beyond the quadratic approximation, section 2 and Fig. 1")
        .setTime("1 minute")
        .setPlan(Size.DESK, images -> plan(images, EMBEDDED, 128))
        .setPlan(
            Size.PAPER,
            images -> plan(images, images.has(ImageDataset.CIFAR_10) ? 1000 : EMBEDDED, 512))
        .addCheck(Check.everyRun(EdgeStatistics.sharpnessAtStart(), Bound.BELOW, 1, LOWER))
        .addCheck(Check.everyRun(EdgeStatistics.highestSharpness(), Bound.AT_LEAST, 1, LOWER))
        .addCheck(Check.everyRun(EdgeStatistics.hovering(), Bound.AT_LEAST, MOST, LOWER))
        .addCheck(Check.everyRun(EdgeStatistics.lossSinceReached(), Bound.BELOW, HALF, LOWER))
        .addCheck(
            Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.TRAIN_LOSS), decayedAndHeld()))
        .addCheck(Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.TEST_LOSS), decayed))
        .addCheck(Check.trend(Trend.FALLS, Statistic.of(DynamicsMetrics.TEST_ERROR), decayed))
        .addCheck(
            Check.everyRun(EdgeStatistics.motionStopped(), Bound.EXACTLY, 0, row(250), row(500)))
        .addCheck(Check.everyRun(EdgeStatistics.motionStopped(), Bound.EXACTLY, 1, HELD))
        .addNote(
            "The paper tells that the rate is 0.1 and falls to 0.01, and not of which network and"
                + " images. Here it is 0.9 of the critical rate at the start and falls to a tenth;"
                + " for the sharpness 0.7, as at 0.5 it rises to 0.92 of 2/eta and the loss is gone"
                + " before it is there (seed 1).")
        .addNote(
            "The decay at update 1000 is ours. Whether the slow motion had stopped is what the"
                + " listener would advise; the paper has no such rule.")
        .build();
  }

  private static List<String> decayedAndHeld() {
    List<String> rows = new ArrayList<>(DECAYS.stream().map(DecayedRates::row).toList());
    rows.add(HELD);
    return rows;
  }

  private static String row(int decay) {
    return "decay at update " + decay;
  }

  private static Plan plan(PaperImages images, int count, int width) {
    Chosen chosen = images.choose(Wish.cifar2(count).standardized());
    Training<Label> training =
        Training.gradientDescent(
                new ClassificationBridge(), new FullyConnectedFactory(DEPTH, width), UPDATES)
            .until(0)
            .measuredFor(MeasuringCost.FORWARD_PASS)
            .probedOn(0, EVERY);
    List<Configuration<Label>> rows = new ArrayList<>();
    rows.add(
        training
            .measuring(Instrument.EDGE_OF_STABILITY)
            .row(LOWER, LearningRateSchedule.criticalFraction(LOW_RATE)));
    rows.add(
        training
            .measuring(Instrument.SLOW_MOTION)
            .row(HELD, LearningRateSchedule.criticalFraction(RATE)));
    for (int decay : DECAYS) {
      rows.add(
          training
              .measuring(Instrument.SLOW_MOTION)
              .row(
                  row(decay),
                  LearningRateSchedule.steps(RATE, new int[] {decay}, new double[] {RATE / FACTOR})
                      .inCriticalRates()));
    }
    return new Plan(
        new ComparisonSetup<>(chosen.task(), rows, DynamicsMetrics.VALIDATION_LOSS_BEST),
        1,
        chosen.words("A fully connected network, 3 layers of width %d.".formatted(width)));
  }
}
