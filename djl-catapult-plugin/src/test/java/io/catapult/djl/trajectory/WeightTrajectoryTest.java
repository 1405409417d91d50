/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightTrajectoryTest {

  @TempDir Path folder;

  /** An entry that float32 cannot hold, for the precision. */
  private static final double THIRD = 1.0 / 3;

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void weightsComeBackToTheBitFromMemoryAndFile(DataType type) throws IOException {
    Path file = folder.resolve("path.weights");
    try (Walk walk = new Walk(3, type)) {
      try (WeightTrajectory memory = WeightTrajectory.inMemory(4, Keeping.LATEST);
          WeightTrajectory kept = WeightTrajectory.inFile(file, 4, Keeping.LATEST)) {
        for (int i = 0; i < 3; i++) {
          assertTrue(walk.add(memory, 5L * i, i, THIRD, -i));
          assertTrue(walk.add(kept, 5L * i, i, THIRD, -i));
        }
        check(walk, memory, type);
        check(walk, kept, type);
      }
      try (WeightTrajectory again = WeightTrajectory.open(file)) {
        check(walk, again, type);
        MeasurementException fault =
            assertThrows(MeasurementException.class, () -> walk.add(again, 20, 0, 0, 0));
        assertTrue(fault.getMessage().contains("opened to be read"), fault::getMessage);
      }
    }
  }

  private static void check(Walk walk, WeightTrajectory trajectory, DataType type) {
    assertArrayEquals(new long[] {0, 5, 10}, trajectory.steps());
    assertEquals(3, trajectory.weightCount());
    try (NDArray weights = trajectory.weights(walk.manager(), 10)) {
      assertEquals(type, weights.getDataType());
      double third = type == DataType.FLOAT32 ? (float) THIRD : THIRD;
      double[] found = weights.toType(DataType.FLOAT64, true).toDoubleArray();
      assertArrayEquals(new double[] {2, third, -2}, found);
    }
  }

  @Test
  void theLatestAreKept() throws IOException {
    Path file = folder.resolve("latest.weights");
    try (Walk walk = new Walk(1, DataType.FLOAT32)) {
      try (WeightTrajectory trajectory = WeightTrajectory.inFile(file, 3, Keeping.LATEST)) {
        for (int i = 0; i < 10; i++) {
          walk.add(trajectory, i, i);
        }
        assertArrayEquals(new long[] {7, 8, 9}, trajectory.steps());
      }
      try (WeightTrajectory again = WeightTrajectory.open(file)) {
        assertArrayEquals(new long[] {7, 8, 9}, again.steps());
        assertEquals(8, again.weights(walk.manager(), 8).toFloatArray()[0]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void evenlySpreadOnesOfTheWholeRunAreKept(int capacity) {
    try (Walk walk = new Walk(1, DataType.FLOAT32);
        WeightTrajectory trajectory = WeightTrajectory.inMemory(capacity, Keeping.WHOLE_RUN)) {
      for (int i = 0; i < 33; i++) {
        boolean isKept = walk.add(trajectory, i, i);
        long[] steps = trajectory.steps();
        assertTrue(steps.length <= capacity);
        assertEquals(isKept, steps[steps.length - 1] == i);
        assertEvenlySpread(steps, i);
      }
    }
  }

  private static void assertEvenlySpread(long[] steps, int last) {
    long stride = steps.length < 2 ? 1 : steps[1] - steps[0];
    assertArrayEquals(
        LongStream.iterate(0, step -> step <= last, step -> step + stride).toArray(), steps);
  }

  @ParameterizedTest
  @CsvSource({
    // Off the grid of 0, 4, 8: with room, and in the place of 12.
    "WHOLE_RUN, 4, 10, 0 4 8 10",
    "WHOLE_RUN, 4, 14, 0 4 8 14",
    "WHOLE_RUN, 4, 2, 0 1 2",
    "LATEST, 3, 10, 8 9 10"
  })
  void theLastWeightsAreKeptInAnyCase(Keeping keeping, int capacity, int last, String kept) {
    try (Walk walk = new Walk(1, DataType.FLOAT32);
        WeightTrajectory trajectory = WeightTrajectory.inMemory(capacity, keeping)) {
      for (int i = 0; i < last; i++) {
        walk.add(trajectory, i, i);
      }
      walk.addLast(trajectory, last, last);
      assertEquals(
          kept, LongStream.of(trajectory.steps()).mapToObj(Long::toString).collect(joining(" ")));
      assertEquals(last, trajectory.weights(walk.manager(), last).toFloatArray()[0]);
    }
  }

  @Test
  void whatDoesNotSuitIsTold() throws IOException {
    try (Walk walk = new Walk(2, DataType.FLOAT32);
        Walk other = new Walk(3, DataType.FLOAT32);
        WeightTrajectory trajectory = WeightTrajectory.inMemory(3, Keeping.LATEST)) {
      walk.add(trajectory, 4, 1, 2);
      assertFault(() -> walk.add(trajectory, 4, 1, 2), "Expected a step above 4; found 4");
      assertFault(
          () -> other.add(trajectory, 5, 1, 2, 3), "Expected 2 weights of float32; found 3");
      assertFault(
          () -> trajectory.weights(walk.manager(), 3), "one of the steps that were kept; found 3");
      assertFault(() -> WeightTrajectory.inMemory(1, Keeping.LATEST), "at least 2 steps; found 1");
      assertArrayEquals(new long[] {4}, trajectory.steps());
    }
    Path text = Files.writeString(folder.resolve("text"), "not weights, but a text of some length");
    IOException fault = assertThrows(IOException.class, () -> WeightTrajectory.open(text));
    assertTrue(fault.getMessage().contains("at " + text + "; found another"), fault::getMessage);
    fault = assertThrows(IOException.class, () -> WeightTrajectory.inFile(text, 3, Keeping.LATEST));
    assertTrue(fault.getMessage().contains("Expected a new file"), fault::getMessage);
  }

  private static void assertFault(Runnable call, String words) {
    MeasurementException fault = assertThrows(MeasurementException.class, call::run);
    assertTrue(fault.getMessage().contains(words), fault::getMessage);
  }

  /** Any header: whoever reads it must not ask for memory by it. */
  @ParameterizedTest
  @CsvSource({"3, 4, 2000000000", "9000000000000000000, 8, 2", "3, 4, -5", "3, 4, 3"})
  void aDamagedHeaderIsTold(long count, int width, int capacity) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(40);
    bytes.put("CATWPAT1".getBytes(StandardCharsets.US_ASCII));
    bytes.putLong(count).putInt(width).putInt(capacity);
    Path file = Files.write(folder.resolve("damaged"), bytes.array());
    IOException fault = assertThrows(IOException.class, () -> WeightTrajectory.open(file));
    assertTrue(fault.getMessage().contains("found one that is damaged"), fault::getMessage);
  }

  @Test
  void whatIsNoFileIsTold() {
    IOException fault = assertThrows(IOException.class, () -> WeightTrajectory.open(folder));
    assertTrue(fault.getMessage().contains("found what is no file"), fault::getMessage);
    Path none = folder.resolve("none");
    fault = assertThrows(IOException.class, () -> WeightTrajectory.open(none));
    assertTrue(fault.getMessage().contains("found none"), fault::getMessage);
  }

  @Test
  void aFileThatWasCutShortIsTold() throws IOException {
    Path file = folder.resolve("cut.weights");
    try (Walk walk = new Walk(2, DataType.FLOAT64)) {
      try (WeightTrajectory trajectory = WeightTrajectory.inFile(file, 2, Keeping.LATEST)) {
        walk.add(trajectory, 0, 1, 2);
        walk.add(trajectory, 1, 3, 4);
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(Files.size(file) - 4);
      }
      try (WeightTrajectory again = WeightTrajectory.open(file)) {
        UncheckedIOException fault =
            assertThrows(UncheckedIOException.class, () -> again.weights(walk.manager(), 1));
        assertTrue(fault.getMessage().contains("the file was cut short"), fault::getMessage);
        assertFalse(again.weights(walk.manager(), 0).isEmpty());
      }
    }
  }
}
