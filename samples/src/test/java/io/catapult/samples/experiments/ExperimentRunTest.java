/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.catapult.tribuo.comparison.Cell;
import io.catapult.tribuo.comparison.CellRunner;
import io.catapult.tribuo.comparison.ComparisonFolderException;
import io.catapult.tribuo.comparison.ComparisonProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentRunTest {

  @TempDir private Path folder;
  private final List<String> trained = new ArrayList<>();

  private ExperimentResult run(CellRunner runner) throws IOException, InterruptedException {
    return run(folder.resolve("tiny"), runner);
  }

  private ExperimentResult run(Path path, CellRunner runner)
      throws IOException, InterruptedException {
    return run(TinyExperiment.experiment(), path, runner);
  }

  private ExperimentResult run(Experiment experiment, Path path, CellRunner runner)
      throws IOException, InterruptedException {
    trained.clear();
    return new ExperimentRun(experiment, Size.DESK, PaperImages.embedded(), new long[] {1, 2}, path)
        .run(
            (cells, progress) -> {
              cells.forEach(cell -> trained.add(cell.id()));
              runner.run(cells, progress);
            },
            ComparisonProgress.none());
  }

  private static JsonNode json(Path path) throws IOException {
    return new JsonMapper().readTree(Files.readString(path.resolve("experiment.json")));
  }

  @Test
  void whatHasEndedIsNotTrainedAgainAndWhatWasInterruptedBeginsAgain() throws Exception {
    CellRunner dies =
        (cells, progress) -> {
          TinyExperiment.here().run(cells.subList(0, 1), progress);
          Cell second = cells.get(1);
          Files.writeString(second.traceFile(), "{\"torn");
          throw new InterruptedException("stopped from outside");
        };
    assertThrows(InterruptedException.class, () -> run(dies));
    assertEquals(4, trained.size());

    assertTrue(run(TinyExperiment.here()).isAsKnown());
    assertEquals(3, trained.size(), "the first had ended");
    JsonNode interrupted = json(folder.resolve("tiny"));

    assertTrue(run(TinyExperiment.here()).isAsKnown());
    assertEquals(List.of(), trained);
    assertEquals(interrupted, json(folder.resolve("tiny")));

    run(folder.resolve("other"), TinyExperiment.here());
    assertEquals(interrupted, json(folder.resolve("other")), "as if it had not been interrupted");
  }

  @Test
  void theFolderHasPagesAndNumbersOfEveryRun() throws Exception {
    run(TinyExperiment.here());
    JsonNode root = json(folder.resolve("tiny"));
    assertEquals("pass", root.path("outcome").asText());
    assertEquals(2, root.path("checks").size());
    JsonNode trend = root.path("checks").get(1);
    assertEquals("0.5000, 0.6000", trend.path("paper").asText());
    assertEquals(0.6, trend.path("rows").get(1).path("paper").asDouble());
    assertEquals(2, trend.path("rows").get(1).path("values").size());
    assertEquals("pass", trend.path("bySeed").path("2").asText());
    assertEquals(4, root.path("runs").size());
    for (JsonNode run : root.path("runs")) {
      assertTrue(Files.exists(folder.resolve("tiny").resolve(run.path("report").asText())));
      assertTrue(Files.exists(folder.resolve("tiny").resolve(run.path("trace").asText())));
    }
    String page = Files.readString(folder.resolve("tiny/experiment.html"));
    assertTrue(page.contains("\"kind\":\"experiment\""));
    assertFalse(page.contains("<b>experiment"), "texts are no markup");
    assertTrue(Files.readString(folder.resolve("tiny/report.html")).contains("report.html"));
  }

  @Test
  void aFailureThatWasLookedIntoIsNoSurpriseAndTellsItsReason() throws Exception {
    ExperimentResult result =
        run(TinyExperiment.withFinding(), folder.resolve("tiny"), TinyExperiment.here());
    assertEquals(Outcome.FAIL, result.outcome());
    assertTrue(result.isAsKnown());
    JsonNode checks = json(folder.resolve("tiny")).path("checks");
    assertEquals(TinyExperiment.FINDING, checks.get(2).path("finding").asText());
    assertFalse(checks.get(0).has("finding"));
  }

  @Test
  void aTrainingThatFailedLeavesTheClaimsUnjudged() throws Exception {
    ExperimentResult result =
        run(
            (cells, progress) -> {
              for (Cell cell : cells) {
                cell.fail("Out of luck.");
              }
            });
    assertFalse(result.isAsKnown());
    assertEquals(Outcome.NOT_MEASURED, result.outcome());
    JsonNode root = json(folder.resolve("tiny"));
    assertEquals("Out of luck.", root.path("runs").get(0).path("failure").asText());
    assertTrue(
        root.path("checks").get(0).path("numbers").asText().contains("large rate, seed 1"),
        root.toString());

    assertTrue(run(TinyExperiment.here()).isAsKnown(), "failed trainings are tried again");
  }

  @Test
  void aFolderOfOtherSeedsIsLeftAsItIs() throws Exception {
    run(TinyExperiment.here());
    ExperimentRun other =
        new ExperimentRun(
            TinyExperiment.experiment(),
            Size.DESK,
            PaperImages.embedded(),
            new long[] {3},
            folder.resolve("tiny"));
    ComparisonFolderException fault =
        assertThrows(
            ComparisonFolderException.class,
            () -> other.run(TinyExperiment.here(), ComparisonProgress.none()));
    assertTrue(fault.getMessage().contains("seeds"), fault.getMessage());
  }

  @Test
  void aDescriptionWithFaultsNamesThemAll() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Experiment.builder("Fig 1").build());
    for (String part : List.of("id", "title", "claim", "time", "plans", "checks")) {
      assertTrue(fault.getMessage().contains(part), fault.getMessage());
    }
  }
}
