/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.KernelOperator;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.testing.NpzFile;
import io.catapult.djl.testing.ReferenceCase;
import io.catapult.djl.testing.Tolerances;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that exist only as a file: no Java layers, no retraining. */
class TorchScriptTest {

  @TempDir Path folder;

  static Stream<ReferenceCase> traced() {
    return Stream.of(ReferenceCase.values()).filter(c -> c.getTorchScriptResource().isPresent());
  }

  private Path file(ReferenceCase reference) throws IOException {
    Path file = folder.resolve("model.pt");
    String resource = reference.getTorchScriptResource().orElseThrow();
    try (InputStream in = TorchScriptTest.class.getResourceAsStream(resource)) {
      Files.copy(in, file);
    }
    return file;
  }

  @ParameterizedTest
  @MethodSource("traced")
  void kernelEqualsTheReferenceAtEveryUse(ReferenceCase reference) throws IOException {
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        ModelView model = ModelView.ofTorchScript(file(reference))) {
      NpzFile truth = NpzFile.read(manager, reference.getNpzResource());
      NDArray x = truth.get("x").toType(DataType.FLOAT32, false);
      TangentKernel kernel = TangentKernel.of(model);
      // The engine compiles a module anew on its second and third use.
      for (int use = 0; use < 3; use++) {
        try (KernelMatrix matrix = kernel.exact(x);
            KernelOperator operator = kernel.operator(new NDList(x))) {
          assertClose(matrix.matrix(), truth.get("kernel"));
          assertClose(matrix.outputs(), truth.get("f"));
          NDArray v = manager.randomNormal(new Shape(operator.size()));
          assertClose(
              operator.apply(v), truth.get("kernel").matMul(v.toType(DataType.FLOAT64, true)));
        }
      }
    }
  }

  private static void assertClose(NDArray found, NDArray truth) {
    double error = Tolerances.relativeError(found, truth);
    assertTrue(error <= Tolerances.FLOAT32, () -> "relative error " + error);
  }

  @Test
  void moduleInsideALargerBlockIsMeasuredWithIt() throws Exception {
    Path file = file(ReferenceCase.TANH_FCN_K3);
    try (Model loaded = Model.newInstance("model.pt", "PyTorch");
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      loaded.load(folder, "model.pt", Map.of("trainParam", "true"));
      Block block =
          new SequentialBlock().add(loaded.getBlock()).add(Linear.builder().setUnits(2).build());
      block.initialize(manager, DataType.FLOAT32, new Shape(4, 5));
      NDArray x = manager.randomNormal(new Shape(4, 5));
      try (ModelView model = ModelView.of(block);
          KernelMatrix matrix = TangentKernel.of(model).exact(x)) {
        assertEquals(8, model.parameters().size());
        long generic =
            matrix.routes().values().stream()
                .filter(route -> route == KernelMatrix.Route.GENERIC)
                .count();
        assertEquals(6, generic);
        NDArray plain =
            block.forward(new ParameterStore(manager, false), new NDList(x), false).head();
        assertClose(matrix.outputs(), plain.toType(DataType.FLOAT64, true));
      }
      assertTrue(Files.exists(file));
    }
  }

  @Test
  void otherWeightsGiveOtherOutputsAndLeaveTheModelAlone() throws IOException {
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        ModelView model = ModelView.ofTorchScript(file(ReferenceCase.TANH_FCN))) {
      NDArray x = manager.randomNormal(new Shape(4, 5));
      NDArray before = model.outputs(manager, new NDList(x));
      NDList zeros = new NDList();
      model.parameters().forEach(p -> zeros.add(manager.zeros(p.shape())));
      try (ModelView atZero = model.withParameters(zeros)) {
        assertEquals(0, atZero.outputs(manager, new NDList(x)).abs().sum().getFloat());
      }
      assertEquals(before, model.outputs(manager, new NDList(x)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 5000, 9000})
  void cutFileIsRefused(int length) throws IOException {
    Path file = file(ReferenceCase.NTK_FCN);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    assertFault(file, "cut short");
  }

  @Test
  void damagedFileIsRefused() throws IOException {
    Path file = file(ReferenceCase.NTK_FCN);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 40, bytes.length / 2, (byte) 7);
    Files.write(file, bytes);
    assertFault(file, "TorchScript");
  }

  @Test
  void fileOfAnotherKindIsRefused() throws IOException {
    Path file = folder.resolve("weights.pt");
    Files.writeString(file, "these are no weights");
    assertFault(file, "a TorchScript file");
    assertFault(folder.resolve("absent.pt"), "no file at");
  }

  private static void assertFault(Path file, String text) {
    MeasurementException e =
        assertThrows(MeasurementException.class, () -> ModelView.ofTorchScript(file));
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }

  @Test
  void parametersWithoutGradientsAreRefused() throws Exception {
    file(ReferenceCase.NTK_FCN);
    try (Model loaded = Model.newInstance("model.pt", "PyTorch")) {
      loaded.load(folder, "model.pt");
      MeasurementException e = assertThrows(MeasurementException.class, () -> ModelView.of(loaded));
      assertTrue(e.getMessage().contains("trainParam = true"), e.getMessage());
    }
  }

  @Test
  void float64IsRefused() throws IOException {
    try (ModelView model = ModelView.ofTorchScript(file(ReferenceCase.NTK_FCN))) {
      MeasurementException e =
          assertThrows(MeasurementException.class, () -> model.toType(DataType.FLOAT64));
      assertTrue(e.getMessage().contains("export the model"), e.getMessage());
    }
  }
}
