/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.features.Agop;
import java.util.Optional;

/** Whether two models look at the same features of the same inputs. */
final class Comparison {

  private final ModelView model;
  private final ModelView other;
  private final NDArray x;

  Comparison(ModelView model, ModelView other, NDArray x) {
    this.model = model;
    this.other = other;
    this.x = x;
  }

  /** Measures both alignments. */
  void measure(Findings findings) {
    try (TangentSpectrum first = TangentSpectrum.of(model, x);
        TangentSpectrum second = TangentSpectrum.of(other, x)) {
      findings.put(DiagnosisKey.OTHER_OUTPUTS, second.outputsPerSample());
      findings.put(DiagnosisKey.OTHER_PARAMETERS, other.parameterCount());
      findings.put(DiagnosisKey.OTHER_HASH, OutputHash.sha256(second.outputs()));
      Optional<SampleKernel> a = sampleKernel(first);
      Optional<SampleKernel> b = sampleKernel(second);
      if (a.isPresent() && b.isPresent()) {
        findings.put(DiagnosisKey.OTHER_KERNEL, a.get().alignment(b.get()));
      } else {
        findings.note(
            "against.kernel_alignment is left out: a kernel has more than %d rows; take fewer samples (--samples)"
                .formatted(TangentSpectrum.LARGEST_MATRIX));
      }
    }
    try (Agop first = Agop.of(model, x);
        Agop second = Agop.of(other, x)) {
      findings.put(DiagnosisKey.OTHER_AGOP, first.alignment(second).cosine());
    }
  }

  private Optional<SampleKernel> sampleKernel(TangentSpectrum kernel) {
    int n = Math.toIntExact(x.getShape().get(0));
    return kernel.entries().map(entries -> new SampleKernel(entries, n));
  }
}
