/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.features.Agop;
import io.catapult.djl.features.InputGradients;
import io.catapult.samples.Progress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a diagnosis that the AGOP tells: which input features the outputs depend on. */
final class AgopSection {

  private static final int TOP_INPUTS = 10;
  private static final int MOST_VALUES = 64;

  /** More gradients of more features are not decomposed as a whole. */
  private static final long LARGEST_WHOLE = 1024;

  private AgopSection() {}

  @SuppressWarnings("try") // time is told while it works
  static void measure(ModelView model, NDArray x, Findings findings) {
    try (Progress bar = Progress.ofUnknownLength("AGOP");
        Agop agop = Agop.of(model, x)) {
      findings.put(DiagnosisKey.AGOP_TOP, topInputs(agop));
      double trace = agop.trace();
      findings.put(DiagnosisKey.AGOP_TRACE, trace);
      if (trace == 0) {
        findings.note("agop.eigenvalues is left out: the outputs do not depend on the inputs");
        return;
      }
      double[] values = eigenvalues(model, x, agop);
      findings.put(DiagnosisKey.AGOP_VALUES, values);
      findings.put(DiagnosisKey.AGOP_RANK, trace / values[0]);
    }
  }

  private static double[] eigenvalues(ModelView model, NDArray x, Agop agop) {
    long rows = agop.samples() * agop.outputs();
    boolean whole =
        Math.min(rows, agop.inputSize()) <= LARGEST_WHOLE
            && Gram.isAffordable(rows, agop.inputSize(), agop.dataType());
    if (!whole) {
      return agop.top((int) Math.min(MOST_VALUES, agop.inputSize())).eigenvalues();
    }
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray gradients = InputGradients.of(model).rows(scope, new NDList(x));
      return Arrays.stream(Gram.eigenvalues(gradients))
          .limit(MOST_VALUES)
          .map(value -> value / agop.samples())
          .toArray();
    }
  }

  private static List<Map<String, Object>> topInputs(Agop agop) {
    int count = (int) Math.min(TOP_INPUTS, agop.inputSize());
    double[] diagonal;
    try (NDArray numbers = agop.diagonal().toType(DataType.FLOAT64, true)) {
      diagonal = numbers.toDoubleArray();
    }
    return Arrays.stream(agop.topInputs(count))
        .mapToObj(
            index -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("index", index);
              entry.put("value", diagonal[index]);
              return entry;
            })
        .toList();
  }
}
