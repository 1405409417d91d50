/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tribuo.classification.Label;

/** General quadratic models, and networks, at super-critical learning rates. */
final class GeneralQuadratics {

  private static final String SOURCE = "Zhu, dissertation, section 3.3 and appendix B.14, Fig. B.4";

  private static final double GAMMA = 1e-3;
  private static final double RATE = 2.8;
  private static final double[] GAMMAS = {3e-3, 1e-3, 3e-4, 1e-4};
  private static final double[] RATES = {2.2, 2.5, 2.8, 3.1};
  private static final int UPDATES = 400;
  private static final int SEEDS = 5;

  private static final int[] WIDTHS = {300, 1000, 3000, 10_000};
  private static final double[] CRITICAL = {1.1, 1.25, 1.4, 1.55};
  private static final int MIDDLE = 2;

  /** What "no effect" means here: the figure has no number. */
  private static final double SAME = 0.1;

  private static final Statistic PEAK =
      Statistic.computed("highest loss", "max_t (g(w_t) - y)^2 / 2");
  private static final Statistic KERNEL =
      Statistic.computed("kernel at the end", "||grad g(w_T)||^2");

  private GeneralQuadratics() {}

  /** Fig. B.4a. */
  static Experiment models() {
    return Experiment.builder("b.4-quadratic")
        .setTitle("general quadratic models at super-critical rates")
        .addFigures("b.4")
        .setClaim(
            "A general quadratic model catapults: a smaller gamma and a larger learning rate make"
                + " the loss higher at its peak, a larger rate makes the kernel smaller at the end,"
                + " and gamma makes no difference to that.",
            SOURCE + "a")
        .setTime("1 second")
        .setPlan(Size.DESK, GeneralQuadratics::computation)
        .setPlan(Size.PAPER, GeneralQuadratics::computation)
        .addCheck(Check.trend(Trend.RISES, PEAK, gammas()))
        .addCheck(new SpreadCheck(KERNEL, SAME, gammas()))
        .addCheck(Check.trend(Trend.RISES, PEAK, rates()))
        .addCheck(Check.trend(Trend.FALLS, KERNEL, rates()))
        .addNote(
            "One sample with the label 1 and one half of the squared residual, whose critical rate"
                + " is then close to 2: the text tells neither. Nearer to 4, where it diverges, the"
                + " kernel at the end depends on the very update that ends the catapult, and no"
                + " longer falls on every seed.")
        .build();
  }

  private static List<String> gammas() {
    return DoubleStream.of(GAMMAS).mapToObj(GeneralQuadratics::ofGamma).toList();
  }

  private static List<String> rates() {
    return DoubleStream.of(RATES).mapToObj(GeneralQuadratics::ofRate).toList();
  }

  private static String ofGamma(double gamma) {
    return "gamma " + BigDecimal.valueOf(gamma).stripTrailingZeros().toPlainString();
  }

  private static String ofRate(double rate) {
    return "rate " + rate;
  }

  private static Plan computation() {
    List<Computation.Row> rows = new ArrayList<>();
    for (double gamma : GAMMAS) {
      rows.add(
          new Computation.Row(
              ofGamma(gamma),
              seed ->
                  computed(
                      QuadraticDescent.run(gamma, RATE, UPDATES, seed),
                      ofGamma(gamma),
                      "The loss for each gamma",
                      "Smaller gamma, higher peak.")));
    }
    for (double rate : RATES) {
      rows.add(
          new Computation.Row(
              ofRate(rate),
              seed ->
                  computed(
                      QuadraticDescent.run(GAMMA, rate, UPDATES, seed),
                      ofRate(rate),
                      "The loss for each learning rate",
                      "Larger rate, higher peak.")));
    }
    return new Plan(new Computation(rows), SEEDS, "as in the paper");
  }

  private static Computed computed(QuadraticDescent run, String row, String title, String lead) {
    return Computed.builder()
        .put(PEAK, Arrays.stream(run.losses()).max().orElseThrow())
        .put(KERNEL, run.kernels()[UPDATES])
        .addChart(
            Chart.of(
                title,
                lead,
                Axis.linear("update"),
                Axis.logarithmic("loss"),
                Series.curve(row, run.losses())))
        .build();
  }

  /** Fig. B.4b. */
  static Experiment networks() {
    return Experiment.builder("b.4-network")
        .setTitle("two-layer networks at super-critical rates")
        .addFigures("b.4")
        .setClaim(
            "As of quadratic models with a smaller gamma: a larger width and a larger learning rate"
                + " make the loss higher at its peak, a larger rate makes the kernel smaller at the"
                + " end, and the width makes no difference to that.",
            SOURCE + "b")
        .setTime("1 minute")
        .setPlan(Size.DESK, images -> trainings(images, 2, WIDTHS[1]))
        .setPlan(Size.PAPER, images -> trainings(images, 1, WIDTHS[3]))
        .addCheck(Check.trend(Trend.RISES, KernelStatistics.highestLoss(), widths()))
        .addCheck(new SpreadCheck(Statistic.of(DynamicsMetrics.NTK_NORM_DROP), SAME, widths()))
        .addCheck(Check.trend(Trend.RISES, KernelStatistics.highestLoss(), criticals()))
        .addCheck(
            Check.trend(Trend.RISES, Statistic.of(DynamicsMetrics.NTK_NORM_DROP), criticals()))
        .addNote(
            "The rate 2.8 is 1.4 times the critical rate of one half of the squared residuals'"
                + " sum, and so it is here. Pixels have mean 0 and deviation 1.")
        .build();
  }

  private static List<String> widths() {
    return IntStream.of(WIDTHS).mapToObj(width -> "width " + width).toList();
  }

  private static List<String> criticals() {
    return DoubleStream.of(CRITICAL).mapToObj(rate -> rate + " critical rates").toList();
  }

  private static Plan trainings(PaperImages images, int divisor, int width) {
    Chosen chosen = images.choose(Wish.cifar2(20).dividedBy(divisor).standardized());
    List<Configuration<Label>> rows = new ArrayList<>();
    for (int i = 0; i < WIDTHS.length; i++) {
      rows.add(training(WIDTHS[i]).row(widths().get(i), critical(CRITICAL[MIDDLE])));
    }
    for (int i = 0; i < CRITICAL.length; i++) {
      rows.add(training(width).row(criticals().get(i), critical(CRITICAL[i])));
    }
    return new Plan(
        new ComparisonSetup<>(chosen.task(), rows, DynamicsMetrics.SPIKES_CATAPULT),
        1,
        chosen.words(width == WIDTHS[3] ? "" : "Rates compared at width 1000 in place of 10000."));
  }

  private static LearningRateSchedule critical(double rates) {
    return LearningRateSchedule.criticalFraction(rates);
  }

  private static Training<Label> training(int width) {
    return Training.gradientDescent(
        new ClassificationBridge(), new FullyConnectedFactory(2, width), UPDATES);
  }
}
