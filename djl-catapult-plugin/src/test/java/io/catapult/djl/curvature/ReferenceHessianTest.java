/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.End;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.djl.linalg.Target;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.testing.ReferenceCase;
import io.catapult.djl.testing.ReferenceCase.Loaded;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ends of the spectra of Hessians against those that PyTorch computed densely in float64. */
class ReferenceHessianTest extends CurvatureFixture {

  /** The project's bar for single precision. */
  private static final double BAR_32 = 1e-4;

  /** Rounding of float64 in sums of some thousand products, and DJL's float epsilons. */
  private static final double BAR_64 = 1e-8;

  /** The search is relative to the largest eigenvalue; the smallest is up to 30 times smaller. */
  private static final double MARGIN = 30;

  static Stream<ReferenceCase> traced() {
    return Arrays.stream(ReferenceCase.values())
        .filter(c -> c.getTorchScriptResource().isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void spectrumIsTheReferencesInFloat64(ReferenceCase reference) {
    assertSpectra(reference, DataType.FLOAT64, BAR_64);
  }

  @ParameterizedTest
  @EnumSource
  void spectrumIsTheReferencesInFloat32(ReferenceCase reference) {
    assertSpectra(reference, DataType.FLOAT32, BAR_32);
  }

  @ParameterizedTest
  @MethodSource("traced")
  void spectrumOfATorchScriptModelIsTheReferences(ReferenceCase reference)
      throws IOException, MalformedModelException, URISyntaxException {
    Loaded loaded = reference.load(manager, DataType.FLOAT32);
    String resource = reference.getTorchScriptResource().orElseThrow();
    Path file = Path.of(getClass().getResource(resource).toURI());
    try (Model model = Model.newInstance(reference.name(), "PyTorch")) {
      model.load(file.getParent(), file.getFileName().toString(), Map.of("trainParam", "true"));
      try (ModelView view = ModelView.of(model)) {
        assertSpectra(view, loaded, BAR_32);
      }
    }
  }

  private void assertSpectra(ReferenceCase reference, DataType type, double bar) {
    Loaded loaded = reference.load(manager, type);
    try (ModelView view = ModelView.of(loaded.block())) {
      assertSpectra(view, loaded, bar);
    }
  }

  private void assertSpectra(ModelView view, Loaded loaded, double bar) {
    assertSpectrum(view, loaded, SquaredErrorLoss.create(), loaded.y(), "mse", bar);
    loaded
        .labels()
        .ifPresent(y -> assertSpectrum(view, loaded, Loss.softmaxCrossEntropyLoss(), y, "ce", bar));
  }

  private void assertSpectrum(
      ModelView view, Loaded loaded, Loss loss, NDArray y, String name, double bar) {
    double[] expected = loaded.truth().get("hessian." + name + ".eigenvalues").toDoubleArray();
    Lanczos lanczos =
        Lanczos.builder()
            .setCount(1)
            .optEnd(End.BOTH)
            .optTarget(Target.VALUES)
            .optTolerance(bar / MARGIN)
            .build();
    try (LossHessian hessian = LossHessian.of(view, loss, new NDList(loaded.x()), new NDList(y));
        Eigenpairs pairs = lanczos.solve(hessian).orThrow()) {
      double value = loaded.truth().number("loss." + name);
      assertEquals(value, hessian.lossValue(), bar * value, name);
      double[] found = pairs.values();
      double smallest = expected[expected.length - 1];
      assertEquals(expected[0], found[0], bar * expected[0], name + " largest");
      assertEquals(smallest, found[1], bar * Math.abs(smallest), name + " smallest");
    }
  }
}
