/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.ReferenceCase;
import io.catapult.djl.testing.Tolerances;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route against the float64 kernels of another library. */
class TangentKernelReferenceTest {

  static Stream<Arguments> casesInBothTypes() {
    return Stream.of(ReferenceCase.values())
        .flatMap(
            c -> Stream.of(DataType.FLOAT32, DataType.FLOAT64).map(type -> Arguments.of(c, type)));
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void exactKernelEqualsTheReference(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x())) {
        assertClose(kernel.matrix(), loaded.truth().get("kernel"), type);
        assertClose(kernel.outputs(), loaded.truth().get("f"), type);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void eachParametersPartEqualsTheReference(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exactByParameter(new NDList(loaded.x()))) {
        assertClose(kernel.matrix(), loaded.truth().get("kernel"), type);
        for (ReferenceCase.ParameterMatch match : loaded.parameters()) {
          NDArray truth = loaded.truth().get("kernel." + match.reference());
          assertClose(kernel.parts().get(match.name()), truth, type);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void genericRouteEqualsTheReference(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      try (ModelView model = ModelView.of(loaded.block())) {
        NDArray truth = loaded.truth().get("kernel");
        NDArray kernel = manager.zeros(truth.getShape(), type);
        KernelSums sums =
            new KernelSums(java.util.List.of(kernel), 0, loaded.y().getShape().get(1), 4096);
        new GenericRows(model, loaded.y().getShape().get(1))
            .addGram(
                new NDList(loaded.x()),
                new NDList(loaded.x()),
                IntStream.range(0, model.parameters().size()).boxed().toList(),
                sums);
        assertClose(kernel, truth, type);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void operatorTimesEachUnitVectorIsTheKernel(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      TangentKernel kernel;
      try (ModelView model = ModelView.of(loaded.block())) {
        kernel = TangentKernel.of(model);
        for (TangentKernel route : new TangentKernel[] {kernel, kernel.withMemoryBytes(1)}) {
          try (KernelOperator operator = route.operator(new NDList(loaded.x()))) {
            assertClose(columns(operator, manager, type), loaded.truth().get("kernel"), type);
          }
        }
      }
    }
  }

  private static NDArray columns(KernelOperator operator, NDManager manager, DataType type) {
    int size = (int) operator.size();
    NDArray identity = manager.eye(size).toType(type, false);
    NDArray result = manager.zeros(new Shape(size, size), type);
    for (int i = 0; i < size; i++) {
      result.get(i).addi(operator.apply(identity.get(i)));
    }
    return result;
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void crossKernelIsTheBlockOfTheWhole(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      long n = loaded.x().getShape().get(0);
      long k = loaded.y().getShape().get(1);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel =
              TangentKernel.of(model)
                  .exact(new NDList(loaded.x().get("0:3")), new NDList(loaded.x().get("2:")))) {
        assertEquals(new Shape(3 * k, (n - 2) * k), kernel.matrix().getShape());
        NDArray whole = loaded.truth().get("kernel");
        assertClose(kernel.matrix(), whole.get("0:{}, {}:", 3 * k, 2 * k), type);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void smallMemoryGivesTheSameKernel(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      NDArray truth = loaded.truth().get("kernel");
      long result = truth.size() * type.getNumOfBytes();
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).withMemoryBytes(result).exact(loaded.x())) {
        assertClose(kernel.matrix(), truth, type);
      }
    }
  }

  private static void assertClose(NDArray found, NDArray truth, DataType type) {
    double error = Tolerances.relativeError(found, truth);
    assertTrue(error <= Tolerances.of(type), () -> "relative error " + error);
  }
}
