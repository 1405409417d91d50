/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the decomposition of the covariance matrix [p, p], which is another way. */
final class PrincipalComponentsTest {

  private static final int STEPS = 9;
  private static final int WEIGHTS = 7;
  private static final double ROUNDING = 1e-9;

  private static double[][] centred(List<double[]> points) {
    int p = points.get(0).length;
    double[][] rows = new double[points.size()][p];
    for (int j = 0; j < p; j++) {
      int column = j;
      double mean = points.stream().mapToDouble(point -> point[column]).average().orElseThrow();
      for (int i = 0; i < rows.length; i++) {
        rows[i][j] = points.get(i)[j] - mean;
      }
    }
    return rows;
  }

  private static Eigenpairs ofCovariance(NDManager manager, List<double[]> points) {
    double[][] rows = centred(points);
    int p = rows[0].length;
    double[] covariance = new double[p * p];
    for (double[] row : rows) {
      for (int j = 0; j < p * p; j++) {
        covariance[j] += row[j / p] * row[j % p];
      }
    }
    NDArray matrix = manager.create(covariance, new Shape(p, p));
    return DenseEigen.all(matrix);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 1000}) // a weight at a time, a few, and all at once
  void theyAreTheEigenvectorsOfTheCovariance(int block) {
    List<double[]> points = Walk.randomPoints(STEPS, WEIGHTS, 3);
    try (Walk walk = new Walk(WEIGHTS, DataType.FLOAT64);
        WeightTrajectory weights = WeightTrajectory.inMemory(STEPS, Keeping.LATEST);
        Eigenpairs expected = ofCovariance(walk.manager(), points)) {
      for (int i = 0; i < STEPS; i++) {
        walk.add(weights, 10L * i, points.get(i));
      }
      PrincipalComponents found = PrincipalComponents.of(weights, weights.steps(), 3, block);
      double total = IntStream.range(0, WEIGHTS).mapToDouble(k -> expected.values()[k]).sum();
      for (int k = 0; k < 3; k++) {
        assertEquals(expected.values()[k] / total, found.explainedVariance()[k], ROUNDING);
        double[] direction = found.direction(k);
        assertEquals(1, Math.abs(dot(direction, expected.vector(k))), ROUNDING);
        for (int i = 0; i < STEPS; i++) {
          double[] way = minus(points.get(i), points.get(STEPS - 1));
          assertEquals(dot(way, direction), found.coordinates()[i][k], ROUNDING);
        }
        assertTrue(found.coordinates()[0][k] > 0, "it comes from the positive side");
        for (int l = 0; l <= k; l++) {
          assertEquals(k == l ? 1 : 0, dot(direction, found.direction(l)), ROUNDING);
        }
      }
      assertArrayEquals(weights.steps(), found.steps());
    }
  }

  @Test
  void aWindowKnowsNothingOfWhatIsOutside() {
    List<double[]> points = Walk.randomPoints(STEPS, WEIGHTS, 4);
    try (Walk walk = new Walk(WEIGHTS, DataType.FLOAT64);
        WeightTrajectory all = WeightTrajectory.inMemory(STEPS, Keeping.LATEST);
        WeightTrajectory few = WeightTrajectory.inMemory(STEPS, Keeping.LATEST)) {
      for (int i = 0; i < STEPS; i++) {
        walk.add(all, i, points.get(i));
        if (i >= 2 && i <= 6) {
          walk.add(few, i, points.get(i));
        }
      }
      PrincipalComponents window = all.principalComponents(2, 6, 2);
      PrincipalComponents alone = few.principalComponents(0, 100, 2);
      assertArrayEquals(new long[] {2, 3, 4, 5, 6}, window.steps());
      assertArrayEquals(alone.direction(1), window.direction(1), ROUNDING);
      assertArrayEquals(alone.explainedVariance(), window.explainedVariance(), ROUNDING);
    }
  }

  /** A circle far from the origin, in float32: half of the variance on each of its axes. */
  @Test
  void ofACircleEachAxisExplainsHalf() {
    int steps = 40;
    try (Walk walk = new Walk(WEIGHTS, DataType.FLOAT32);
        WeightTrajectory weights = WeightTrajectory.inMemory(steps, Keeping.LATEST)) {
      for (int i = 0; i < steps; i++) {
        double angle = 2 * Math.PI * i / steps;
        walk.add(weights, i, 3, Math.cos(angle), 3, 3, Math.sin(angle), 3, 3);
      }
      PrincipalComponents found = weights.principalComponents(0, steps, 2);
      assertArrayEquals(new double[] {0.5, 0.5}, found.explainedVariance(), 1e-6);
      for (double[] place : found.coordinates()) {
        double[] fromFirst = minus(place, found.coordinates()[0]);
        assertTrue(Math.hypot(fromFirst[0], fromFirst[1]) <= 2 + 1e-5);
      }
      assertEquals(1, Math.hypot(found.direction(0)[1], found.direction(0)[4]), 1e-6);
    }
  }

  @Test
  void weightsOnALineOrTooFewHaveNoPlane() {
    try (Walk walk = new Walk(2, DataType.FLOAT64);
        WeightTrajectory weights = WeightTrajectory.inMemory(8, Keeping.LATEST)) {
      List<MeasurementException> faults = new ArrayList<>();
      walk.add(weights, 0, 1, 1);
      walk.add(weights, 1, 2, 3);
      faults.add(
          assertThrows(MeasurementException.class, () -> weights.principalComponents(0, 1, 2)));
      walk.add(weights, 2, 3, 5);
      walk.add(weights, 3, 0, -1);
      faults.add(
          assertThrows(MeasurementException.class, () -> weights.principalComponents(0, 3, 2)));
      assertEquals(1, weights.principalComponents(0, 3, 1).explainedVariance()[0], ROUNDING);
      assertTrue(
          faults.get(0).getMessage().contains("found the weights of 2 steps and 2 components"),
          faults.get(0)::getMessage);
      assertTrue(
          faults.get(1).getMessage().contains("move in 2 directions; found movement in 1"),
          faults.get(1)::getMessage);
    }
  }
}
