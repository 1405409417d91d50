/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.frequency.OutputDifference;
import io.catapult.djl.frequency.PowerSpectrum;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Fig. 3.3 of Li, Xu and Zhang: what a loss spike adds and takes back is slow. */
final class SpikeFrequencies {

  private static final String ROW = "tanh, width 20";
  private static final double RATE = 0.05;

  /** The threshold K of the paper's Fig. 3.3b, between the target's two frequencies. */
  private static final int LOW = 2;

  private static final int RANDOM = 100;
  private static final int DRAWN = 600;

  private static final Statistic HEIGHT =
      Statistic.computed(
          "height of the spike", "loss at the peak over the lowest of the 200 updates before");
  private static final Statistic PEAK =
      Statistic.computed(
          "low-frequency proportion of the spike", "LFP(2) of f_max - f_end, Definition 3.1");
  private static final Statistic OVER_INITIAL =
      Statistic.computed(
          "low-frequency proportion of the spike minus that of the beginning",
          "LFP(2) of f_max - f_end minus that of f_ini - f_end, f_ini at the first update with the"
              + " loss of the peak");
  private static final Statistic OVER_RANDOM =
      Statistic.computed(
          "low-frequency proportion of the spike minus that of random weights",
          "LFP(2) of f_max - f_end minus the mean of 100 of f_rnd - f_end, as far away");
  private static final Statistic OUTPUT =
      Statistic.computed(
          "rise of the low-frequency proportion of the output",
          "the higher LFP(2) of f at the peak and at the update after it, minus that 200 updates"
              + " before");

  private SpikeFrequencies() {}

  static Experiment experiment() {
    return Experiment.builder("spike-fig-3.3")
        .setTitle("a loss spike is a detour at low frequencies")
        .setClaim(
            "The difference of the outputs between the peak of a loss spike and its end has a larger"
                + " proportion of low frequencies than that between the beginning of the training,"
                + " at the same loss, and the end, and than that of random weights as far away; the"
                + " proportion of the output jumps up with the spike.",
            OneDimensionalFit.PAPER + "section 3.4, Definition 3.1, Fig. 3.3")
        .setTime("1 minute")
        .setPlan(Size.DESK, () -> plan(80_000))
        .setPlan(Size.PAPER, () -> plan(120_000))
        .addCheck(Check.everyRun(HEIGHT, Bound.AT_LEAST, 2, ROW))
        .addCheck(Check.everyRun(PEAK, Bound.AT_LEAST, 0.5, ROW))
        .addCheck(Check.everyRun(OVER_INITIAL, Bound.AT_LEAST, 0.05, ROW))
        .addCheck(Check.everyRun(OVER_RANDOM, Bound.AT_LEAST, 0.05, ROW))
        .addCheck(Check.everyRun(OUTPUT, Bound.AT_LEAST, 0.05, ROW))
        .addNote(
            "Range and number of points are not told: 50 on one period, -pi to pi. The spike is the"
                + " one with the highest loss over the lowest of the 200 updates before it, after"
                + " the first quarter; its end the first update at which the loss is down to 1.5"
                + " times that.")
        .addNote(
            "The proportion of the output jumps up at every other update and down at the others, as"
                + " descent jumps across the valley; the paper's figure has the rise alone. So the"
                + " higher of two neighbours is judged.")
        .build();
  }

  private static Plan plan(int updates) {
    return new Plan(
        Computation.of(ROW, seed -> compute(updates, seed)),
        1,
        "%d updates, of the paper's 120000.".formatted(updates));
  }

  private static Computed compute(int updates, long seed) {
    OneDimensionalFit task = OneDimensionalFit.twoSines();
    try (FitTraining training = new FitTraining(task, RATE, seed)) {
      List<float[]> weights = new ArrayList<>();
      for (int t = 0; t < updates; t++) {
        weights.add(training.network().weights());
        training.network().train(1);
      }
      double[] losses = training.network().losses();
      LossSpike spike = LossSpike.of(losses);
      return training
          .network()
          .measure((view, x, y) -> compared(view, x, losses, weights, spike, task));
    }
  }

  private static Computed compared(
      ModelView view,
      NDList x,
      double[] losses,
      List<float[]> weights,
      LossSpike spike,
      OneDimensionalFit task) {
    try (ModelView initial = DescendingNetwork.at(view, weights.get(spike.initial()));
        ModelView peak = DescendingNetwork.at(view, weights.get(spike.peak()));
        ModelView end = DescendingNetwork.at(view, weights.get(spike.end()))) {
      double distance = distance(weights.get(spike.peak()), weights.get(spike.end()));
      double[] ofPeak = proportions(OutputDifference.between(peak, end, x));
      double[] ofInitial = proportions(OutputDifference.between(initial, end, x));
      double[][] random =
          IntStream.range(0, RANDOM)
              .mapToObj(i -> proportions(OutputDifference.random(end, distance, x, i)))
              .toArray(double[][]::new);
      double[] ofRandom = means(random);
      return Computed.builder()
          .put(HEIGHT, spike.height())
          .put(PEAK, ofPeak[LOW])
          .put(OVER_INITIAL, ofPeak[LOW] - ofInitial[LOW])
          .put(OVER_RANDOM, ofPeak[LOW] - ofRandom[LOW])
          .put(OUTPUT, rise(view, x, weights, spike.peak()))
          .addChart(
              Chart.of(
                  "Low-frequency proportions",
                  "What the spike adds and takes back lies below the frequencies of the others.",
                  Axis.linear("threshold K"),
                  Axis.linear("low-frequency proportion"),
                  Series.curve("spike, f_max - f_end", ofPeak),
                  Series.curve("beginning, f_ini - f_end", ofInitial),
                  Series.curve("random, mean of 100", ofRandom),
                  Series.dashed("random, 10th of 100", quantile(random, 0.1)),
                  Series.dashed("random, 90th of 100", quantile(random, 0.9))))
          .addChart(around(view, x, losses, weights, spike))
          .addChart(whole(losses))
          .addChart(differences(peak, end, initial, x, task))
          .build();
    }
  }

  private static double distance(float[] a, float[] b) {
    return Math.sqrt(
        IntStream.range(0, a.length).mapToDouble(i -> Math.pow((double) a[i] - b[i], 2)).sum());
  }

  /** LFP(K) for each K that there is. */
  private static double[] proportions(double[][] values) {
    PowerSpectrum spectrum = PowerSpectrum.ofGrid(values);
    return Arrays.stream(spectrum.frequencies()).map(spectrum::lowFrequencyProportion).toArray();
  }

  private static double ofOutput(ModelView view, NDList x) {
    try (NDManager scope = NDManager.newBaseManager(view.device(), "PyTorch")) {
      double[] f = Aten.numbers(view.outputs(scope, x));
      double[][] rows = Arrays.stream(f).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
      return PowerSpectrum.ofGrid(rows).lowFrequencyProportion(LOW);
    }
  }

  /** Descent jumps across the valley, so that every other update lies on the same side of it. */
  private static double rise(ModelView view, NDList x, List<float[]> weights, int peak) {
    try (ModelView before = DescendingNetwork.at(view, weights.get(peak - LossSpike.WINDOW));
        ModelView at = DescendingNetwork.at(view, weights.get(peak));
        ModelView after =
            DescendingNetwork.at(view, weights.get(Math.min(peak + 1, weights.size() - 1)))) {
      return Math.max(ofOutput(at, x), ofOutput(after, x)) - ofOutput(before, x);
    }
  }

  private static double[] means(double[][] rows) {
    return IntStream.range(0, rows[0].length)
        .mapToDouble(k -> Arrays.stream(rows).mapToDouble(row -> row[k]).average().orElseThrow())
        .toArray();
  }

  private static double[] quantile(double[][] rows, double share) {
    return IntStream.range(0, rows[0].length)
        .mapToDouble(
            k ->
                Arrays.stream(rows)
                    .mapToDouble(row -> row[k])
                    .sorted()
                    .skip((long) (share * rows.length))
                    .findFirst()
                    .orElseThrow())
        .toArray();
  }

  /** The loss and the proportion of the output from before the spike to after it. */
  private static Chart around(
      ModelView view, NDList x, double[] losses, List<float[]> weights, LossSpike spike) {
    int reach = Math.max(LossSpike.WINDOW, 2 * (spike.end() - spike.peak()));
    int from = Math.max(0, spike.peak() - reach);
    int to = Math.min(losses.length - 1, spike.peak() + reach);
    int every = 2 * Math.max(1, (to - from) / 200);
    double[] even =
        IntStream.rangeClosed(from, to).filter(t -> t % every == 0).asDoubleStream().toArray();
    double[] odd = Arrays.stream(even).map(t -> t + 1).filter(t -> t <= to).toArray();
    return Chart.of(
        "The spike",
        "Descent jumps from side to side: at every other update the output's proportion of low"
            + " frequencies, K = 2, jumps up, at the others down.",
        Axis.linear("update"),
        Axis.logarithmic("loss, low-frequency proportion"),
        Series.curve("loss", even, Arrays.stream(even).map(t -> losses[(int) t]).toArray()),
        Series.curve("proportion at even updates", even, ofOutputs(view, x, weights, even)),
        Series.curve("proportion at odd updates", odd, ofOutputs(view, x, weights, odd)));
  }

  private static double[] ofOutputs(
      ModelView view, NDList x, List<float[]> weights, double[] steps) {
    return Arrays.stream(steps)
        .map(
            t -> {
              try (ModelView then = DescendingNetwork.at(view, weights.get((int) t))) {
                return ofOutput(then, x);
              }
            })
        .toArray();
  }

  private static Chart whole(double[] losses) {
    int stretch = Math.max(1, losses.length / DRAWN);
    int[] ends = IntStream.range(0, losses.length / stretch).map(i -> i * stretch).toArray();
    return Chart.of(
        "The training",
        "The highest loss of each %d updates.".formatted(stretch),
        Axis.linear("update"),
        Axis.logarithmic("loss"),
        Series.curve(
            "loss",
            Arrays.stream(ends).asDoubleStream().toArray(),
            Arrays.stream(ends)
                .mapToDouble(t -> Arrays.stream(losses, t, t + stretch).max().orElseThrow())
                .toArray()));
  }

  private static Chart differences(
      ModelView peak, ModelView end, ModelView initial, NDList x, OneDimensionalFit task) {
    return Chart.of(
        "Differences of the outputs",
        "The spike's is slow, the beginning's has the target's fast sine.",
        Axis.linear("x"),
        Axis.linear("difference"),
        Series.curve(
            "spike, f_max - f_end", task.x(), flat(OutputDifference.between(peak, end, x))),
        Series.curve(
            "beginning, f_ini - f_end", task.x(), flat(OutputDifference.between(initial, end, x))));
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
  }
}
