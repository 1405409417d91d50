/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.FeatureSnapshot.Origin;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Matrices of two inputs, of which the first alone is true. */
final class FeatureStatisticsTest {

  /** Quarters are exact. */
  private static final double EXACT = 0;

  private static final double[][] TRUE = {{2, 0}, {0, 0}};

  @Test
  void theShareIsOfTheSquaresWhereTheReferenceIsNotZeroAtTheEnd() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(snapshot(0, Origin.REFERENCE, TRUE));
              trace.add(snapshot(0, Origin.MODEL, new double[][] {{0, 0}, {0, 1}}));
              trace.add(snapshot(8, Origin.MODEL, new double[][] {{1, 1}, {1, 1}}));
            });
    assertEquals(0.25, FeatureStatistics.shareWhereReferenceIs().of(run).getAsDouble(), EXACT);
  }

  @Test
  void withoutAReferenceOrAMatrixOrAnyGradientThereIsNoShare() {
    double[][] zero = {{0, 0}, {0, 0}};
    for (RecordedRun run :
        List.of(
            HandMadeRun.of("row", 1, Map.of()),
            HandMadeRun.of(trace -> {}),
            HandMadeRun.of(trace -> trace.add(snapshot(0, Origin.MODEL, TRUE))),
            HandMadeRun.of(
                trace -> {
                  trace.add(snapshot(0, Origin.REFERENCE, TRUE));
                  trace.add(snapshot(0, Origin.MODEL, zero));
                }))) {
      assertEquals(OptionalDouble.empty(), FeatureStatistics.shareWhereReferenceIs().of(run));
    }
  }

  @Test
  void cornersAreTheTrueOneAndThoseOfTheRunsScaledFromLeastToLargest() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(snapshot(0, Origin.REFERENCE, TRUE));
              trace.add(snapshot(0, Origin.MODEL, new double[][] {{5, 1}, {1, 3}}));
            });
    assertEquals(
        List.of(
            new AgopCorner("true", List.of(List.of(1.0, 0.0), List.of(0.0, 0.0))),
            new AgopCorner("row", List.of(List.of(1.0, 0.0), List.of(0.0, 0.5)))),
        AgopCorner.of(new Evidence(List.of(run))));
  }

  @Test
  void aCornerHasTenRowsAndColumnsAndOfEqualEntriesZeros() {
    AgopCorner corner = AgopCorner.of("row", new double[12][12]);
    assertEquals(10, corner.rows().size());
    corner.rows().forEach(row -> assertEquals(List.of(0.0, 0.0), row.subList(8, row.size())));
    assertEquals(List.of(), AgopCorner.of(new Evidence(List.of())), "no runs, no corners");
  }

  private static FeatureSnapshot snapshot(long step, Origin origin, double[][] matrix) {
    return FeatureSnapshot.at(step, origin)
        .setInputShape(List.of(2L))
        .setTrace(matrix[0][0] + matrix[1][1])
        .setDiagonal(new double[] {matrix[0][0], matrix[1][1]})
        .optMatrix(matrix)
        .build();
  }
}
