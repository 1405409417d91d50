/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TraceEstimatorTest extends OperatorFixture {

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void isExactForADiagonalMatrix(DataType type) {
    double[] values = new Random(1).doubles(1000, -1, 1).toArray();
    TraceEstimate estimate = TraceEstimator.estimate(diagonal(type, values), 2, 3);
    double rounding = 1000 * rounding(type);
    assertEquals(DoubleStream.of(values).sum(), estimate.value(), rounding);
    assertEquals(0, estimate.standardError(), rounding);
    assertEquals(2, estimate.probes());
  }

  @Test
  void hasTheVarianceOfItsFormula() {
    double[] values = new Random(2).doubles(60, 0, 1).toArray();
    NDArray matrix = matrix(DataType.FLOAT64, 1, values);
    double offDiagonal = 0;
    double[] entries = matrix.toDoubleArray();
    for (int i = 0; i < entries.length; i++) {
      offDiagonal += i % 61 == 0 ? 0 : entries[i] * entries[i];
    }
    TraceEstimate estimate = TraceEstimator.estimate(new DenseOperator(matrix), 2000, 4);
    double expected = Math.sqrt(2 * offDiagonal / 2000);
    // A standard deviation from 2000 samples is known to about 1 / sqrt(4000).
    assertEquals(expected, estimate.standardError(), 0.1 * expected);
    assertEquals(DoubleStream.of(values).sum(), estimate.value(), 4 * expected);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.9", "0.95"})
  void theIntervalCoversTheTraceAsOftenAsItSays(double level) {
    double[] values = new Random(2).doubles(50, 0, 1).toArray();
    LinearOperator operator = new DenseOperator(matrix(DataType.FLOAT64, 1, values));
    double truth = DoubleStream.of(values).sum();
    int covered = 0;
    int seeds = 200;
    for (int seed = 0; seed < seeds; seed++) {
      covered += TraceEstimator.estimate(operator, 8, seed).interval(level).contains(truth) ? 1 : 0;
    }
    // Three standard deviations of a binomial count.
    double allowed = 3 * Math.sqrt(seeds * level * (1 - level));
    assertEquals(level * seeds, covered, allowed);
  }

  @Test
  void theIntervalUsesStudentsQuantile() {
    // t for 95 % with 4 degrees of freedom is 2.776445 in every table.
    TraceEstimate.Interval interval = new TraceEstimate(10, 2, 5).interval(0.95);
    assertEquals(10 - 2 * 2.776445, interval.lower(), 1e-5);
    assertEquals(10 + 2 * 2.776445, interval.upper(), 1e-5);
  }

  @Test
  void givesTheSameAnswerForTheSameSeed() {
    LinearOperator operator =
        new DenseOperator(matrix(DataType.FLOAT32, 1, new Random(2).doubles(30).toArray()));
    assertEquals(TraceEstimator.estimate(operator, 4, 9), TraceEstimator.estimate(operator, 4, 9));
    assertTrue(
        TraceEstimator.estimate(operator, 4, 9).value()
            != TraceEstimator.estimate(operator, 4, 10).value());
  }

  @Test
  void saysWhatIsWrong() {
    LinearOperator good = diagonal(DataType.FLOAT32, 1, 2);
    LinearOperator bad = diagonal(DataType.FLOAT32, 1, Double.NaN);
    assertMessage("at least 2 probes; found 1", () -> TraceEstimator.estimate(good, 1, 0));
    assertMessage("finite products; found NaN", () -> TraceEstimator.estimate(bad, 3, 0));
    assertMessage(
        "a confidence level in (0, 1); found 95.0",
        () -> TraceEstimator.estimate(good, 3, 0).interval(95));
    assertMessage("a finite trace", () -> new TraceEstimate(Double.NaN, 0, 3));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    MeasurementException e = assertThrows(MeasurementException.class, call);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
