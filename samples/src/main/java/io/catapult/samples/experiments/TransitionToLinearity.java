/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.listener.Instrument;
import io.catapult.djl.nn.ActivationFunction;
import io.catapult.djl.trace.Quantity;
import io.catapult.samples.experiments.PaperImages.Chosen;
import io.catapult.samples.experiments.PaperImages.Wish;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.trainer.ClassificationBridge;
import io.catapult.tribuo.trainer.DenseNetFactory;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tribuo.classification.Label;

/** Chapter 2: networks of any acyclic graph turn linear in their weights as they get wider. */
final class TransitionToLinearity {

  private static final int DEPTH = 3;
  private static final int IMAGES = 10;
  private static final int RUNS = 5;
  private static final int BOTTLENECKS = 2;
  private static final double DROPPED = 0.5;
  private static final int DROP_SEED = 1;
  private static final double RATE = 0.5;
  private static final int UPDATES = 5000;
  private static final int EVERY = 20;

  private static final int SMALLEST = 1;
  private static final int LARGEST_DESK = 9;
  private static final int LARGEST_PAPER = 12;

  private TransitionToLinearity() {}

  /** Fig. 2.2, and what the text says of outputs and of Fig. 2.3. */
  static Experiment experiment() {
    Experiment.Builder builder = Experiment.builder("fig-2.2");
    addChecks(builder, Size.DESK, LARGEST_DESK);
    addChecks(builder, Size.PAPER, LARGEST_PAPER);
    return builder
        .setTitle("transition to linearity of a graph")
        .addFigures("fig-2.3")
        .setClaim(
            "In gradient descent on a 3-layer DenseNet, each weight of which is removed with"
                + " probability 1/2, the largest relative change of the tangent kernel falls as"
                + " width^(-1/2). A non-linear activation of the output breaks that; a few neurons"
                + " with one edge do not.",
            "Zhu, dissertation, section 2.3, Theorem 2.3.6, Fig. 2.2 and 2.3")
        .setTime("2 minutes")
        .setPlan(Size.DESK, images -> plan(LARGEST_DESK, 4, images))
        .setPlan(Size.PAPER, images -> plan(LARGEST_PAPER, 1, images))
        .explain(
            "A single run of each width is not enough: on 2 of the seeds 1 to 10 alone, 1 among them,"
                + " the change of width 128 is above that of width 32 (0.067 and 0.037 on seed 1)."
                + " The means over the seeds 1 to 5 and 6 to 10 fall.",
            largestChange().name())
        .explain(
            "Does not reproduce over all widths. Every neuron of a DenseNet (Eq. A.5) has edges from"
                + " the inputs too, so no in-degree is below about half their number, and a layer"
                + " narrower than the images hardly bends the network: the change rises at first,"
                + " 0.08, 0.21, 0.20, 0.13, 0.14, 0.10, 0.05, 0.04 from width 4 to 512 with 49"
                + " inputs (seeds 1 to 5). With 784 inputs it rose from 0.0005 at width 8 to 0.0043"
                + " at width 256 (3 seeds, an independent script).",
            overAllWidths(LARGEST_DESK).name())
        .addNote(
            "The exponent in the upper half was -0.50 on the seeds 1 to 5 and -0.41 on the seeds 6 to"
                + " 10; on 6 of these 10 seeds alone it lies between the bars.")
        .addNote(
            "The images of the desk size have 7 x 7 pixels, so that the upper half of the widths"
                + " reaches beyond the number of inputs; that was chosen after looking. The paper's"
                + " 3,072 inputs were not tried.")
        .addNote(
            "Left open, and chosen here: tanh as activation, which is smooth as Assumption 2.3.2"
                + " asks (an independent script found exponents of -0.61 with ReLU and -0.48 with"
                + " tanh over the widths 32 to 256, three seeds); half of the critical rate; an end at a loss of 1e-3; pixels of mean 0 and"
                + " deviation 1. The kernel is measured at every 20th update and at the end.")
        .addNote(
            "The edges that are removed are the same in all runs of a width. A neuron of the second"
                + " layer that loses its edge to the output has no effect and is left out; of"
                + " width 2 none is left, and the change is 0.")
        .addNote(
            "With a tanh output the targets 1 and -1 lie where it saturates: the kernel shrinks to"
                + " almost nothing, at any width. The bottlenecks, two neurons of the second layer"
                + " with one edge into each, are in networks without removed edges.")
        .build();
  }

  private static void addChecks(Experiment.Builder builder, Size size, int largest) {
    builder
        .addCheck(
            size,
            Check.mean(
                Statistic.of(DynamicsMetrics.TRAIN_LOSS),
                Bound.AT_MOST,
                Training.TRAINED,
                widths(SMALLEST, largest).stream()
                    .map(TransitionToLinearity::dag)
                    .toArray(String[]::new)))
        .addCheck(
            size,
            exponent(-0.6, -0.4, widths(upperHalf(largest), largest), TransitionToLinearity::dag))
        .addCheck(size, overAllWidths(largest))
        .addCheck(size, exponent(-0.1, 0.1, few(largest), TransitionToLinearity::nonLinearOutput))
        .addCheck(
            size,
            Check.trend(
                Trend.FALLS,
                largestChange(),
                few(largest).stream().map(TransitionToLinearity::bottlenecked).toList()));
  }

  /** All but the smallest width, of which no hidden neuron is left. */
  private static Check overAllWidths(int largest) {
    return exponent(-0.6, -0.4, widths(SMALLEST + 1, largest), TransitionToLinearity::dag);
  }

  /** The first of the upper half of the powers of two. */
  private static int upperHalf(int largest) {
    return largest / 2 + 1;
  }

  /** First, middle and last width of the upper half. */
  private static List<Integer> few(int largest) {
    int first = upperHalf(largest);
    return List.of(1 << first, 1 << ((first + largest) / 2), 1 << largest);
  }

  private static Check exponent(
      double low, double high, List<Integer> widths, IntFunction<String> row) {
    List<String> rows = widths.stream().map(row::apply).toList();
    return new PowerLawCheck(largestChange(), "width", low, high, rows, widths);
  }

  /** Fig. 2.2's number. */
  private static Statistic largestChange() {
    return Statistic.ofTrace(
        "largest relative change of the NTK",
        "max_t ||K(t) - K(0)||_2 / ||K(0)||_2",
        trace -> Arrays.stream(trace.series(Quantity.PROBE_NTK_CHANGE).values()).max());
  }

  private static List<Integer> widths(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(power -> 1 << power).toList();
  }

  private static String dag(int width) {
    return "width " + width;
  }

  private static String nonLinearOutput(int width) {
    return "width " + width + ", tanh output";
  }

  private static String bottlenecked(int width) {
    return "width " + width + ", bottlenecks";
  }

  private static Plan plan(int largest, int divisor, PaperImages images) {
    Chosen chosen = images.choose(Wish.cifar2(IMAGES).dividedBy(divisor).standardized());
    List<Configuration<Label>> rows = new ArrayList<>();
    for (int width : widths(SMALLEST, largest)) {
      rows.add(row(dag(width), dropped(width)));
    }
    for (int width : few(largest)) {
      rows.add(
          row(
              nonLinearOutput(width),
              dropped(width).withOutputActivation(ActivationFunction.TANH)));
      rows.add(row(bottlenecked(width), dense(width).withBottlenecks(BOTTLENECKS)));
    }
    String own =
        largest == LARGEST_PAPER
            ? ""
            : "Widths up to %d in place of %d.".formatted(1 << largest, 1 << LARGEST_PAPER);
    return new Plan(
        new ComparisonSetup<>(chosen.task(), rows, DynamicsMetrics.TRAIN_LOSS),
        RUNS,
        chosen.words(own));
  }

  private static DenseNetFactory dense(int width) {
    return new DenseNetFactory(DEPTH, width).withActivation(ActivationFunction.TANH);
  }

  private static DenseNetFactory dropped(int width) {
    return dense(width).withDroppedEdges(DROPPED, DROP_SEED);
  }

  private static Configuration<Label> row(String label, DenseNetFactory network) {
    return Training.<Label>gradientDescent(new ClassificationBridge(), network, UPDATES)
        .probedOn(0, EVERY)
        .measuring(Instrument.KERNEL_CHANGE)
        .row(label, LearningRateSchedule.criticalFraction(RATE));
  }
}
