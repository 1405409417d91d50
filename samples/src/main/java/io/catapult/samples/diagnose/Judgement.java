/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import java.util.Optional;

/** The verdict on a learning rate, from the critical rates that were found. */
final class Judgement {

  private Judgement() {}

  /** Judges by the Hessian's critical rate where there is a Hessian, else by the kernel's. */
  static void of(double rate, Findings findings) {
    boolean byHessian = findings.get(DiagnosisKey.HESSIAN_TOP).isPresent();
    Optional<Double> critical =
        findings.number(byHessian ? DiagnosisKey.HESSIAN_RATE : DiagnosisKey.KERNEL_RATE);
    // Without a critical rate none is too large.
    double ratio = critical.map(found -> rate / found).orElse(0.0);
    findings.put(DiagnosisKey.RATE, rate);
    findings.put(DiagnosisKey.VERDICT, Verdict.of(ratio).words());
    findings.put(DiagnosisKey.VERDICT_BY, byHessian ? "hessian" : "kernel");
    findings.put(DiagnosisKey.VERDICT_RATIO, ratio);
  }
}
