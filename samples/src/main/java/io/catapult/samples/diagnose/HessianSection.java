/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.CriticalRate;
import io.catapult.djl.curvature.LossHessian;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.End;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.djl.linalg.Outcome;
import io.catapult.samples.Progress;
import io.catapult.samples.UsageFault;

/** The part of a diagnosis that the loss Hessian tells. */
final class HessianSection {

  private static final int TOP = 3;

  /** Of the eigenvectors, relative to the largest eigenvalue: values are right to its square. */
  private static final double TOLERANCE = 1e-5;

  private static final int MOST_PRODUCTS = 600;

  private final ModelView model;
  private final NDArray x;
  private final LossChoice loss;
  private final Findings findings;

  HessianSection(ModelView model, NDArray x, LossChoice loss, Findings findings) {
    this.model = model;
    this.x = x;
    this.loss = loss;
    this.findings = findings;
  }

  /** Measures both ends of the spectrum, and the loss itself unless it is there. */
  void measure(NDArray targets) {
    NDList labels = new NDList(targets);
    try (LossHessian hessian = LossHessian.of(model, loss.newLoss(), new NDList(x), labels)) {
      if (findings.get(DiagnosisKey.LOSS).isEmpty()) {
        findings.put(DiagnosisKey.LOSS, hessian.lossValue());
      }
      int top = (int) Math.min(TOP, hessian.size());
      double[] largest = values(hessian, End.TOP, top);
      findings.put(DiagnosisKey.HESSIAN_TOP, largest);
      findings.put(DiagnosisKey.HESSIAN_BOTTOM, values(hessian, End.BOTTOM, 1)[0]);
      findings.putFinite(
          DiagnosisKey.HESSIAN_RATE,
          CriticalRate.fromSharpness(largest[0], 0).rate(),
          "the loss curves upwards in no direction, no learning rate is too large");
    }
  }

  private double[] values(LossHessian hessian, End end, int count) {
    Lanczos lanczos =
        Lanczos.builder()
            .setCount(count)
            .optEnd(end)
            .optTolerance(TOLERANCE)
            .optMaxProducts(MOST_PRODUCTS)
            .build();
    try (Progress bar = Progress.ofUnknownLength("Hessian");
        Eigenpairs pairs = lanczos.solve(CountedOperator.of(hessian, bar))) {
      if (pairs.size() < count) {
        throw new UsageFault(
            "the loss Hessian's eigenvalues were not found: " + pairs.outcome().advice());
      }
      if (pairs.outcome() != Outcome.CONVERGED) {
        findings.note(
            "hessian.eigenvalues.%s: after %d products right to about %.1g only"
                .formatted(
                    end == End.TOP ? "top" : "bottom",
                    pairs.products(),
                    pairs.errors()[count - 1]));
      }
      return pairs.values();
    }
  }
}
