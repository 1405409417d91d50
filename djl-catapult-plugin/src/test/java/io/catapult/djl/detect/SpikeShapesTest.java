/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of every shape, without other measurements. */
class SpikeShapesTest {

  @Test
  void aFallingLossHasNoSpike() {
    Run run = Run.ofLosses(DoubleStream.iterate(1, x -> x * 0.99).limit(3000).toArray()).finish();
    assertEquals(List.of(), run.spikes());
  }

  @Test
  void aPlateauHasNoSpike() {
    assertEquals(List.of(), Run.ofLosses(new double[500]).finish().spikes());
    assertEquals(
        List.of(),
        Run.ofLosses(DoubleStream.generate(() -> 0.3).limit(500).toArray()).finish().spikes());
  }

  @Test
  void onsetPeakAndEndAreTheSteps() {
    Spike spike = Run.ofLosses(4, 3, 2, 5, 9, 6, 2.5, 1.9, 1.8).finish().spikes().get(0);
    assertEquals(2, spike.onset());
    assertEquals(4, spike.peak());
    assertEquals(7, spike.end());
    assertEquals(Verdict.UNRESOLVED, spike.verdict());
    assertTrue(spike.words().contains("the critical rate was not measured"), spike.words());
  }

  @Test
  void aFastFallDoesNotHideTheSpikeAfterIt() {
    Spike spike = Run.ofLosses(64, 16, 4, 1, 3, 0.9).finish().spikes().get(0);
    assertEquals(3, spike.onset());
    assertEquals(5, spike.end());
  }

  @Test
  void aSpikeThatIsOpenAtTheEndIsUnresolved() {
    assertEquals(List.of(Verdict.UNRESOLVED), Run.ofLosses(2, 1, 5, 9, 6, 3).finish().verdicts());
  }

  @Test
  void aSecondRiseBeforeTheFirstCameDownIsTheSameSpikeWhileTheRateStays() {
    List<Spike> spikes = Run.ofLosses(2, 1, 9, 4, 12, 3, 0.9, 0.8).finish().spikes();
    assertEquals(1, spikes.size());
    assertEquals(4, spikes.get(0).peak());
  }

  @Test
  void finishingTwiceFindsNothingTwice() {
    Run run = Run.ofLosses(2, 1, 5, 9, 6, 3).finish().finish();
    assertEquals(1, run.spikes().size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-30, 1e-17})
  void roundingAfterALossOfExactlyZeroIsNoDivergence(double rounding) {
    Run run = Run.ofLosses(1, 0.1, 1e-4, 0, rounding, 0, rounding, 0, 0, rounding).finish();
    assertEquals(0, run.summary().spikes(Verdict.DIVERGENCE), () -> "" + run.spikes());
  }

  @Test
  void anInfiniteLossIsADivergenceAtOnceAndOnlyOne() {
    double inf = Double.POSITIVE_INFINITY;
    assertEquals(
        List.of(Verdict.DIVERGENCE), Run.ofLosses(1, 0.9, inf, inf, inf).finish().verdicts());
  }

  @Test
  void aRunWhoseFirstLossIsInfiniteHasDiverged() {
    double inf = Double.POSITIVE_INFINITY;
    assertEquals(List.of(Verdict.DIVERGENCE), Run.ofLosses(inf, inf, inf).finish().verdicts());
  }

  @Test
  void lossesThatWereNotMeasuredArePassedOver() {
    double no = Double.NaN;
    assertEquals(List.of(), Run.ofLosses(no, 3, no, 2, no, no, 1, no).finish().spikes());
  }

  /** White noise around a constant, and around a decay to a floor: 3 to 5 were seen in 10,000. */
  @ParameterizedTest
  @CsvSource({"0.02,0", "0.1,0", "0.3,0", "0.6,0", "0.1,1", "0.3,1", "0.6,1", "1,1"})
  void noiseIsHardlyASpike(double sigma, int decaying) {
    for (long seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      Run run = new Run();
      for (int step = 0; step < 10_000; step++) {
        double mean = 0.05 + (decaying == 1 ? Math.exp(-step / 500.0) : 1);
        run.accept(Run.loss(step, mean * Math.exp(sigma * random.nextGaussian())));
      }
      run.finish();
      assertTrue(
          run.spikes().size() <= 6, "sigma " + sigma + ": " + run.spikes().size() + " spikes");
    }
  }

  /** Noise that is correlated over 20 steps, as full losses under SGD have it: 37 to 39 seen. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.1})
  void slowNoiseIsHardlyASpike(double sigma) {
    for (long seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      Run run = new Run();
      double log = 0;
      for (int step = 0; step < 10_000; step++) {
        log = 0.95 * log + sigma * random.nextGaussian();
        run.accept(Run.loss(step, Math.exp(log)));
      }
      run.finish();
      assertTrue(run.spikes().size() <= 45, "sigma " + sigma + ": " + run.spikes().size());
    }
  }

  @Test
  void aRealSpikeStandsOutOfNoise() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Run run = new Run();
      for (int step = 0; step < 1000; step++) {
        double spike = 30 * Math.exp(-Math.abs(step - 500) / 8.0);
        double mean = Math.exp(-step / 300.0) + 0.01;
        run.accept(Run.loss(step, (mean + spike) * Math.exp(0.05 * random.nextGaussian())));
      }
      List<Spike> high =
          run.finish().spikes().stream().filter(s -> s.lossAtPeak() > 10 * s.lossBefore()).toList();
      assertEquals(1, high.size(), "seed " + seed);
      assertTrue(Math.abs(high.get(0).peak() - 500) <= 1, high.get(0).words());
      assertTrue(run.spikes().size() <= 3, "seed " + seed + ": " + run.spikes());
    }
  }

  @Test
  void spikesAreOrderedAndNeverOverlap() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Run run = new Run();
      double log = 0;
      long step = 0;
      for (int i = 0; i < 400; i++) {
        log += 0.8 * random.nextGaussian() - 0.05 * log;
        double loss = random.nextInt(20) == 0 ? Double.NaN : Math.exp(log);
        run.accept(
            Numbers.at(step)
                .rate(random.nextInt(30) == 0 ? 1 + random.nextDouble() : 1)
                .loss(loss)
                .critical(random.nextBoolean() ? 0.5 + random.nextDouble() : Double.NaN)
                .norm(random.nextBoolean() ? random.nextDouble() : Double.NaN)
                .numbers());
        step += 1 + random.nextInt(3);
      }
      run.finish();
      long free = 0;
      for (Spike spike : run.spikes()) {
        assertTrue(spike.onset() >= free, () -> "overlap: " + run.spikes());
        assertTrue(spike.onset() < spike.peak() && spike.peak() <= spike.end(), spike.words());
        assertTrue(spike.lossAtPeak() > spike.lossBefore(), spike.words());
        free = spike.end();
      }
      assertEquals(
          run.spikes().size(),
          run.summary().spikes().values().stream().mapToLong(Long::longValue).sum());
    }
  }
}
