/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LossSpikeTest {

  private static final double ROUNDING = 1e-12;

  /** From 100 down to 1 by steps of a tenth. */
  private static double[] falling() {
    return IntStream.range(0, 991).mapToDouble(t -> 100 - 0.1 * t).toArray();
  }

  @Test
  void theMostProminentRiseAfterTheFirstQuarterIsTaken() {
    double[] losses = falling();
    losses[100] = 1000; // in the first quarter
    losses[800] = 41; // over 20 before
    losses[950] = 30.05; // over 5.1 before
    losses[951] = 9;
    losses[952] = 7.6;
    LossSpike spike = LossSpike.of(losses);
    assertEquals(950, spike.peak());
    assertEquals(30.05 / losses[949], spike.height(), ROUNDING);
    assertEquals(952, spike.end(), "down to 1.5 times 5.1");
    assertEquals(700, spike.initial(), "where the loss first was below 30.05");
  }

  @Test
  void aSpikeThatIsNotOverEndsWithTheRecord() {
    double[] losses = falling();
    Arrays.fill(losses, 900, losses.length, 50);
    LossSpike spike = LossSpike.of(losses);
    assertEquals(900, spike.peak());
    assertEquals(990, spike.end());
  }

  @Test
  void aLossThatOnlyFallsHasNoHeight() {
    assertEquals(1, LossSpike.of(falling()).height(), ROUNDING);
  }
}
