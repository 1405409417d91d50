/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpectrumSummaryTest extends OperatorFixture {

  private static final double EPSILON_64 = Math.ulp(1.0);

  @Test
  void ofEqualEigenvaluesBothRanksAreTheirNumber() {
    double[] values = new double[20];
    Arrays.fill(values, 0, 8, 3);
    SpectrumSummary summary = SpectrumSummary.of(values, EPSILON_64);
    assertEquals(24, summary.trace(), 1e-12);
    assertEquals(8, summary.effectiveRank(), 1e-12);
    assertEquals(8, summary.entropyRank().orElseThrow(), 1e-12);
    assertEquals(Double.POSITIVE_INFINITY, summary.conditionNumber().orElseThrow());
  }

  @Test
  void ofTwoEigenvaluesFollowsTheDefinitions() {
    SpectrumSummary summary = SpectrumSummary.of(new double[] {1, 3}, EPSILON_64);
    assertEquals(4.0 / 3, summary.effectiveRank(), 1e-15);
    double entropy = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    assertEquals(Math.exp(entropy), summary.entropyRank().orElseThrow(), 1e-15);
    assertEquals(3, summary.conditionNumber().orElseThrow(), 1e-15);
  }

  @Test
  void ofAMatrixComesFromItsDecomposition() {
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      SpectrumSummary summary = SpectrumSummary.of(matrix(type, 1, 5, 4, 1, 0.5));
      assertEquals(10.5, summary.trace(), 10 * rounding(type));
      assertEquals(10, summary.conditionNumber().orElseThrow(), 100 * rounding(type));
      assertEquals(2.1, summary.effectiveRank(), 10 * rounding(type));
    }
  }

  @Test
  void roundingBelowZeroMeansAnInfiniteConditionNumber() {
    double[] values = {1, 0.5, -1e-17};
    SpectrumSummary summary = SpectrumSummary.of(values, EPSILON_64);
    assertEquals(Double.POSITIVE_INFINITY, summary.conditionNumber().orElseThrow());
    assertTrue(Double.isFinite(summary.entropyRank().orElseThrow()));
  }

  @Test
  void ofTheZeroMatrixHasRankZero() {
    SpectrumSummary summary = SpectrumSummary.of(new double[3], EPSILON_64);
    assertEquals(0, summary.effectiveRank());
    assertEquals(0, summary.entropyRank().orElseThrow());
    assertEquals(Double.POSITIVE_INFINITY, summary.conditionNumber().orElseThrow());
  }

  @Test
  void ofAnOperatorNeedsItsTraceAndItsExtremes() {
    LinearOperator operator = diagonal(DataType.FLOAT64, 4, 3, 2, 1, 0.5);
    double trace = TraceEstimator.estimate(operator, 2, 0).value();
    Lanczos lanczos = Lanczos.builder().setCount(1).optEnd(End.BOTH).build();
    try (Eigenpairs extremes = lanczos.solve(operator)) {
      SpectrumSummary summary = SpectrumSummary.of(trace, extremes, operator);
      assertEquals(10.5 / 4, summary.effectiveRank(), 1e-3);
      assertEquals(8, summary.conditionNumber().orElseThrow(), 1e-2);
      assertTrue(summary.entropyRank().isEmpty());
    }
  }

  @Test
  void refusesWhatIsNotFinite() {
    MeasurementException e =
        assertThrows(
            MeasurementException.class,
            () -> SpectrumSummary.of(new double[] {1, Double.NaN}, EPSILON_64));
    assertTrue(e.getMessage().startsWith("Expected a finite trace"), e.getMessage());
    assertThrows(MeasurementException.class, () -> SpectrumSummary.of(new double[0], EPSILON_64));
  }
}
