/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.regression.Regressor;

/** The folder and its life, with cells that are run in this process by a fake. */
class ComparisonFolderTest {

  @TempDir Path place;

  /** Gives each cell a result by its seed, and remembers which it ran. */
  private static final class FakeRunner implements CellRunner {

    private final List<String> ran = new ArrayList<>();
    private int most = Integer.MAX_VALUE;

    @Override
    public void run(List<Cell> cells, ComparisonProgress progress)
        throws IOException, InterruptedException {
      for (Cell cell : cells) {
        if (ran.size() == most) {
          throw new InterruptedException("stopped");
        }
        new CellResult(
                Optional.empty(), Map.of("test.loss", 1.0 / (3 + cell.seed())), Map.of("at", "now"))
            .write(cell.resultFile());
        ran.add(cell.id());
      }
    }
  }

  @Test
  void aComparisonIsBegunRunAndRead() throws Exception {
    Path folder = place.resolve("new").resolve("deep");
    FakeRunner runner = new FakeRunner();
    ComparisonResult result = comparison(folder, design(), runner, false).run();
    assertEquals(
        List.of("01-sgd-batch-5-seed-0", "01-sgd-batch-5-seed-1", "02-gd-seed-0", "02-gd-seed-1"),
        runner.ran);
    assertEquals(result, ComparisonResult.read(folder));
    assertEquals(
        ComparisonReport.of(result).json(), Files.readString(folder.resolve("comparison.json")));
    assertEquals(1.0 / 4, result.runs().get(3).value("test.loss").orElseThrow());
  }

  @Test
  void aStoppedOneGoesOnWithTheCellsThatAreLeftAndThoseThatFailed() throws Exception {
    Path folder = place.resolve("stopped");
    FakeRunner first = new FakeRunner();
    first.most = 3;
    assertThrows(
        InterruptedException.class, () -> comparison(folder, design(), first, false).run());
    List<RunResult> before = ComparisonResult.read(folder).runs();
    assertEquals(RunResult.Outcome.PENDING, before.get(3).outcome());
    before.get(1).cell().fail("its worker crashed");
    FakeRunner second = new FakeRunner();
    comparison(folder, design(), second, true).run();
    assertEquals(List.of("01-sgd-batch-5-seed-1", "02-gd-seed-1"), second.ran);
    Path undisturbed = place.resolve("undisturbed");
    comparison(undisturbed, design(), new FakeRunner(), false).run();
    for (String name : List.of("report.md", "runs.csv", "configurations.csv", "comparison.json")) {
      assertEquals(
          Files.readString(undisturbed.resolve(name)), Files.readString(folder.resolve(name)));
    }
  }

  @Test
  void resumingAnotherDesignSaysWhatDiffersAndChangesNothing() throws Exception {
    Path folder = place.resolve("other");
    comparison(folder, design(), new FakeRunner(), false).run();
    Map<Path, String> before = contents(folder);
    String fault = fault(folder, TinyDesigns.builder(7).setSeeds(0, 1, 2).build(), true);
    assertEquals(
        "Expected the comparison that is asked for in "
            + folder
            + "; found another: /configurations/0/components/cell-trainer/epochs: \"5\" in the"
            + " folder, \"7\" asked for; /configurations/1/components/cell-trainer/epochs: \"5\" in"
            + " the folder, \"7\" asked for; /seeds: [0,1] in the folder, [0,1,2] asked for."
            + " Remedy: ask for the same, or choose another folder; nothing was changed.",
        fault);
    assertEquals(before, contents(folder));
  }

  @Test
  void beginningAgainWhereOneIsSaysHowToResume() throws Exception {
    Path folder = place.resolve("again");
    FakeRunner runner = new FakeRunner();
    runner.most = 1;
    assertThrows(
        InterruptedException.class, () -> comparison(folder, design(), runner, false).run());
    assertEquals(
        "Expected a new or empty folder; found "
            + folder
            + " with this comparison, 1 of 4 cells finished. Remedy: resume it (optResume(true), on"
            + " the command line --resume), or choose another folder.",
        fault(folder, design(), false));
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone() throws Exception {
    Files.writeString(place.resolve("thesis.tex"), "mine");
    assertEquals(
        "Expected a new or empty folder, or one with a comparison; found "
            + place
            + " with 'thesis.tex' and without design.json. Remedy: choose another folder; nothing"
            + " was changed.",
        fault(place, design(), true));
    try (Stream<Path> files = Files.list(place)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFileOrAnUnwritablePlaceIsNoFolder() throws Exception {
    Path file = Files.writeString(place.resolve("file"), "mine");
    assertEquals(
        "Expected a folder for the comparison; found the file "
            + file
            + ". Remedy: choose another folder.",
        fault(file, design(), false));
    String fault = fault(file.resolve("inside"), design(), false);
    assertTrue(fault.startsWith("Expected a folder that can be written; found " + file), fault);
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aSecondProcessIsKeptOut() throws Exception {
    Path folder = place.resolve("locked");
    try (ComparisonFolder held = ComparisonFolder.open(folder, design(), false)) {
      assertEquals(4, held.cells().size());
      assertEquals(
          "Expected a folder that no other process works in; found "
              + folder
              + " in use by a comparison that runs. Remedy: wait until it has ended, or choose"
              + " another folder.",
          fault(folder, design(), true));
    }
    comparison(folder, design(), new FakeRunner(), true).run();
  }

  @Test
  void whatAKilledBeginningLeftIsNoObstacle() throws Exception {
    Path folder = Files.createDirectories(place.resolve("begun"));
    Files.createFile(folder.resolve("lock"));
    Files.createFile(folder.resolve("design.json.123.tmp"));
    comparison(folder, design(), new FakeRunner(), false).run();
    Path cell = folder.resolve("cells").resolve("02-gd-seed-1").resolve("cell.xml");
    Files.delete(cell);
    comparison(folder, design(), new FakeRunner(), true).run();
    assertTrue(Files.exists(cell));
  }

  @Test
  void aDamagedResultSaysWhatToDo() throws Exception {
    Path folder = place.resolve("damaged");
    ComparisonResult result = comparison(folder, design(), new FakeRunner(), false).run();
    Path file = result.runs().get(0).cell().resultFile();
    Files.writeString(file, "{\"format\":\"other\",\"version\":\"1.0\"}");
    assertEquals(
        "Expected the result of a cell, format djl-catapult-cell 1.x; found "
            + file
            + " of the format 'other 1.0'. Remedy: delete this file and resume the comparison; the"
            + " cell runs again.",
        assertThrows(ComparisonFolderException.class, () -> ComparisonResult.read(folder))
            .getMessage());
  }

  @Test
  void readingWhereNoneIsSaysSo() {
    assertEquals(
        "Expected the folder of a comparison; found "
            + place
            + " without design.json. Remedy: choose the folder that a comparison was told to keep"
            + " its files in.",
        assertThrows(ComparisonFolderException.class, () -> ComparisonResult.read(place))
            .getMessage());
  }

  @Test
  void aFileIsWrittenWholeAndLeavesNothingBeside() throws Exception {
    Path file = place.resolve("file");
    AtomicFile.write(file, "one");
    AtomicFile.write(file, "two");
    assertEquals("two", Files.readString(file));
    assertThrows(IOException.class, () -> AtomicFile.write(place.resolve("no").resolve("x"), "y"));
    try (Stream<Path> files = Files.list(place)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aCellIsMadeAgainFromItsFile() throws Exception {
    Path folder = place.resolve("cells");
    ComparisonResult result = comparison(folder, design(), new FakeRunner(), false).run();
    CellPlan<?> plan = CellConfiguration.read(result.runs().get(1).cell().configurationFile());
    assertEquals(1, plan.seed());
    assertTrue(plan.task() instanceof TinyTask);
    CellConfiguration again = CellConfiguration.of(plan);
    assertEquals("1", again.toJson().path("cell-trainer").path("seed").asText());
    assertEquals(5, again.batchSize());
    assertFalse(again.toJson().toString().contains("null"));
  }

  private static Design<Regressor> design() {
    return TinyDesigns.two(5);
  }

  private static OptimizerComparison<Regressor> comparison(
      Path folder, Design<Regressor> design, CellRunner runner, boolean resume) {
    return OptimizerComparison.<Regressor>builder()
        .setDesign(design)
        .setFolder(folder)
        .optRunner(runner)
        .optResume(resume)
        .build();
  }

  private static String fault(Path folder, Design<Regressor> design, boolean resume) {
    FakeRunner runner = new FakeRunner();
    String fault =
        assertThrows(
                ComparisonFolderException.class,
                () -> comparison(folder, design, runner, resume).run())
            .getMessage();
    assertEquals(List.of(), runner.ran);
    return fault;
  }

  private static Map<Path, String> contents(Path folder) throws IOException {
    Map<Path, String> contents = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readString(file));
      }
    }
    return contents;
  }
}
