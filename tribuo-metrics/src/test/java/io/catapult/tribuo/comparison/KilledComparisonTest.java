/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.regression.Regressor;

class KilledComparisonTest {

  private static final List<String> REPORTS =
      List.of(
          "report.md",
          "runs.csv",
          "configurations.csv",
          "correlations.csv",
          "comparison.json",
          "report.html");

  @TempDir Path place;

  @Test
  void theReportsOfAKilledAndResumedOneAreThoseOfAnUndisturbedOne() throws Exception {
    Path killed = place.resolve("killed");
    killInTheMiddle(killed);
    ComparisonResult half = ComparisonResult.read(killed);
    assertTrue(half.runs().stream().anyMatch(r -> r.outcome() == RunResult.Outcome.FINISHED));
    assertTrue(half.runs().stream().anyMatch(r -> r.outcome() == RunResult.Outcome.PENDING));

    ProgressLog log = new ProgressLog();
    comparison(killed, log, true).run();
    assertFalse(log.begun().startsWith("0"), log.begun());
    Path undisturbed = place.resolve("undisturbed");
    comparison(undisturbed, ComparisonProgress.none(), false).run();
    for (String name : REPORTS) {
      assertEquals(
          Files.readString(undisturbed.resolve(name)), Files.readString(killed.resolve(name)));
    }
  }

  /** As kill -9 does, when one cell is finished and the next is in the middle of its training. */
  private void killInTheMiddle(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TinyComparison.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    while (traces(folder) < 2) {
      assertTrue(process.isAlive(), "it ended before it could be killed");
      TimeUnit.MILLISECONDS.sleep(5);
    }
    List<ProcessHandle> workers = process.descendants().toList();
    assertEquals(1, workers.size());
    process.destroyForcibly();
    for (ProcessHandle worker : workers) {
      worker.onExit().join();
    }
  }

  private static long traces(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("trace.jsonl")).count();
    }
  }

  private static OptimizerComparison<Regressor> comparison(
      Path folder, ComparisonProgress progress, boolean resume) {
    return OptimizerComparison.<Regressor>builder()
        .setDesign(TinyDesigns.two(TinyComparison.EPOCHS))
        .setFolder(folder)
        .optWorkers(2)
        .optProgress(progress)
        .optResume(resume)
        .build();
  }
}
