/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of updates take no more memory than a few. */
class OptimizerMemoryTest {

  private static final int UPDATES = 2000;

  /** One temporary of an update left behind would take 200 MB. */
  private static final Shape SHAPE = new Shape(25_000);

  private static final double ALLOWED_MEGABYTES = 100;

  static Stream<InPlaceOptimizer> optimizers() {
    return OneOfEach.builders()
        .map(builder -> builder.setLearningRateTracker(Tracker.fixed(1e-3f)))
        .map(builder -> builder.setRescaleGrad(0.5f).optClipGrad(1).optWeightDecays(0.1f))
        .map(OneOfEach::build);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  @EnabledOnOs(OS.LINUX)
  void memoryStaysFlatAndNoArraySurvives(InPlaceOptimizer optimizer) throws IOException {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray weight = manager.ones(SHAPE);
      NDArray gradient = manager.ones(SHAPE);
      optimizer.update("w", weight, gradient);
      int arrays = manager.getManagedArrays().size();
      double before = residentMegabytes();
      for (int i = 0; i < UPDATES; i++) {
        optimizer.update("w", weight, gradient);
        optimizer.preconditioner("w", manager).orElseThrow().close();
      }
      double growth = residentMegabytes() - before;
      assertTrue(growth < ALLOWED_MEGABYTES, "grew by " + growth + " MB");
      assertEquals(arrays, manager.getManagedArrays().size());
    }
  }

  private static double residentMegabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Double.parseDouble(line.replaceAll("\\D+", "")) / 1024;
    }
  }
}
