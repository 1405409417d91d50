/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  @TempDir private Path folder;

  @Test
  void tellsWhatWasTrainedWhatHappenedAndHowItEnded() throws IOException {
    Path file = folder.resolve("run.jsonl");
    Traces.write(file);
    CommandRun run = CommandRun.of("show", file.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("net, 12 trainable parameters"), run.out());
    assertTrue(run.out().contains("Sgd: momentum 0.9"), run.out());
    assertTrue(run.out().contains("      40  Catapult: the loss rose and came back."), run.out());
    assertTrue(run.out().contains("Spikes: none"), run.out());
    assertTrue(run.out().contains("by the projected loss: 3 of 200 updates judged"), run.out());
    assertTrue(run.out().contains("Training took 4.0 s, measuring 1.0 s (25 % of it)."), run.out());
  }

  @Test
  void choosesSomeStepsAndAlwaysThePeaks() throws IOException {
    Path file = folder.resolve("run.jsonl");
    Traces.write(file);
    String some = CommandRun.of("show", file.toString()).out();
    assertEquals(21, some.lines().filter(line -> line.endsWith("     0.5000")).count(), some);
    assertTrue(some.lines().anyMatch(line -> line.strip().startsWith("37 ")), some);
    String all = CommandRun.of("show", "--all", file.toString()).out();
    assertEquals(200, all.lines().filter(line -> line.endsWith("     0.5000")).count(), all);
  }

  @Test
  void aKilledRunIsShownWithItsWarning() throws IOException {
    Path file = folder.resolve("run.jsonl");
    Traces.begin(file).close();
    Files.writeString(file, Files.readString(file).substring(0, (int) Files.size(file) - 5));
    CommandRun run = CommandRun.of("show", file.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("No footer: the run was killed"), run.out());
    assertTrue(run.out().contains("Warning: Line 202, the last, is torn"), run.out());
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    Path file = folder.resolve("run.jsonl");
    Traces.write(file);
    JsonNode json =
        new JsonMapper().readTree(CommandRun.of("show", "--json", file.toString()).out());
    assertEquals(7, json.at("/header/seed").asInt());
    assertEquals("CATAPULT", json.at("/events/0/evidence/verdict").asText());
    assertEquals(21, json.at("/measurements").size());
    assertEquals(0.5, json.at("/measurements/0/values/learning-rate").asDouble());
    assertEquals(0.25, json.at("/footer/overhead").asDouble());
  }

  @Test
  void aSummaryThatCannotBeReadHidesNothingElse() throws IOException {
    Path file = folder.resolve("run.jsonl");
    Traces.write(file);
    Files.writeString(file, Files.readString(file).replace("\"rules\":{", "\"rules\":{},\"no\":{"));
    CommandRun run = CommandRun.of("show", file.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("summary cannot be read"), run.out());
    assertTrue(run.out().contains("The end: the training ended"), run.out());
  }

  @Test
  void aFileThatIsNoTraceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("other.txt"), "hello");
    CommandRun run = CommandRun.of("show", file.toString());
    assertEquals(2, run.code());
    assertEquals(1, run.errorLines());
    assertTrue(run.err().contains("Expected a trace file"), run.err());
    assertTrue(run.err().contains("Remedy: "), run.err());
  }

  @Test
  void nothingThereIsRefused() {
    CommandRun run = CommandRun.of("show", folder.resolve("none").toString());
    assertEquals(2, run.code());
    assertEquals(1, run.errorLines());
    assertTrue(run.err().contains("found nothing at "), run.err());
  }
}
