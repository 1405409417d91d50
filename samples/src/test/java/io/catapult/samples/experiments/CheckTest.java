/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on numbers that were chosen by hand. */
final class CheckTest {

  private static final Statistic LOSS = Statistic.of(DynamicsMetrics.TEST_LOSS);
  private static final Statistic ALIGNMENT = Statistic.of(DynamicsMetrics.AGOP_ALIGNMENT_END);
  private static final List<String> ROWS = List.of("a", "b", "c");

  /** Runs of the rows a, b, c, one for each seed. */
  private static Evidence losses(double[]... bySeed) {
    List<RecordedRun> runs = new ArrayList<>();
    for (int row = 0; row < ROWS.size(); row++) {
      for (int seed = 0; seed < bySeed.length; seed++) {
        Map<String, Double> metrics = Map.of(DynamicsMetrics.TEST_LOSS.id(), bySeed[seed][row]);
        runs.add(HandMadeRun.of(ROWS.get(row), seed + 1, metrics));
      }
    }
    return new Evidence(runs);
  }

  @ParameterizedTest
  @CsvSource({
    "RISES, 1, 2, 3, PASS",
    "RISES, 1, 1, 3, FAIL",
    "FALLS, 3, 2, 1, PASS",
    "FALLS, 3, 1, 2, FAIL",
    "GROWS, 0, 0, 5, PASS",
    "GROWS, 0, 5, 4, FAIL",
    "GROWS, 0, 0, 0, FAIL",
    "NEVER_ABOVE_FIRST, 3, 2, 3, PASS",
    "NEVER_ABOVE_FIRST, 3, 4, 1, FAIL",
    "NEVER_BELOW_FIRST, 3, 4, 3, PASS",
    "NEVER_BELOW_FIRST, 3, 4, 2, FAIL"
  })
  void aTrendGoesItsWay(Trend way, double a, double b, double c, Outcome expected) {
    Judgement found = Check.trend(way, LOSS, ROWS).judge(losses(new double[] {a, b, c}));
    assertEquals(expected, found.outcome());
  }

  @ParameterizedTest
  @CsvSource({
    "8, 4, 2, -0.6, -0.4, PASS, -0.5000", // of the sizes 1, 4, 16
    "8, 8, 8, -0.6, -0.4, FAIL, 0",
    "2, 8, 32, 0.9, 1.1, PASS, 1",
    "2, 8, 1, -0.3, -0.2, PASS, -0.2500"
  })
  void aPowerLawIsASlopeOfLogarithms(
      double a, double b, double c, double low, double high, Outcome expected, String exponent) {
    PowerLawCheck check = new PowerLawCheck(LOSS, "width", low, high, ROWS, List.of(1, 4, 16));
    Judgement found = check.judge(losses(new double[] {a, b, c}));
    assertEquals(expected, found.outcome());
    assertTrue(found.numbers().startsWith(exponent + ", from "), found.numbers());
  }

  @Test
  void aPowerLawNeedsNumbersAboveZeroAndASizeOfEachRow() {
    PowerLawCheck check = new PowerLawCheck(LOSS, "width", -0.6, -0.4, ROWS, List.of(1, 4, 16));
    assertEquals("exponent of the test loss in the width, 1 to 16", check.name());
    assertEquals("from -0.6000 to -0.4000, fitted to the means over the seeds", check.bar());
    assertEquals(Outcome.NOT_MEASURED, check.judge(losses(new double[] {1, 0, 1})).outcome());
    assertThrows(
        IllegalArgumentException.class,
        () -> new PowerLawCheck(LOSS, "width", 0, 1, ROWS, List.of(1, 2)));
  }

  @Test
  void aTrendIsOfTheMeansAndASeedAloneMayDiffer() {
    Evidence evidence = losses(new double[] {4, 2, 1}, new double[] {2, 3, 1});
    Check falls = Check.trend(Trend.FALLS, LOSS, ROWS).withPaper(0.9, 0.8, 0.7);
    Judgement found = falls.judge(evidence);
    assertEquals(Outcome.PASS, found.outcome());
    assertEquals("3, 2.500, 1", found.numbers());
    assertEquals("0.9000, 0.8000, 0.7000", falls.paper());
    assertEquals(Map.of(1L, 2.0, 2L, 3.0), found.values().get("b"));
    assertEquals(Outcome.FAIL, falls.judge(evidence.ofSeed(2)).outcome());
  }

  @Test
  void aBarForTheMeanLetsASingleRunMiss() {
    Evidence evidence = losses(new double[] {0.95, 1, 1}, new double[] {0.87, 1, 1});
    Judgement mean = Check.mean(LOSS, Bound.AT_LEAST, 0.9, "a").judge(evidence);
    assertEquals(Outcome.PASS, mean.outcome());
    assertEquals("0.9100 ± 0.05657", mean.numbers());
    Judgement every = Check.everyRun(LOSS, Bound.AT_LEAST, 0.9, "a").judge(evidence);
    assertEquals(Outcome.FAIL, every.outcome());
    assertEquals("0.9500, 0.8700", every.numbers());
  }

  @ParameterizedTest
  @CsvSource({
    "AT_LEAST, 2, PASS",
    "AT_LEAST, 1.9, FAIL",
    "AT_MOST, 2, PASS",
    "AT_MOST, 2.1, FAIL",
    "BELOW, 1.9, PASS",
    "BELOW, 2, FAIL",
    "EXACTLY, 2, PASS",
    "EXACTLY, 3, FAIL"
  })
  void aBoundIsOnItsSideOfTheBar(Bound bound, double value, Outcome expected) {
    Evidence evidence = losses(new double[] {value, 0, 0});
    assertEquals(expected, Check.everyRun(LOSS, bound, 2, "a").judge(evidence).outcome());
  }

  @Test
  void aRunThatFailedLeavesTheClaimUnjudgedAndIsNamed() {
    List<RecordedRun> runs = new ArrayList<>(losses(new double[] {3, 2, 1}).runs());
    runs.set(1, HandMadeRun.of("b", 1, Map.of()));
    Judgement found = Check.trend(Trend.FALLS, LOSS, ROWS).judge(new Evidence(runs));
    assertEquals(Outcome.NOT_MEASURED, found.outcome());
    assertEquals("none for b, seed 1", found.numbers());
    assertEquals(
        Outcome.NOT_MEASURED,
        Check.everyRun(LOSS, Bound.AT_MOST, 9, "d").judge(new Evidence(runs)).outcome());
  }

  @Test
  void theSpreadIsLargestLessSmallestOverTheMean() {
    Evidence evidence = losses(new double[] {0.9, 1, 1.1}); // 0.2 / 1
    assertEquals(Outcome.PASS, new SpreadCheck(LOSS, 0.21, ROWS).judge(evidence).outcome());
    assertEquals(Outcome.FAIL, new SpreadCheck(LOSS, 0.19, ROWS).judge(evidence).outcome());
  }

  private static Evidence pairs(double... alignments) {
    List<RecordedRun> runs = new ArrayList<>();
    for (int i = 0; i < alignments.length; i++) {
      Map<String, Double> metrics =
          Map.of(
              DynamicsMetrics.TEST_LOSS.id(),
              (double) i,
              DynamicsMetrics.AGOP_ALIGNMENT_END.id(),
              alignments[i]);
      runs.add(HandMadeRun.of("a", i, metrics));
    }
    return new Evidence(runs);
  }

  /**
   * Ranks 5 4 3 2 0 1 against 0 .. 5: r = 1 - 6 (25 + 9 + 1 + 1 + 16 + 16) / (6 * 35) = -33/35;
   * atanh(r) = -1.764, se = sqrt((1 + r^2 / 2) / 3) = 0.694, so the interval ends at tanh(-0.403).
   */
  @Test
  void aCorrelationIsJudgedByItsInterval() {
    Check check = new CorrelationCheck(ALIGNMENT, LOSS, List.of("a"));
    Judgement found = check.judge(pairs(5, 4, 3, 2, 0, 1));
    assertEquals(Outcome.PASS, found.outcome());
    assertTrue(found.numbers().startsWith("-0.94 (-1.00 to -0.38)"), found.numbers());
    assertEquals(Outcome.FAIL, check.judge(pairs(5, 0, 4, 1, 3, 2)).outcome());
    assertEquals(Outcome.NOT_MEASURED, check.judge(pairs(2, 1)).outcome());
  }

  @Test
  void numbersOfThePaperAreForEachRow() {
    TrendCheck trend = Check.trend(Trend.FALLS, LOSS, ROWS);
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> trend.withPaper(1.0));
    assertTrue(fault.getMessage().contains("as many numbers as rows"), fault.getMessage());
  }
}
