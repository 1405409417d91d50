/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.task.ComparisonRequest;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.samples.task.OptimizerName;
import io.catapult.samples.task.TaskName;
import io.catapult.tribuo.comparison.Design;
import io.catapult.tribuo.comparison.OptimizerComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Output;

/** What is told of a comparison whose runs have not ended, and of their traces. */
class StoppedRunTest {

  @TempDir private Path folder;

  @Test
  void aComparisonThatWasStoppedIsShownWithTheWayToGoOn() throws Exception {
    begin(design());
    CommandRun run = CommandRun.of("show", folder.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out().contains("2 of 2 runs have not ended. Go on with: catapult resume " + folder),
        run.out());
  }

  @Test
  void aTraceOfAStoppedComparisonNamesItsFolder() throws Exception {
    begin(design());
    Path trace = folder.resolve("cells/01-sgd-seed-4/trace.jsonl");
    assertTrue(Files.exists(trace.getParent()), "a folder for each run");
    Traces.begin(trace).close();
    CommandRun run = CommandRun.of("show", trace.toString());
    assertTrue(run.out().contains("Go on with: catapult resume " + folder), run.out());
  }

  @Test
  void aTraceThatIsPartOfNothingHasNoWayToGoOn() throws Exception {
    Path trace = folder.resolve("run.jsonl");
    Traces.begin(trace).close();
    String shown = CommandRun.of("show", trace.toString()).out();
    assertTrue(shown.strip().endsWith("the run was killed, or it still goes on."), shown);
  }

  @Test
  void theDesignIsReadFromTheFolderAsItWasAsked() throws Exception {
    Design<?> asked = design();
    begin(asked);
    Design<?> read = StoredComparison.design(folder);
    assertEquals(List.of(4L, 9L), read.seeds());
    assertEquals("SGD", read.configurations().get(0).label());
    // A folder of another design would be refused.
    begin(read);
  }

  @Test
  void nothingCanBeResumedWhereNothingWasBegun() {
    CommandRun run = CommandRun.of("resume", folder.toString());
    assertEquals(2, run.code());
    assertEquals(1, run.errorLines(), run.err());
    assertTrue(run.err().contains("without design.json"), run.err());
  }

  private static Design<?> design() {
    ComparisonRequest request =
        new ComparisonRequest(
            TaskName.FULL_RANK,
            Optional.empty(),
            Optional.empty(),
            List.of(OptimizerName.SGD),
            List.of(),
            List.of(),
            OptionalInt.of(8),
            OptionalInt.empty(),
            OptionalInt.of(1),
            Set.of());
    return ComparisonSetup.of(request, 4).design(4, 9);
  }

  /** Runs nothing, as if it was stopped at once. */
  private <T extends Output<T>> void begin(Design<T> design) throws Exception {
    OptimizerComparison.<T>builder()
        .setDesign(design)
        .setFolder(folder)
        .optRunner((cells, progress) -> {})
        .optResume(true)
        .build()
        .run();
  }
}
