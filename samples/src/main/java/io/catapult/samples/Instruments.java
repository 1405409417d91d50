/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.CriticalRate;
import io.catapult.djl.curvature.KernelSharpness;
import io.catapult.djl.curvature.Sharpness;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.features.Agop;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.LossSplit;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measures a model on fixed points and prints what it finds. */
final class Instruments implements AutoCloseable {

  private static final int TOP = 5;
  private static final int PIXELS = 10;
  private static final int IMAGE_WIDTH = 28;

  private final ModelView model;
  private final Loss loss;
  private final NDArray x;
  private final NDArray y;
  private final TangentKernel kernel;
  private final SharpnessTracker sharpness = SharpnessTracker.top(1);

  Instruments(ModelView model, Loss loss, NDArray x, NDArray y) {
    this.model = model;
    this.loss = loss;
    this.x = x;
    this.y = y;
    this.kernel = TangentKernel.of(model);
  }

  /** Prints everything; returns the critical learning rate by the Hessian. */
  double print(String title) {
    System.out.printf(Locale.ROOT, "%n%s%n", title);
    Sharpness hessian = sharpness.measure(model, loss, new NDList(x), new NDList(y));
    double critical = hessian.criticalRate(0).rate();
    try (KernelMatrix matrix = kernel.exact(x);
        Eigenpairs top = Eigen.top(matrix.matrix(), TOP)) {
      LossSplit split = LossSplit.of(matrix, y, top);
      double gaussNewton = KernelSharpness.of(matrix, loss, new NDList(y));
      line("loss", "%.4f", split.loss());
      line("top eigenvalues of the tangent kernel", "%s", numbers(top.values()));
      line("sharpness, lambda_max of the Hessian", "%.4f", hessian.largest());
      line("critical rate by the Hessian", "%.3f", critical);
      line(
          "critical rate by the kernel", "%.3f", CriticalRate.fromSharpness(gaussNewton, 0).rate());
      line("loss in the top eigendirection", "%.4f", split.top(1));
      line("loss in the top " + TOP, "%.4f", split.top(TOP));
      line("loss in the rest", "%.4f", split.rest(TOP));
    }
    printPixels();
    return critical;
  }

  private void printPixels() {
    try (Agop agop = Agop.of(model, x)) {
      float[] diagonal = agop.diagonal().toFloatArray();
      double trace = agop.trace();
      String pixels =
          Arrays.stream(agop.topInputs(PIXELS))
              .mapToObj(
                  i ->
                      "(%d,%d) %.1f%%"
                          .formatted(i / IMAGE_WIDTH, i % IMAGE_WIDTH, 100 * diagonal[i] / trace))
              .collect(Collectors.joining(", "));
      line("AGOP: (row,column) and share of its trace", "%s", pixels);
    }
  }

  /** Prints what each measurement costs beside a training step. */
  void printCosts(Runnable step) {
    System.out.printf("%nCost (medians, in training steps)%n");
    double unit = Stopwatch.medianMillis(step);
    line("one training step", "%.2f ms", unit);
    cost("exact tangent kernel", unit, () -> kernel.exact(x).close());
    cost("sharpness, warm", unit, () -> measureSharpness());
    cost("AGOP", unit, () -> Agop.of(model, x).close());
  }

  private void measureSharpness() {
    sharpness.measure(model, loss, new NDList(x), new NDList(y));
  }

  private static void cost(String name, double unit, Runnable measurement) {
    line(name, "%.2f", Stopwatch.medianMillis(measurement) / unit);
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values).mapToObj("%.1f"::formatted).collect(Collectors.joining(", "));
  }

  private static void line(String name, String format, Object value) {
    System.out.printf(Locale.ROOT, "  %-44s " + format + "%n", name, value);
  }

  @Override
  public void close() {
    sharpness.close();
  }
}
