/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.catapult.djl.curvature.LossHessian;
import io.catapult.djl.features.Agop;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.LinearOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What each measurement costs beside one DJL training step (forward, backward, SGD step) on the
 * same batch: both run in turn in this process, on all cores, and the ratio of their medians is
 * printed beside the bar it has to meet. See docs/benchmark.md.
 *
 * <p>Arguments: any of fc, fc-k10, cnn, cnn-n128, cnn-k10, warm, peer (default: all); peer also
 * runs the script beside the benchmark on functorch, with the interpreter that the system property
 * {@code python} names.
 */
public final class MeasureBenchmark {

  private static final List<String> ALL =
      List.of("fc", "fc-k10", "cnn", "cnn-n128", "cnn-k10", "warm", "peer");

  private MeasureBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws Exception {
    Engine.getInstance();
    System.out.println(Table.machine());
    System.out.println(Table.header());
    for (String name : args.length == 0 ? ALL : Arrays.asList(args)) {
      switch (name) {
        case "fc" -> fullyConnected();
        case "fc-k10" -> exact(Workload.fullyConnected(128, 10), 4.8, 15);
        case "cnn" -> convolutional();
        case "cnn-n128" -> exact(Workload.convolutional(128, 1), 1.6, 5);
        case "cnn-k10" -> exact(Workload.convolutional(32, 10), 10, 3);
        case "warm" -> WarmStart.run();
        case "peer" -> Peers.run();
        default -> throw new IllegalArgumentException("Expected some of " + ALL + ": " + name);
      }
    }
  }

  private static void exact(Workload workload, double bar, int rounds) {
    try (workload) {
      TangentKernel kernel = TangentKernel.of(workload.model());
      new Table(workload, rounds)
          .add("exact kernel", bar, () -> kernel.exact(workload.x()).close())
          .run();
    }
  }

  private static void fullyConnected() {
    try (Workload workload = Workload.fullyConnected(128, 1);
        Agop reference = Agop.of(workload.model(), workload.random(workload.x().getShape()))) {
      reference.frobeniusNorm();
      TangentKernel kernel = TangentKernel.of(workload.model());
      new Table(workload, 41)
          .add("exact kernel", 0.8, () -> kernel.exact(workload.x()).close())
          .add("AGOP alignment", 1.0, () -> align(workload, reference))
          .run();
      products(workload, kernel, 1.2, 1.5, 31);
    }
  }

  private static void convolutional() {
    try (Workload workload = Workload.convolutional(32, 1)) {
      TangentKernel kernel = TangentKernel.of(workload.model());
      new Table(workload, 11)
          .add("exact kernel", 1.25, () -> kernel.exact(workload.x()).close())
          .run();
      products(workload, kernel, 1.2, 2.2, 9);
    }
  }

  private static void align(Workload workload, Agop reference) {
    try (Agop agop = Agop.of(workload.model(), workload.x())) {
      agop.alignment(reference);
    }
  }

  /**
   * K v and H v. The operators are built anew after each training step, outside the clock, and so
   * is their first product, which takes its memory from the system; all later ones reuse it.
   */
  private static void products(
      Workload workload, TangentKernel kernel, double kernelBar, double hessianBar, int rounds) {
    NDList x = new NDList(workload.x());
    NDArray v = workload.random(workload.y().getShape()).reshape(-1);
    NDArray w = workload.random(workload.weightShape());
    Loss loss = workload.loss();
    new Table(workload, rounds)
        .add("K v: build", Double.NaN, () -> kernel.operator(x).close())
        .add("K v", kernelBar, () -> used(kernel.operator(x), v), op -> product(op, v))
        .add("H v: build", Double.NaN, () -> hessian(workload, loss).close())
        .add("H v", hessianBar, () -> used(hessian(workload, loss), w), op -> product(op, w))
        .run();
  }

  private static AutoCloseable used(AutoCloseable operator, NDArray v) {
    product(operator, v).close();
    return operator;
  }

  private static NDArray product(AutoCloseable operator, NDArray v) {
    return ((LinearOperator) operator).apply(v);
  }

  private static LossHessian hessian(Workload workload, Loss loss) {
    NDList x = new NDList(workload.x());
    return LossHessian.of(workload.model(), loss, x, new NDList(workload.y()));
  }

  static String format(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }
}
