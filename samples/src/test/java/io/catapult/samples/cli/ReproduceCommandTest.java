/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.catapult.samples.experiments.Experiment;
import io.catapult.samples.experiments.Experiments;
import io.catapult.samples.experiments.PaperImages;
import io.catapult.samples.experiments.Reproduction;
import io.catapult.samples.experiments.ReproductionRequest;
import io.catapult.samples.experiments.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReproduceCommandTest {

  @TempDir private Path folder;

  @Test
  void withoutNamesItListsEveryExperimentWithClaimAndTime() {
    CommandRun run = CommandRun.of("reproduce");
    assertEquals(0, run.code(), run.err());
    for (Experiment experiment : Experiments.all()) {
      assertTrue(run.out().contains(experiment.id()), experiment.id());
      experiment.figures().forEach(figure -> assertTrue(run.out().contains(figure), figure));
      assertTrue(run.out().contains(experiment.claim()), experiment.id());
      assertTrue(run.out().contains("(" + experiment.time() + ")"), experiment.id());
    }
  }

  @Test
  void aFolderOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("design.json"), "{}");
    CommandRun run = CommandRun.of("reproduce", "fig-4.3", "--out=" + folder);
    assertEquals(2, run.code(), run.err());
    assertTrue(
        run.err().contains("Expected a new or empty folder, or one of reproduce"), run.err());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(other), files.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fig-9|Expected experiments, found 'fig-9'; choose among fig-2.2, fig-3.3,",
        "fig-4.3,fig-9|found 'fig-9'",
        "fig-4.3 --seed=1 --seeds=2|Expected --seed or --seeds; found both",
        "fig-4.3 --seeds=0|Expected a number of seeds, 1 to 1000",
        "fig-4.3 --workers=0|Expected --workers of at least 1; found 0",
        "fig-4.3 --size=huge|--size",
        "fig-4.3 --images=no-such-folder|Expected --images to be a folder of image sets; found no-such"
      })
  void aWrongOptionIsOneLineAndNothingIsWritten(String options, String part) {
    List<String> arguments = new ArrayList<>(List.of("reproduce"));
    arguments.addAll(List.of(options.split(" ")));
    arguments.add("--out=" + folder.resolve("out"));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(2, run.code(), run.err());
    assertEquals(1, run.errorLines(), run.err());
    assertTrue(run.err().contains(part), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aFolderWithSomethingElseInItIsLeftAsItIs() throws IOException {
    Path other = Files.createDirectories(folder.resolve("fig-4.3"));
    Files.writeString(other.resolve("letter.txt"), "Dear diary");
    Files.writeString(folder.resolve("reproduction.json"), "{}");
    CommandRun run = CommandRun.of("reproduce", "fig-4.3", "--out=" + folder);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("letter.txt"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"kind\": broken|what is no JSON", "{}|a request that is none"})
  void aDamagedSummaryIsToldWithItsRemedy(String summary, String found) throws IOException {
    Files.writeString(folder.resolve("reproduction.json"), summary);
    for (String command : List.of("show", "resume")) {
      CommandRun run = CommandRun.of(command, folder.toString());
      assertEquals(2, run.code(), run.err());
      assertTrue(run.err().contains(found), run.err());
      assertTrue(run.err().contains("run reproduce with --out " + folder), run.err());
    }
  }

  @Test
  void aReproductionThatHasNotEndedSaysHowToGoOn() throws IOException {
    new Reproduction(folder)
        .begin(
            new ReproductionRequest(
                List.of("c.17", "claim-2"), Size.DESK, List.of(4L), PaperImages.embedded()));
    CommandRun shown = CommandRun.of("show", folder.toString());
    assertEquals(0, shown.code(), shown.err());
    assertTrue(
        shown.out().contains("Not ended: c.17, claim-2. Go on with: catapult resume " + folder),
        shown.out());
    ReproductionRequest kept = new Reproduction(folder).request();
    assertEquals(Size.DESK, kept.size());
    assertEquals(List.of(4L), kept.seeds());
    assertEquals(PaperImages.embedded(), kept.images());
  }

  @Test
  void aComputedExperimentIsShownAndResumedLikeATrainedOne() throws IOException {
    CommandRun run = CommandRun.of("reproduce", "scale-fig-6", "--out=" + folder);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("5/6 never, seed 1: ended"), run.err());
    assertTrue(run.out().contains("1476, 740, 155"), run.out());
    assertFalse(Files.exists(folder.resolve("scale-fig-6/cells")));
    assertTrue(Files.exists(folder.resolve("scale-fig-6/experiment.html")));
    assertEquals(run.out(), CommandRun.of("show", folder.toString()).out());
    CommandRun resumed = CommandRun.of("resume", folder.toString(), "--json");
    assertEquals(0, resumed.code(), resumed.err());
    JsonNode found = new JsonMapper().readTree(resumed.out()).path("experiments").path(0);
    assertEquals("pass", found.path("outcome").asText());
    assertFalse(found.has("charts"), "the summary has numbers only");
  }

  /** The three cheapest experiments, end to end. */
  @Test
  void theCheapestExperimentsAreTrainedAndPass() throws IOException {
    CommandRun run =
        CommandRun.of(
            "reproduce", "fig-4.6", "fig-4.5", "fig-3-gd", "--seed=1", "--json", "--out=" + folder);
    JsonNode experiments = new JsonMapper().readTree(run.out()).path("experiments");
    assertEquals(3, experiments.size(), run.err());
    for (JsonNode experiment : experiments) {
      assertTrue(Files.exists(folder.resolve(experiment.path("page").asText())));
      assertEquals("pass", experiment.path("outcome").asText(), experiment.toString());
    }
    assertEquals(0, run.code(), run.err());
    assertTrue(Files.exists(folder.resolve("summary.html")));

    CommandRun again = CommandRun.of("reproduce", "fig-4.5", "--seed=1", "--out=" + folder);
    assertEquals(0, again.code(), again.err());
    assertTrue(again.err().contains("1 of them finished before"), again.err());
    assertTrue(again.out().contains("experiment"), again.out());
    assertTrue(again.out().contains("pass"), again.out());

    CommandRun shown = CommandRun.of("show", folder.toString());
    assertEquals(0, shown.code(), shown.err());
    assertTrue(shown.out().contains("fig-4.6"), "all that the folder holds: " + shown.out());
    assertTrue(CommandRun.of("show", "--json", folder.toString()).out().contains("\"claim\""));

    CommandRun resumed = CommandRun.of("resume", folder.toString());
    assertEquals(0, resumed.code(), resumed.err());
    assertEquals(again.out(), resumed.out(), "the last request is gone on with");
  }
}
