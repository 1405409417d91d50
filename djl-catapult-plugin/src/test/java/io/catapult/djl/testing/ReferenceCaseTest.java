/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import io.catapult.djl.testing.ReferenceCase.Loaded;
import io.catapult.djl.testing.ReferenceCase.ParameterMatch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The blocks compute what PyTorch computed, so that what is measured on them can be compared. */
class ReferenceCaseTest {

  /** Rounding of float64, and DJL's float epsilon in the norm layers (2.5e-8 of 1e-5). */
  private static final double FLOAT64_TOLERANCE = 1e-12;

  /** A hundred roundings of float32. */
  private static final double FLOAT32_TOLERANCE = 1e-5;

  @ParameterizedTest
  @EnumSource
  void outputsEqualTheReferenceInFloat64(ReferenceCase reference) {
    assertOutputs(reference, DataType.FLOAT64, FLOAT64_TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource
  void outputsEqualTheReferenceInFloat32(ReferenceCase reference) {
    assertOutputs(reference, DataType.FLOAT32, FLOAT32_TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource
  void everyParameterHoldsTheValueOfItsReference(ReferenceCase reference) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Loaded loaded = reference.load(manager, DataType.FLOAT64);
      assertEquals(
          loaded.truth().parameterNames(),
          loaded.parameters().stream().map(ParameterMatch::reference).toList());
      for (ParameterMatch match : loaded.parameters()) {
        NDArray value = loaded.block().getParameters().get(match.name()).getArray();
        assertTrue(value.hasGradient(), match.name());
        assertTrue(loaded.truth().contains("kernel." + match.reference()));
        assertArrayEquals(
            loaded.truth().parameter(match.reference()).toDoubleArray(), value.toDoubleArray());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void labelsNameTheClassThatTheTargetsMark(ReferenceCase reference) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Loaded loaded = reference.load(manager, DataType.FLOAT32);
      long outputs = loaded.y().getShape().get(1);
      assertEquals(outputs > 1, loaded.labels().isPresent());
      loaded
          .labels()
          .ifPresent(
              labels ->
                  assertArrayEquals(
                      loaded.y().toFloatArray(),
                      labels.oneHot((int) outputs).toType(DataType.FLOAT32, false).toFloatArray()));
    }
  }

  @Test
  void everyReferenceFileHasACase() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ReferenceCase.class.getResource("/reference")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> stored =
          files
              .map(file -> "/reference/" + file.getFileName())
              .filter(name -> name.endsWith(".npz") || name.endsWith(".pt"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(stored, namedByCases());
    }
  }

  @Test
  void anUnknownKeyIsReportedWithTheKeysThatThereAre() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NpzFile truth = NpzFile.read(manager, ReferenceCase.TIED_K2.getNpzResource());
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> truth.get("kernels"));
      assertTrue(error.getMessage().contains("kernel.shared.weight"), error.getMessage());
    }
  }

  @Test
  void integersStayAsTheyAreWhenTheFileIsConverted() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NpzFile single =
          NpzFile.read(manager, ReferenceCase.CONV_MIXED.getNpzResource()).as(DataType.FLOAT32);
      assertEquals(DataType.FLOAT32, single.get("kernel").getDataType());
      assertEquals(DataType.INT64, single.buffer("1.num_batches_tracked").getDataType());
    }
  }

  private static Set<String> namedByCases() {
    return Arrays.stream(ReferenceCase.values())
        .flatMap(
            c -> Stream.concat(Stream.of(c.getNpzResource()), c.getTorchScriptResource().stream()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertOutputs(ReferenceCase reference, DataType type, double tolerance) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Loaded loaded = reference.load(manager, type);
      NDArray outputs =
          loaded
              .block()
              .forward(new ParameterStore(manager, false), new NDList(loaded.x()), false)
              .singletonOrThrow();
      assertEquals(type, outputs.getDataType());
      NDArray expected = loaded.truth().get("f");
      assertEquals(expected.getShape(), outputs.getShape());
      double error =
          outputs.toType(DataType.FLOAT64, false).sub(expected).norm().getDouble()
              / expected.norm().getDouble();
      assertTrue(error <= tolerance, () -> "relative error of the outputs " + error);
    }
  }
}
