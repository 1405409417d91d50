/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.regression.Regressor;

/** Cells in worker processes. */
class LocalWorkersTest {

  @TempDir Path place;

  @Test
  void aCrashCostsOneRetryAndAnExceptionNone() throws Exception {
    Path folder = place.resolve("troubled");
    ProgressLog log = new ProgressLog();
    ComparisonResult result =
        comparison(folder, TinyDesigns.troubled(place.resolve("memory")), log, false).run();

    assertEquals("0 of 5", log.begun());
    assertEquals(List.of("started 1", "ended"), log.of("01-sgd-seed-0"));
    List<String> once = log.of("01-sgd-seed-1");
    assertEquals(4, once.size());
    assertTrue(once.get(1).startsWith("retried: the worker process ended with exit code 7"));
    assertEquals(List.of("started 2", "ended"), once.subList(2, 4));
    List<String> always = log.of("01-sgd-seed-2");
    assertEquals(4, always.size());
    assertTrue(
        always
            .get(3)
            .startsWith(
                "failed: 2 attempts ended with a crash, the last so: the worker process ended with"
                    + " exit code 9; its last words: "),
        always.get(3));
    assertTrue(always.get(3).endsWith("the last words of a worker"), always.get(3));
    assertEquals(
        List.of("started 1", "failed: IOException: there is no data for seed 3"),
        log.of("01-sgd-seed-3"));
    assertEquals(List.of("started 1", "ended"), log.of("01-sgd-seed-4"));

    ConfigurationResult found = result.configurations().get(0);
    assertEquals(3, found.finished());
    assertEquals(2, found.failed());
    assertEquals(3, found.metric("test.loss").orElseThrow().n());
  }

  @Test
  void aCellLeavesItsTraceAndItsMetrics() throws Exception {
    Path folder = place.resolve("one");
    Design<Regressor> design = TinyDesigns.builder(5).setSeeds(0).build();
    RunResult run =
        comparison(folder, design, ComparisonProgress.none(), false).run().runs().get(0);

    TrainingTrace trace = TrainingTrace.read(run.cell().traceFile());
    assertTrue(trace.footer().isPresent());
    assertEquals(List.of(), trace.warnings());
    // Five epochs of four batches.
    assertEquals(20, run.value(DynamicsMetrics.STEPS.id()).orElseThrow());
    for (DynamicsMetrics metric :
        List.of(
            DynamicsMetrics.TEST_LOSS,
            DynamicsMetrics.AGOP_ALIGNMENT_END,
            DynamicsMetrics.VALIDATION_LOSS_BEST)) {
      assertTrue(run.value(metric.id()).isPresent(), metric.id());
    }
    double rmse = run.value("tribuo.RMSE.macro").orElse(Double.NaN);
    assertEquals(rmse * rmse, run.value("test.loss").orElseThrow(), 1e-6);
  }

  @Test
  void aWorkerThatCannotStartEndsTheComparison() {
    String before = System.getProperty("java.class.path");
    System.setProperty("java.class.path", place.toString());
    try {
      IOException fault =
          assertThrows(
              IOException.class,
              () ->
                  comparison(
                          place.resolve("none"),
                          TinyDesigns.two(5),
                          ComparisonProgress.none(),
                          false)
                      .run());
      assertTrue(
          fault
              .getMessage()
              .startsWith(
                  "Expected a worker process that loads the engine; found that the worker process ended"
                      + " with exit code 1"),
          fault.getMessage());
      assertTrue(fault.getMessage().contains("ClassNotFoundException"), fault.getMessage());
    } finally {
      System.setProperty("java.class.path", before);
    }
  }

  @Test
  void lessThanOneWorkerIsRefused() {
    assertEquals(
        "Expected at least one worker; found 0. Remedy: pass 1 or more.",
        assertThrows(IllegalArgumentException.class, () -> new LocalWorkers(0, place))
            .getMessage());
  }

  private static OptimizerComparison<Regressor> comparison(
      Path folder, Design<Regressor> design, ComparisonProgress progress, boolean resume) {
    return OptimizerComparison.<Regressor>builder()
        .setDesign(design)
        .setFolder(folder)
        .optWorkers(2)
        .optProgress(progress)
        .optResume(resume)
        .build();
  }
}
