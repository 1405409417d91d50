/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.CriticalRate;
import io.catapult.djl.kernel.LossSplit;
import io.catapult.djl.linalg.SpectrumSummary;
import io.catapult.djl.linalg.TraceEstimate;
import io.catapult.samples.data.ArrayFile.Numbers;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Measures one model on one set of inputs, with or without targets. */
final class Diagnosis {

  private static final int[] SPLITS = {1, 3, 5};

  private final ModelView model;
  private final NDArray x;
  private final LossChoice loss;
  private final Findings findings;

  Diagnosis(ModelView model, NDArray x, LossChoice loss, Findings findings) {
    this.model = model;
    this.x = x;
    this.loss = loss;
    this.findings = findings;
  }

  /**
   * Measures everything that needs no other model.
   *
   * @param targets what the file of the targets holds
   */
  void measure(Optional<Numbers> targets) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch");
        TangentSpectrum kernel = TangentSpectrum.of(model, x)) {
      describe(kernel);
      Optional<NDArray> y = targets.map(given -> Targets.of(scope, given, loss, kernel.outputs()));
      measureKernel(kernel);
      // No second derivative by the outputs depends on the targets: any will do.
      NDArray any = y.orElseGet(() -> stand(scope, kernel.outputs()));
      double sharpness = kernel.sharpness(loss, any);
      findings.putFinite(
          DiagnosisKey.KERNEL_RATE,
          CriticalRate.fromSharpness(sharpness, 0).rate(),
          "the kernel is zero, no learning rate is too large");
      if (y.isPresent()) {
        measureSplit(kernel, y.get());
        new HessianSection(model, x, loss, findings).measure(y.get());
      } else {
        findings.note(
            "the loss, its split and its Hessian are left out: there are no targets (--targets)");
      }
    }
    AgopSection.measure(model, x, findings);
  }

  private void describe(TangentSpectrum kernel) {
    findings.put(DiagnosisKey.LOSS_NAME, loss.toString());
    findings.put(DiagnosisKey.SAMPLES, x.getShape().get(0));
    findings.put(DiagnosisKey.OUTPUTS, kernel.outputsPerSample());
    findings.put(DiagnosisKey.PARAMETERS, model.parameterCount());
    findings.put(DiagnosisKey.HASH, OutputHash.sha256(kernel.outputs()));
    Engine engine = Engine.getInstance();
    findings.put(
        DiagnosisKey.ENGINE,
        engine.getEngineName() + " " + engine.getVersion() + " on " + model.device());
  }

  private static NDArray stand(NDManager scope, NDArray outputs) {
    NDArray first = scope.zeros(outputs.getShape(), DataType.FLOAT32);
    first.get(":, 0:1").addi(1);
    return first.toType(outputs.getDataType(), false);
  }

  private void measureKernel(TangentSpectrum kernel) {
    double[] values = kernel.values();
    findings.put(DiagnosisKey.KERNEL_ROUTE, kernel.route().toString());
    findings.put(DiagnosisKey.KERNEL_VALUES, values);
    double trace = measureTrace(kernel);
    if (values[0] > 0) {
      findings.put(DiagnosisKey.KERNEL_RANK, trace / values[0]);
    }
    Optional<SpectrumSummary> summary = kernel.summary();
    summary
        .map(SpectrumSummary::entropyRank)
        .filter(OptionalDouble::isPresent)
        .ifPresent(rank -> findings.put(DiagnosisKey.KERNEL_ENTROPY_RANK, rank.getAsDouble()));
    summary
        .map(SpectrumSummary::conditionNumber)
        .ifPresentOrElse(
            number ->
                findings.putFinite(
                    DiagnosisKey.KERNEL_CONDITION,
                    number.orElseThrow(),
                    "the smallest eigenvalue cannot be told from zero, the kernel is singular"),
            () ->
                findings.note(
                    "kernel.condition is left out: the whole spectrum is taken up to %d rows; fewer samples (--samples) have it"
                        .formatted(TangentSpectrum.LARGEST_WHOLE)));
  }

  private double measureTrace(TangentSpectrum kernel) {
    Optional<double[]> entries = kernel.entries();
    double trace;
    if (entries.isPresent()) {
      int step = (int) Math.sqrt(entries.get().length) + 1;
      trace =
          IntStream.iterate(0, i -> i < entries.get().length, i -> i + step)
              .mapToDouble(i -> entries.get()[i])
              .sum();
    } else {
      TraceEstimate estimate = kernel.estimateTrace();
      trace = estimate.value();
      findings.put(DiagnosisKey.KERNEL_TRACE_ERROR, estimate.standardError());
      findings.note(
          "kernel.trace is an estimate from %d random probes: the kernel has more than %d rows"
              .formatted(estimate.probes(), TangentSpectrum.LARGEST_MATRIX));
    }
    findings.put(DiagnosisKey.KERNEL_TRACE, trace);
    return trace;
  }

  private void measureSplit(TangentSpectrum kernel, NDArray targets) {
    OptionalDouble share = loss.shareOfSquares(kernel.outputsPerSample());
    if (share.isEmpty()) {
      findings.note("split.* is left out: the kernel's eigenvectors split squared losses only");
      return;
    }
    LossSplit split = LossSplit.of(kernel.outputs(), targets, kernel.pairs());
    findings.put(DiagnosisKey.LOSS, share.getAsDouble() * split.loss());
    Arrays.stream(SPLITS)
        .forEach(
            s -> {
              int known = Math.min(s, split.size());
              double top = share.getAsDouble() * split.top(known);
              findings.put(DiagnosisKey.splitTop(s), top);
              double rest = share.getAsDouble() * split.rest(known);
              findings.put(DiagnosisKey.splitRest(s), rest);
            });
  }
}
