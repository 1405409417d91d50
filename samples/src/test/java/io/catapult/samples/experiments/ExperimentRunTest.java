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

  private ExperimentResult compute(Experiment experiment) throws IOException, InterruptedException {
    return run(
        experiment,
        folder.resolve("tiny"),
        (cells, progress) -> assertEquals(List.of(), cells, "nothing is trained"));
  }

  @Test
  void whatIsComputedIsJudgedAndShownLikeWhatIsTrained() throws Exception {
    ExperimentResult result = compute(TinyExperiment.computed());
    assertTrue(result.isAsKnown());
    JsonNode root = json(folder.resolve("tiny"));
    assertEquals("2.500, 1.250", root.path("checks").get(0).path("numbers").asText());
    assertEquals(List.of(1L, 2L), result.performed().evidence().seeds());
    JsonNode runs = root.path("runs");
    assertEquals(4, runs.size());
    assertEquals(
        new JsonMapper().readTree("{\"row\":\"small rate\",\"seed\":2,\"outcome\":\"finished\"}"),
        runs.get(3));
    JsonNode squares = root.path("charts").get(0);
    assertEquals("y", squares.path("y").path("name").asText());
    assertTrue(squares.path("y").path("isLogarithmic").asBoolean());
    assertEquals("[[0.0,1.0],[1.0,1.0]]", squares.path("series").get(0).path("points").toString());
    assertEquals(2, squares.path("series").size(), "both rows, of the first seed");
    assertEquals("DASHED", root.path("charts").get(1).path("series").get(1).path("kind").asText());
    compute(TinyExperiment.computed());
    assertEquals(root, json(folder.resolve("tiny")), "again");
  }

  @Test
  void aComputationThatFailsLeavesItsClaimsUnjudged() throws Exception {
    Computation computation =
        Computation.of(
            new Computation.Row(
                TinyExperiment.LARGE,
                seed -> {
                  throw new IOException("Out of paper.");
                }),
            new Computation.Row(
                TinyExperiment.SMALL,
                seed -> Computed.builder().put(TinyExperiment.SQUARE, seed).build()));
    ExperimentResult result = compute(TinyExperiment.computed(computation));
    assertEquals(Outcome.NOT_MEASURED, result.outcome());
    JsonNode root = json(folder.resolve("tiny"));
    assertTrue(root.path("runs").get(0).path("failure").asText().contains("Out of paper."));
    assertEquals("pass", root.path("checks").get(1).path("outcome").asText(), "of the other row");
    assertFalse(root.has("charts"));
  }

  @Test
  void anInterruptedComputationEndsTheRun() {
    Computation computation =
        Computation.of(
            TinyExperiment.SMALL,
            seed -> {
              throw new InterruptedException("stopped");
            });
    Experiment experiment = TinyExperiment.computed(computation);
    assertThrows(InterruptedException.class, () -> compute(experiment));
    assertFalse(Files.exists(folder.resolve("tiny/experiment.json")));
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
