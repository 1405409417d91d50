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
import ai.djl.nn.Parameter;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.ReferenceCase;
import io.catapult.djl.testing.Tolerances;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel in one call against the same kernel layer by layer. */
class LinearKernelTest {

  private static final Set<ReferenceCase> LINEAR =
      EnumSet.of(
          ReferenceCase.NTK_FCN,
          ReferenceCase.NTK_FCN_NOBIAS,
          ReferenceCase.NTK_FCN_K3,
          ReferenceCase.TANH_FCN,
          ReferenceCase.TANH_FCN_K3);

  @ParameterizedTest
  @EnumSource(ReferenceCase.class)
  void onlyNetworksOfLinearLayersTakeTheShortWay(ReferenceCase reference) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, DataType.FLOAT32);
      try (ModelView model = ModelView.of(loaded.block())) {
        LayerPlan plan = TangentKernel.of(model).plan(new NDList(loaded.x()));
        assertEquals(LINEAR.contains(reference), plan.isLinear());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NTK_FCN", "NTK_FCN_NOBIAS", "NTK_FCN_K3", "TANH_FCN", "TANH_FCN_K3"})
  void bothWaysAgree(ReferenceCase reference) {
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        ReferenceCase.Loaded loaded = reference.load(manager, type);
        NDList x = new NDList(loaded.x());
        try (ModelView model = ModelView.of(loaded.block());
            KernelMatrix layerByLayer = TangentKernel.of(model).exact(x, x)) {
          LayerPlan plan = TangentKernel.of(model).plan(x);
          LinearKernel kernel = LinearKernel.of(manager, model, x, plan);
          assertClose(kernel.matrix(), layerByLayer.matrix(), type);
          assertClose(kernel.outputs(), layerByLayer.outputs(), type);
        }
      }
    }
  }

  @Test
  void frozenParametersContributeNothing() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = ReferenceCase.TANH_FCN_K3.load(manager, DataType.FLOAT64);
      loaded.block().getParameters().forEach(p -> freezeBias(p.getKey(), p.getValue()));
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x());
          KernelMatrix parts = TangentKernel.of(model).exactByParameter(new NDList(loaded.x()))) {
        assertTrue(parts.parts().keySet().stream().allMatch(name -> name.endsWith("weight")));
        assertClose(kernel.matrix(), parts.matrix(), DataType.FLOAT64);
      }
    }
  }

  private static void freezeBias(String name, Parameter parameter) {
    if (name.endsWith("bias")) {
      parameter.freeze(true);
    }
  }

  private static void assertClose(NDArray found, NDArray truth, DataType type) {
    double error = Tolerances.relativeError(found, truth);
    assertTrue(error <= Tolerances.of(type), () -> "relative error " + error);
  }
}
