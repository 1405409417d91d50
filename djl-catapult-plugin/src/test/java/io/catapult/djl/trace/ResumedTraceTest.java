/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedTraceTest {

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void place() {
    path = folder.resolve("run.jsonl");
  }

  @Test
  void aResumedRunAppendsAfterTheOneBefore() throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 3);
    TraceFixture.write(path, TraceFixture.header(), 4, 5);
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), TraceFixture.steps(read));
    assertEquals(List.of(), read.warnings());
    TraceEvent resumed = read.events().get(0);
    assertEquals(TraceEvent.Kind.RESUMED, resumed.kind());
    assertEquals(3, resumed.step());
    assertEquals("Recording resumed after step 3", resumed.words());
    assertEquals(Map.of(), resumed.evidence().get("differences"));
  }

  @Test
  void aTornLineIsCutOffAndItsTextKept() throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 2);
    TraceFixture.append(path, "{\"type\":\"measure");
    TraceFixture.write(path, TraceFixture.header(), 3, 3);
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(), read.warnings());
    assertEquals(
        "Recording resumed after step 2; a torn last line of 16 bytes was cut",
        read.events().get(0).words());
    assertEquals("{\"type\":\"measure", read.events().get(0).evidence().get("torn"));
  }

  @Test
  void aLastLineThatLacksItsLineFeedOnlyIsKept() throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 2);
    String text = Files.readString(path);
    Files.writeString(path, text.substring(0, text.length() - 1));
    TraceFixture.write(path, TraceFixture.header(), 3, 3);
    assertEquals(List.of(1L, 2L, 3L), TraceFixture.steps(TrainingTrace.read(path)));
    assertTrue(Files.readString(path).startsWith(text));
  }

  @Test
  void whatTheNewRunDoesDifferentlyIsRecorded() throws IOException {
    TraceFixture.write(path, TraceFixture.header(0.5, 7), 1, 2);
    TraceFixture.write(path, TraceFixture.header(0.25, 8), 3, 3);
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(
        "Recording resumed after step 2; environment.seed was 7, is 8;"
            + " training.schedule.parameters.rate was 0.5, is 0.25",
        read.events().get(0).words());
    assertEquals(
        Map.of(
            "environment.seed",
            Map.of("was", 7L, "is", 8L),
            "training.schedule.parameters.rate",
            Map.of("was", 0.5, "is", 0.25)),
        read.events().get(0).evidence().get("differences"));
    assertEquals(TraceFixture.header(0.5, 7), read.header());
  }

  @Test
  void aRunThatGoesBackSupersedesWhatCameAfter() throws IOException {
    try (TraceFile file = TraceFile.open(path, TraceFixture.header())) {
      for (long step = 1; step <= 6; step++) {
        file.append(TraceFixture.measurement(step));
      }
      file.append(TraceFixture.spike(2));
      file.append(TraceFixture.spike(5));
    }
    try (TraceFile file = TraceFile.open(path, TraceFixture.header())) {
      file.append(TraceFixture.spike(6));
      file.append(Measurement.at(4, 1).put(Quantity.PROBE_LOSS, 40).build());
      file.append(Measurement.at(5, 1).put(Quantity.PROBE_LOSS, 50).build());
    }
    TrainingTrace read = TrainingTrace.read(path);
    Series losses = read.series(Quantity.PROBE_LOSS);
    assertArrayEquals(new long[] {1, 2, 3, 4, 5}, losses.steps());
    assertArrayEquals(new double[] {1 / 2.0, 1 / 3.0, 1 / 4.0, 40, 50}, losses.values());
    assertEquals(
        List.of(TraceFixture.spike(2), TraceFixture.spike(6)), read.events(TraceEvent.Kind.SPIKE));
    assertEquals(1, read.events(TraceEvent.Kind.RESUMED).size());
    assertEquals(
        List.of(
            "The run was resumed at step 4: 3 measurements, 1 events and 0 AGOPs of the run before,"
                + " from that step on, are left out."),
        read.warnings());
  }

  @Test
  void aRunThatGoesBackSupersedesTheAgopsThatCameAfter() throws IOException {
    try (TraceFile file = TraceFile.open(path, TraceFixture.header())) {
      file.append(TraceFixture.agop(0, FeatureSnapshot.Origin.REFERENCE));
      for (long step = 0; step <= 4; step++) {
        file.append(TraceFixture.agop(step, FeatureSnapshot.Origin.MODEL));
      }
      file.append(TraceFixture.measurement(1));
      file.append(TraceFixture.measurement(3));
    }
    try (TraceFile file = TraceFile.open(path, TraceFixture.header())) {
      file.append(TraceFixture.agop(2, FeatureSnapshot.Origin.REFERENCE));
      file.append(TraceFixture.agop(2, FeatureSnapshot.Origin.MODEL));
      file.append(TraceFixture.measurement(2));
    }
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(
        List.of(
            TraceFixture.agop(0, FeatureSnapshot.Origin.REFERENCE),
            TraceFixture.agop(0, FeatureSnapshot.Origin.MODEL),
            TraceFixture.agop(1, FeatureSnapshot.Origin.MODEL),
            TraceFixture.agop(2, FeatureSnapshot.Origin.REFERENCE),
            TraceFixture.agop(2, FeatureSnapshot.Origin.MODEL)),
        read.features());
    assertEquals(List.of(1L, 2L), TraceFixture.steps(read));
    assertEquals(4, read.events(TraceEvent.Kind.RESUMED).get(0).step());
    assertEquals(
        List.of(
            "The run was resumed at step 2: 1 measurements, 0 events and 3 AGOPs of the run before,"
                + " from that step on, are left out."),
        read.warnings());
  }

  @Test
  void twoMeasurementsOfOneStepAreJoinedAndTheLaterCounts() throws IOException {
    Measurement first =
        Measurement.at(1, 0).put(Quantity.PROBE_LOSS, 1).put(Quantity.BATCH_LOSS, 2).build();
    Measurement later =
        Measurement.at(1, 0).put(Quantity.BATCH_LOSS, 3).put(Quantity.VALIDATION_LOSS, 4).build();
    TraceRecorder recorder = TraceRecorder.toFile(TraceFixture.header(), 10, path);
    recorder.add(first);
    recorder.add(TraceFixture.measurement(2));
    recorder.add(later);
    List<Measurement> expected =
        List.of(
            Measurement.at(1, 0)
                .put(Quantity.PROBE_LOSS, 1)
                .put(Quantity.BATCH_LOSS, 3)
                .put(Quantity.VALIDATION_LOSS, 4)
                .build(),
            TraceFixture.measurement(2));
    assertEquals(expected, recorder.snapshot().measurements());
    assertEquals(expected, TrainingTrace.read(path).measurements());
  }

  @Test
  void theFooterIsThatOfTheLastRun() throws IOException {
    finished("first");
    TraceFixture.write(path, TraceFixture.header(), 3, 4);
    assertEquals(Optional.empty(), TrainingTrace.read(path).footer());
    finished("second");
    assertEquals("second", TrainingTrace.read(path).footer().orElseThrow().outcome());
  }

  @Test
  void theMemoryOfAResumedRunBeginsWithTheResumption() throws IOException {
    TraceFixture.write(path, TraceFixture.header(), 1, 2);
    try (TraceRecorder recorder = TraceRecorder.toFile(TraceFixture.header(), 10, path)) {
      assertEquals(TrainingTrace.read(path).events(), recorder.snapshot().events());
      assertEquals(List.of(), recorder.snapshot().measurements());
    }
  }

  @Test
  void anEmptyFileIsBegun() throws IOException {
    Files.createFile(path);
    TraceFixture.write(path, TraceFixture.header(), 1, 1);
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(1L), TraceFixture.steps(read));
    assertEquals(List.of(), read.events());
  }

  private void finished(String outcome) throws IOException {
    TraceRecorder recorder = TraceRecorder.toFile(TraceFixture.header(), 10, path);
    recorder.finish(1, 2, outcome, Map.of());
  }
}
