/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.features.HiddenNeurons;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Fig. 5.1 and B.1 of Li, Xu and Zhang: neurons condense where the loss has spiked. */
final class SpikeCondensation {

  private static final int GRID = 401;
  private static final int DRAWN = 300;
  private static final int SEEDS = 3;

  private static final String RELU = "ReLU";
  private static final String TANH = "tanh";

  private static final Setting RELU_CALM =
      new Setting("ReLU, no spike", RELU, OneDimensionalFit.valley(), 0.75, 6000);
  private static final Setting RELU_SPIKE =
      new Setting("ReLU, spike", RELU, OneDimensionalFit.valley(), 1.25, 6000);
  private static final Setting TANH_CALM =
      new Setting("tanh, no spike", TANH, steps(), 0.35, 20_000);
  private static final Setting TANH_SPIKE = new Setting("tanh, spike", TANH, steps(), 1.3, 20_000);

  private static final Statistic RISE =
      Statistic.computed("highest rise of the loss in an update", "max_t L(t + 1) / L(t)");

  private static Statistic variance(String group) {
    return Statistic.computed(
        "condensed variance at the end, " + group,
        "V_cond = sum_j r_j (theta_j - m)^2 / sum_j r_j of the hidden neurons, Definition 5.2");
  }

  private static Statistic moved(String group) {
    return Statistic.computed(
        "way of the weights, " + group,
        "||w(T) - w(0)|| / ||w(0)||, w(0) the same with and without spike");
  }

  private static Statistic oscillation(String group) {
    return Statistic.computed(
        "variation of the output, " + group, "sum over 400 even steps of |f(x + h) - f(x)|");
  }

  private SpikeCondensation() {}

  private static OneDimensionalFit steps() {
    return OneDimensionalFit.twoSteps(12, 10, 200, 1);
  }

  /**
   * A training.
   *
   * @param row its label
   * @param group of the charts that it is drawn in
   * @param share of the critical rate at the start that its rate is; above 1 it spikes
   */
  private record Setting(
      String row, String group, OneDimensionalFit task, double share, int updates) {

    private boolean isCalm() {
      return share < 1;
    }

    private Computation.Row row(int times) {
      return new Computation.Row(row, seed -> compute(this, times * updates, seed));
    }
  }

  static Experiment experiment() {
    return Experiment.builder("spike-fig-5.1")
        .addFigures("spike-fig-b.1")
        .setTitle("a loss spike condenses the neurons of the hidden layer")
        .setClaim(
            "From identical initialization, a rate with a loss spike ends in a network whose hidden"
                + " neurons have condensed in a few directions, far from the start, and whose output"
                + " oscillates less, than a rate without one.",
            OneDimensionalFit.PAPER + "section 5.1, Fig. 5.1, Fig. B.1")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(1))
        .setPlan(Size.PAPER, () -> plan(10))
        .addCheck(Check.everyRun(RISE, Bound.AT_MOST, 1.01, RELU_CALM.row(), TANH_CALM.row()))
        .addCheck(Check.everyRun(RISE, Bound.AT_LEAST, 1.1, RELU_SPIKE.row(), TANH_SPIKE.row()))
        .addCheck(trend(Trend.FALLS, variance(RELU), RELU_CALM, RELU_SPIKE))
        .addCheck(trend(Trend.FALLS, variance(TANH), TANH_CALM, TANH_SPIKE))
        .addCheck(trend(Trend.RISES, moved(RELU), RELU_CALM, RELU_SPIKE))
        .addCheck(trend(Trend.RISES, moved(TANH), TANH_CALM, TANH_SPIKE))
        .addCheck(trend(Trend.FALLS, oscillation(RELU), RELU_CALM, RELU_SPIKE))
        .addCheck(trend(Trend.FALLS, oscillation(TANH), TANH_CALM, TANH_SPIKE))
        .explain(
            "Does not reproduce: with tanh the output varies more where the loss has spiked, 7.1 against"
                + " 5.2 (means of seeds 1 to 3; the target 4.0). After four times the updates, when"
                + " both have learned the data, it was 7.8 to 8.5 against 6.6, and at 1.1 and 1.5 of"
                + " the critical rate 6.5 and 8.0 (an independent script). Between data that are 2.7"
                + " apart both overshoot the steps.",
            oscillation(TANH).name())
        .addNote(RATES)
        .addNote(
            ANGLES
                + " the variance falls from 0.82 to 0.76 with ReLU, and with tanh it rises, from 0.48"
                + " to 0.71 (means of seeds 1 to 3, the same way with each): that it falls with tanh"
                + " hangs on the angle.")
        .build();
  }

  static final String RATES =
      "Appendix A's rates do not do what the text says from its initial weights: with ReLU lambda_max"
          + " starts near 8 (m^-0.8), far below the 40 of 2/0.05, and nothing spikes at 0.03 or"
          + " 0.05; with tanh it starts near 130 (m^-1, width 200), and 0.05 diverges (independent"
          + " script, seeds 1 to 3). So rates are shares of the critical rate 2/lambda_max at the"
          + " start, 0.75 and 1.25 with ReLU, 0.35 and 1.3 with tanh; the initial weights are the"
          + " paper's. From N(0, m^-0.5) ReLU networks start near 50, and the paper's rates are 0.75"
          + " and 1.25 of the critical one.";

  /** A note, which goes on with what the formula gives. */
  static final String ANGLES =
      "Definition 5.1 calls theta_j the angle of the vector (w_j, b_j), section 5.1 the angle to"
          + " (1, 0); its formula, arctan(b_j/w_j), has half a circle only and takes a neuron and its"
          + " opposite for one direction. Here it is the angle, of the whole circle, and its"
          + " difference to the mean is taken around it. With the formula as it stands";

  private static Check trend(Trend way, Statistic statistic, Setting calm, Setting spike) {
    return Check.trend(way, statistic, List.of(calm.row(), spike.row()));
  }

  private static Plan plan(int times) {
    return new Plan(
        Computation.of(
            RELU_CALM.row(times),
            RELU_SPIKE.row(times),
            TANH_CALM.row(times),
            TANH_SPIKE.row(times)),
        SEEDS,
        "%d updates with ReLU, %d with tanh; the paper tells neither. Other rates: see the notes."
            .formatted(times * RELU_CALM.updates(), times * TANH_CALM.updates()));
  }

  private static Computed compute(Setting setting, int updates, long seed) {
    try (FitTraining training = FitTraining.atShare(setting.task(), setting.share(), seed)) {
      HiddenNeurons start = training.neurons();
      float[] from = training.network().weights();
      training.network().train(updates);
      HiddenNeurons end = training.neurons();
      double[] x = setting.task().x();
      double[] grid = OneDimensionalFit.even(x[0], x[x.length - 1], GRID);
      double[] outputs = training.outputs(grid);
      Computed.Builder computed =
          Computed.builder()
              .put(RISE, training.highestRise())
              .put(variance(setting.group()), end.condensedVariance().orElseThrow())
              .put(moved(setting.group()), way(from, training.network().weights()))
              .put(oscillation(setting.group()), variation(outputs))
              .addChart(losses(setting, training.network().losses()))
              .addChart(outputs(setting, grid, outputs))
              .addChart(neurons(setting, start, end));
      if (setting.group().equals(TANH)) {
        computed
            .addChart(
                norms(setting, "Input weights", start, start.inputNorms(), end, end.inputNorms()))
            .addChart(
                norms(
                    setting, "Output weights", start, start.outputNorms(), end, end.outputNorms()));
      }
      return computed.build();
    }
  }

  private static double way(float[] from, float[] to) {
    double squares = IntStream.range(0, to.length).mapToDouble(i -> square(to[i] - from[i])).sum();
    double length = IntStream.range(0, from.length).mapToDouble(i -> square(from[i])).sum();
    return Math.sqrt(squares / length);
  }

  private static double square(double number) {
    return number * number;
  }

  private static double variation(double[] f) {
    return IntStream.range(1, f.length).mapToDouble(i -> Math.abs(f[i] - f[i - 1])).sum();
  }

  /** The highest loss of each of stretches of equal ratio. */
  private static Chart losses(Setting setting, double[] losses) {
    int[] ends =
        IntStream.rangeClosed(0, DRAWN)
            .map(i -> (int) Math.round(Math.pow(losses.length, (double) i / DRAWN)))
            .distinct()
            .toArray();
    double[] steps = new double[ends.length - 1];
    double[] highest = new double[ends.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = ends[i];
      highest[i] = Arrays.stream(losses, ends[i], ends[i + 1]).max().orElseThrow();
    }
    return Chart.of(
        "The loss, " + setting.group(),
        "The highest in each stretch. Only the large rate makes it rise.",
        Axis.logarithmic("update"),
        Axis.logarithmic("loss"),
        Series.curve(setting.row(), steps, highest));
  }

  private static Chart outputs(Setting setting, double[] grid, double[] outputs) {
    Series found = Series.curve(setting.row(), grid, outputs);
    double[] x = setting.task().x();
    Series data =
        Series.points("training data", x, Arrays.stream(x).map(setting.task().target()).toArray());
    return Chart.of(
        "The output at the end, " + setting.group(),
        "Between the data there is room to oscillate.",
        Axis.linear("x"),
        Axis.linear("f(x)"),
        setting.isCalm() ? new Series[] {data, found} : new Series[] {found});
  }

  private static Chart neurons(Setting setting, HiddenNeurons start, HiddenNeurons end) {
    return scatter(
        setting,
        "Hidden neurons",
        "amplitude |a| ||w||",
        start,
        start.amplitudes(),
        end,
        end.amplitudes());
  }

  private static Chart norms(
      Setting setting,
      String title,
      HiddenNeurons start,
      double[] before,
      HiddenNeurons end,
      double[] after) {
    return scatter(
        setting,
        title,
        "length over the longest",
        start,
        normalized(before),
        end,
        normalized(after));
  }

  private static double[] normalized(double[] lengths) {
    double longest = DoubleStream.of(lengths).max().orElseThrow();
    return DoubleStream.of(lengths).map(length -> length / longest).toArray();
  }

  private static Chart scatter(
      Setting setting,
      String title,
      String name,
      HiddenNeurons start,
      double[] before,
      HiddenNeurons end,
      double[] after) {
    Series last = Series.points(setting.row(), end.orientations(), after);
    Series first = Series.points("at the start", start.orientations(), before);
    return Chart.of(
        title + ", " + setting.group(),
        "A mark for each neuron. Condensed ones stand on few orientations.",
        Axis.linear("orientation of (w, b)"),
        Axis.linear(name),
        setting.isCalm() ? new Series[] {first, last} : new Series[] {last});
  }
}
