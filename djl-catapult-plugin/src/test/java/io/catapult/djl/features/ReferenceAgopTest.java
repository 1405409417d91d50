/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.ReferenceCase;
import io.catapult.djl.testing.ReferenceCase.Loaded;
import io.catapult.djl.testing.Tolerances;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** AGOPs against those of another library in float64, one reverse pass a sample and output. */
class ReferenceAgopTest extends FeaturesFixture {

  /**
   * Bytes: above the matrix of every case, below what a sample of unknown size is taken to need.
   */
  private static final long ROOM_FOR_ONE_SAMPLE = 1L << 19;

  static Stream<ReferenceCase> differentiable() {
    return Stream.of(ReferenceCase.values()).filter(c -> !c.hasTokenInputs());
  }

  static Stream<ReferenceCase> traced() {
    return differentiable().filter(c -> c.getTorchScriptResource().isPresent());
  }

  static Stream<Arguments> inBothTypes() {
    return differentiable()
        .flatMap(c -> Stream.of(DataType.FLOAT32, DataType.FLOAT64).map(t -> Arguments.of(c, t)));
  }

  @ParameterizedTest
  @MethodSource("inBothTypes")
  void theAgopIsTheReferences(ReferenceCase reference, DataType type) {
    Loaded loaded = reference.load(manager, type);
    try (ModelView model = ModelView.of(loaded.block());
        Agop agop = Agop.of(model, loaded.x())) {
      assertIsTheReferences(agop, loaded, type);
    }
  }

  @ParameterizedTest
  @MethodSource("inBothTypes")
  void theAgopOfOneSampleAtATimeIsTheReferences(ReferenceCase reference, DataType type) {
    Loaded loaded = reference.load(manager, type);
    try (ModelView model = ModelView.of(loaded.block())) {
      InputGradients gradients = InputGradients.of(model).withMemoryBytes(ROOM_FOR_ONE_SAMPLE);
      try (Agop agop = Agop.of(gradients, new NDList(loaded.x()))) {
        assertIsTheReferences(agop, loaded, type);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("traced")
  void theAgopOfATorchScriptModelIsTheReferences(ReferenceCase reference)
      throws IOException, MalformedModelException, URISyntaxException {
    Loaded loaded = reference.load(manager, DataType.FLOAT32);
    String resource = reference.getTorchScriptResource().orElseThrow();
    Path file = Path.of(getClass().getResource(resource).toURI());
    try (Model script = Model.newInstance(reference.name(), "PyTorch")) {
      script.load(file.getParent(), file.getFileName().toString(), Map.of("trainParam", "true"));
      try (ModelView model = ModelView.of(script);
          Agop agop = Agop.of(model, loaded.x())) {
        assertIsTheReferences(agop, loaded, DataType.FLOAT32);
      }
    }
  }

  private void assertIsTheReferences(Agop agop, Loaded loaded, DataType type) {
    NDArray truth = loaded.truth().get("agop");
    double bar = Tolerances.of(type);
    assertEquals(loaded.x().getShape().get(0), agop.samples());
    assertEquals(loaded.y().getShape().get(1), agop.outputs());
    assertEquals(loaded.x().getShape().slice(1), agop.inputShape());
    assertEquals(type, agop.dataType());
    assertError(bar, agop.diagonal(), diagonal(truth));
    assertEquals(1, agop.trace() / diagonal(truth).sum().getDouble(), bar);
    assertEquals(1, agop.frobeniusNorm() / truth.norm().getDouble(), bar);
    assertError(bar, agop.matrix(), truth);
  }

  private NDArray diagonal(NDArray matrix) {
    return matrix.mul(manager.eye((int) matrix.getShape().get(0))).sum(new int[] {0});
  }

  private static void assertError(double bar, NDArray found, NDArray truth) {
    double error = Tolerances.relativeError(found, truth);
    assertTrue(error <= bar, () -> "relative error " + error);
  }
}
