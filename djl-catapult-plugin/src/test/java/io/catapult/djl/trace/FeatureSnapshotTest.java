/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.FeatureSnapshot.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureSnapshotTest {

  @TempDir Path folder;

  private static FeatureSnapshot.Builder sound() {
    return FeatureSnapshot.at(3, Origin.MODEL)
        .setInputShape(List.of(2L))
        .setTrace(3)
        .setDiagonal(new double[] {2, 1});
  }

  @Test
  void itKeepsItsNumbersWhateverHappensToTheCallers() {
    double[] diagonal = {2, 1};
    double[] values = {2};
    double[][] vectors = {{1, 0}};
    double[][] matrix = {{2, 0}, {0, 1}};
    FeatureSnapshot snapshot =
        sound().setDiagonal(diagonal).optDirections(values, vectors).optMatrix(matrix).build();
    FeatureSnapshot same =
        sound().setDiagonal(diagonal).optDirections(values, vectors).optMatrix(matrix).build();
    diagonal[0] = -1;
    values[0] = -1;
    vectors[0][0] = -1;
    matrix[0][0] = -1;
    snapshot.diagonal()[0] = -1;
    snapshot.eigenvalues()[0] = -1;
    snapshot.eigenvectors()[0][0] = -1;
    snapshot.matrix().orElseThrow()[0][0] = -1;
    assertThrows(UnsupportedOperationException.class, () -> snapshot.inputShape().clear());
    assertArrayEquals(new double[] {2, 1}, snapshot.diagonal());
    assertArrayEquals(new double[] {2}, snapshot.eigenvalues());
    assertArrayEquals(new double[][] {{1, 0}}, snapshot.eigenvectors());
    assertArrayEquals(new double[][] {{2, 0}, {0, 1}}, snapshot.matrix().orElseThrow());
    assertEquals(same, snapshot);
    assertEquals(same.hashCode(), snapshot.hashCode());
    assertNotEquals(sound().build(), snapshot);
    assertEquals("step 3, AGOP of the model, inputs [2], trace 3.0", snapshot.toString());
  }

  @Test
  void numbersAreRoundedToSevenDigits() {
    FeatureSnapshot snapshot =
        sound()
            .setTrace(1e9 / 3)
            .setDiagonal(new double[] {-2e-30 / 3, Double.MAX_VALUE})
            .optDirections(new double[] {0.12345675}, new double[][] {{Math.PI, Double.NaN}})
            .build();
    assertEquals(333333300.0, snapshot.trace());
    assertArrayEquals(new double[] {-6.666667e-31, 1.797693e308}, snapshot.diagonal());
    assertArrayEquals(new double[] {3.141593, Double.NaN}, snapshot.eigenvectors()[0]);
  }

  @Test
  void theLargestEntryOfAnEigenvectorIsPositiveTheFirstOfEqualOnes() {
    double[][] given = {{0.6, -0.8}, {-0.5, 0.5}, {0.8, -0.6}, {0, -1}, {0, 0}};
    double[][] fixed = {{-0.6, 0.8}, {0.5, -0.5}, {0.8, -0.6}, {0, 1}, {0, 0}};
    for (int i = 0; i < given.length; i++) {
      FeatureSnapshot snapshot =
          sound().optDirections(new double[] {1}, new double[][] {given[i]}).build();
      assertArrayEquals(fixed[i], snapshot.eigenvectors()[0]);
    }
  }

  static Stream<Arguments> faults() {
    double[] two = {1, 1};
    return Stream.of(
        Arguments.of(
            sound().setInputShape(List.of(1L, 3L, 1L)),
            "Expected a diagonal of as many entries as one input of shape [1, 3, 1] has numbers, 3;"
                + " found 2. Remedy: give the shape of one input, without the number of samples."),
        Arguments.of(
            sound().setInputShape(List.of(-2L, -1L)),
            "Expected lengths of at least 1; found [-2, -1]. Remedy: give the shape of one input."),
        Arguments.of(
            sound().optDirections(two, new double[][] {two}),
            "Expected an eigenvector for each eigenvalue, at most 2; found 2 eigenvalues and 1"
                + " eigenvectors. Remedy: give as many of each."),
        Arguments.of(
            sound().optDirections(new double[] {1}, new double[][] {{1}}),
            "Expected rows of eigenvectors of 2 entries, as the diagonal has; found 1. Remedy: give"
                + " rows, one a direction."),
        Arguments.of(
            sound().optMatrix(new double[][] {two}),
            "Expected a matrix [d, d] with d = 2, at most 128; found 1 rows. Remedy: leave the"
                + " matrix out where d is larger."),
        Arguments.of(
            sound().setDiagonal(null),
            "Expected a diagonal; found null. Remedy: pass a value, empty where nothing is known."),
        Arguments.of(
            FeatureSnapshot.at(-1, Origin.MODEL),
            "Expected a step of at least 0; found -1. Remedy: count from 0."),
        Arguments.of(
            FeatureSnapshot.at(0, null),
            "Expected the origin of a snapshot; found null. Remedy: pass a value, empty where"
                + " nothing is known."));
  }

  @ParameterizedTest
  @MethodSource
  void faults(FeatureSnapshot.Builder builder, String message) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, builder::build).getMessage());
  }

  @Test
  void aMatrixOfMoreThan128RowsIsRefused() {
    int d = FeatureSnapshot.MATRIX_LIMIT + 1;
    FeatureSnapshot.Builder builder =
        sound()
            .setInputShape(List.of((long) d))
            .setDiagonal(new double[d])
            .optMatrix(new double[d][d]);
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(message.startsWith("Expected a matrix [d, d] with d = 129, at most 128"), message);
  }

  @Test
  void aLineThatIsTornOrBadCostsThatLineAlone() throws IOException {
    Path path = folder.resolve("run.jsonl");
    TraceFixture.write(path, TraceFixture.header(), 1, 1);
    try (TraceFile file = TraceFile.open(path, TraceFixture.header())) {
      file.append(TraceFixture.agop(2, Origin.MODEL));
    }
    List<String> lines = Files.readAllLines(path);
    String good = lines.get(lines.size() - 1);
    List<String> bad =
        List.of(
            good.replace("\"model\"", "\"rival\""),
            good.replace("[1,1,2]", "[1,1,3]"),
            good.replace("[1,1,2]", "[4294967296,4294967296]"),
            good.replace("[1,1,2]", "[1.5]"),
            good.replace("\"Infinity\"", "\"much\""),
            good.replace("[0.3333333,\"NaN\"]", "7"),
            good.replace("[[-0.6,0.8]]", "[0.6,-0.8]"));
    for (String line : bad) {
      assertNotEquals(good, line);
      TraceFixture.append(path, line + "\n");
    }
    TraceFixture.append(path, good.substring(0, good.length() - 1));
    TrainingTrace read = TrainingTrace.read(path);
    assertEquals(List.of(TraceFixture.agop(2, Origin.MODEL)), read.features());
    assertEquals(bad.size() + 1, read.warnings().size(), read.warnings()::toString);
    assertTrue(
        read.warnings()
            .get(0)
            .contains("Expected the field of to be model or reference; found rival"),
        read.warnings().get(0));
    assertTrue(read.warnings().get(bad.size()).contains("the last, is torn after"));
    TraceFixture.write(path, TraceFixture.header(), 3, 3);
    assertEquals(1, TrainingTrace.read(path).features().size());
  }

  @Test
  void whatIsReadIsWhatWasRecorded() throws IOException {
    Random random = new Random(3);
    int d = 40;
    double[][] rows = new double[d][d];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
    }
    FeatureSnapshot snapshot =
        FeatureSnapshot.at(0, Origin.REFERENCE)
            .setInputShape(List.of(2L, 5L, 4L))
            .setTrace(rows[0][0])
            .setDiagonal(rows[1])
            .optDirections(Arrays.copyOf(rows[2], 5), Arrays.copyOf(rows, 5))
            .optMatrix(rows)
            .build();
    Path path = folder.resolve("random.jsonl");
    TraceFile.open(path, TraceFixture.header()).close();
    try (TraceFile file = TraceFile.open(path, TraceFixture.header())) {
      file.append(snapshot);
    }
    assertEquals(List.of(snapshot), TrainingTrace.read(path).features());
  }

  @Test
  void memoryHoldsNoMoreThanItsLimitAndTheFileHoldsAll() throws IOException {
    Path path = folder.resolve("many.jsonl");
    TraceRecorder recorder = TraceRecorder.toFile(TraceFixture.header(), 10, path);
    List<FeatureSnapshot> all = new ArrayList<>();
    for (int step = 0; step < 1000; step++) {
      FeatureSnapshot snapshot = TraceFixture.agop(step, Origin.MODEL);
      all.add(snapshot);
      recorder.add(snapshot);
      List<FeatureSnapshot> kept = recorder.snapshot().features();
      assertTrue(kept.size() <= TraceRecorder.SNAPSHOT_LIMIT);
      assertEquals(0, kept.get(0).step());
      assertEquals(step, kept.get(kept.size() - 1).step());
    }
    recorder.finish(0, 0, "ended", java.util.Map.of());
    assertEquals(999, recorder.snapshot().footer().orElseThrow().lastStep());
    assertEquals(all, TrainingTrace.read(path).features());
    assertThrows(IllegalStateException.class, () -> recorder.add(all.get(0)));
  }

  @Test
  void theLaterOfTwoOfOneStepCountsAndTheReferenceStandsFirst() {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 10);
    FeatureSnapshot model = TraceFixture.agop(3, Origin.MODEL);
    FeatureSnapshot reference = TraceFixture.agop(3, Origin.REFERENCE);
    recorder.add(sound().build());
    recorder.add(model);
    recorder.add(reference);
    assertEquals(List.of(reference, model), recorder.snapshot().features());
  }
}
