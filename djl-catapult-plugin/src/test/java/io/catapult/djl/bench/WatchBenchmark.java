/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.CatapultListenerBuilder;
import io.catapult.djl.listener.Instrument;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.listener.MeasuringSchedule;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.trace.TraceFooter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What the listener costs: the same training with and without it, block by block in turn in one
 * process, and the ratio of the medians. See docs/benchmark.md.
 *
 * <p>Arguments: any of tiny, every, budget, motion (default: all). Run {@code tiny} with
 * OMP_NUM_THREADS=1.
 */
public final class WatchBenchmark {

  private static final List<String> ALL = List.of("tiny", "every", "budget", "motion");

  private WatchBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    Engine.getInstance();
    System.out.println(Table.machine());
    for (String name : args.length == 0 ? ALL : Arrays.asList(args)) {
      switch (name) {
        case "tiny" -> tiny();
        case "every" -> every();
        case "budget" -> budget();
        case "motion" -> motion();
        default -> throw new IllegalArgumentException("Expected some of " + ALL + ": " + name);
      }
    }
  }

  /** The batch's kernel, its critical rate, the split and PDiff at every step. */
  private static CatapultListenerBuilder batches(CatapultListenerBuilder listener) {
    return listener
        .optCost(MeasuringCost.FORWARD_PASS)
        .addInstrument(Instrument.BATCH_KERNEL)
        .optSchedule(MeasuringSchedule.at(0))
        .optBatchSchedule(MeasuringSchedule.every(1));
  }

  private static void tiny() {
    for (boolean bias : new boolean[] {false, true}) {
      compare(
          "2 layers, width 1024, d 100, batch 5, bias " + bias,
          () -> Networks.fullyConnected().setDepth(2).setWidth(1024).optBias(bias).build(),
          new Shape(5, 100),
          WatchBenchmark::batches,
          200,
          41);
    }
  }

  private static void every() {
    compare(
        "5 layers, width 1024, d 3072, batch 128",
        () -> Networks.fullyConnected().setDepth(5).setWidth(1024).build(),
        new Shape(128, 3072),
        WatchBenchmark::batches,
        5,
        21);
  }

  /** The slow motion of the weights, followed at every update. */
  private static void motion() {
    for (int batch : new int[] {30, 128}) {
      compare(
          "3 layers, width 1024, d 784, batch " + batch + ", slow motion",
          () -> Networks.fullyConnected().setDepth(3).setWidth(1024).build(),
          new Shape(batch, 784),
          listener ->
              listener
                  .optCost(MeasuringCost.FORWARD_PASS)
                  .optSchedule(MeasuringSchedule.at(0))
                  .optBatch(false)
                  .optSlowMotion(),
          10,
          21);
    }
  }

  /** What one makes blocks of. */
  private interface Maker {
    /** A new block. */
    Block make();
  }

  private static void compare(
      String name,
      Maker block,
      Shape input,
      UnaryOperator<CatapultListenerBuilder> settings,
      int steps,
      int rounds) {
    try (WatchedTraining plain = new WatchedTraining(block.make(), input, 1e-3f, null);
        WatchedTraining watched = new WatchedTraining(block.make(), input, 1e-3f, settings)) {
      double[] without = new double[rounds];
      double[] with = new double[rounds];
      for (int round = -3; round < rounds; round++) {
        double a = plain.steps(steps);
        double b = watched.steps(steps);
        if (round >= 0) {
          without[round] = a / steps;
          with[round] = b / steps;
        }
      }
      double step = Table.median(without);
      double all = Table.median(with);
      System.out.printf(
          Locale.ROOT,
          "%s: step %.3f ms, watched %.3f ms; speed %.2f of the plain one, measuring %.2f steps%n",
          name,
          step,
          all,
          step / all,
          all / step - 1);
    }
  }

  private static void budget() {
    Block block = Networks.fullyConnected().setDepth(5).setWidth(1024).build();
    CatapultListener listener;
    try (WatchedTraining watched =
        new WatchedTraining(
            block, new Shape(128, 3072), 1e-3f, settings -> settings.optOverheadBudget(0.10))) {
      watched.steps(2000);
      listener = watched.listener();
    }
    TraceFooter footer = listener.trace().footer().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "budget 10 %%, 2000 steps: %d measurements, %.1f s measuring in %.1f s training, %.2f %%%n",
        footer.measurements(),
        footer.measuringSeconds(),
        footer.trainingSeconds(),
        100 * footer.overhead());
  }
}
