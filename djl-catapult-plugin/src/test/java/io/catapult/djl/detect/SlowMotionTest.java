/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.detect.SlowMotion.Reading;
import io.catapult.djl.detect.SlowMotion.Verdict;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowMotionTest {

  private static final double TINY = 1e-12;

  private static SlowMotion after(int updates, IntFunction<double[]> position) {
    SlowMotion motion = new SlowMotion();
    IntStream.range(0, updates).forEach(t -> motion.add(1, position.apply(t)));
    return motion;
  }

  private static Reading reading(int updates, IntFunction<double[]> position) {
    return after(updates, position).read().orElseThrow();
  }

  private static double bounce(int t) {
    return t % 2 == 0 ? 1 : -1;
  }

  @Test
  void aDriftAtAnEvenSpeedBeneathBouncesGoesOn() {
    Reading reading = reading(1280, t -> new double[] {0.01 * t, bounce(t)});
    assertEquals(0.01, reading.speed(), TINY);
    assertEquals(1, reading.straightness(), TINY);
    assertEquals(0.5, reading.latterShare(), TINY);
    assertEquals(0.01 / Math.hypot(0.01, 2), reading.stepShare(), 1e-10);
    assertEquals(Verdict.GOING_ON, reading.verdict());
    assertFalse(reading.verdict().allowsDecay());
  }

  @Test
  void stepsWithoutABounceGoStraight() {
    Reading reading = reading(256, t -> new double[] {3 * t, 4 * t});
    assertEquals(5, reading.speed(), TINY);
    assertEquals(1, reading.stepShare(), TINY);
    assertEquals(Verdict.STRAIGHT, reading.verdict());
    assertFalse(reading.verdict().allowsDecay());
  }

  @Test
  void aDriftThatComesToRestHasSlowed() {
    Reading reading = reading(1280, t -> new double[] {1 - Math.exp(-t / 100.0), bounce(t)});
    // Means of an exponential over pieces of 80 are one, exp(-0.8) apart; P_9 to P_16 and P_1 to
    // P_8.
    double later = Math.exp(-6.4);
    assertEquals(later / (1 + later), reading.latterShare(), 1e-10);
    assertEquals(1, reading.straightness(), 1e-10);
    assertEquals(Verdict.SLOWED, reading.verdict());
    assertTrue(reading.verdict().allowsDecay());
  }

  @Test
  void noiseAboutAPlaceGoesToAndFro() {
    Random random = new Random(1);
    Reading reading =
        reading(4000, t -> DoubleStream.generate(random::nextGaussian).limit(1000).toArray());
    assertEquals(1 / 7.0, reading.straightness(), 0.01);
    assertEquals(0.5, reading.latterShare(), 0.01);
    assertEquals(Verdict.TO_AND_FRO, reading.verdict());
  }

  /** |P_16 - P_9| has the variance 7 - 1/3 of the step's times a piece, |P_10 - P_9| 1 - 1/3. */
  @Test
  void aRandomWalkGoesOn() {
    Random random = new Random(2);
    double[] walk = new double[1000];
    Reading reading =
        reading(
            4096,
            t -> {
              IntStream.range(0, walk.length).forEach(i -> walk[i] += random.nextGaussian());
              return walk.clone();
            });
    assertEquals(Math.sqrt(20.0 / 2) / 7, reading.straightness(), 0.02);
    assertEquals(Verdict.GOING_ON, reading.verdict());
  }

  /** Means of means are means: blocks that were joined on the way change nothing. */
  @Test
  void piecesAreMeansOfAllPositions() {
    int updates = 16 * 1000 + 5;
    Random random = new Random(3);
    double[][] path = new double[updates][2];
    for (int t = 1; t < updates; t++) {
      path[t][0] = path[t - 1][0] + 0.1 * random.nextGaussian() + 1e-3;
      path[t][1] = random.nextGaussian();
    }
    SlowMotion motion = new SlowMotion();
    for (double[] position : path) {
      motion.add(1, position);
    }
    int length = 256; // 8 for each block, doubled whenever there would be 64 of them
    int blocks = updates / length;
    double[][] pieces = new double[16][2];
    for (int i = 0; i < 16; i++) {
      int from = i * blocks / 16 * length;
      int to = (i + 1) * blocks / 16 * length;
      for (int t = from; t < to; t++) {
        pieces[i][0] += path[t][0] / (to - from);
        pieces[i][1] += path[t][1] / (to - from);
      }
    }
    double former = 0;
    double latter = 0;
    for (int i = 1; i < 16; i++) {
      double way = distance(pieces[i], pieces[i - 1]);
      former += i < 8 ? way : 0;
      latter += i > 8 ? way : 0;
    }
    Reading reading = motion.read().orElseThrow();
    assertEquals(distance(pieces[15], pieces[8]) / latter, reading.straightness(), 1e-10);
    assertEquals(latter / (former + latter), reading.latterShare(), 1e-10);
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  @Test
  void anotherRateBeginsAnew() {
    SlowMotion motion = after(128, t -> new double[] {t});
    assertTrue(motion.read().isPresent());
    motion.add(0.5, new double[] {128});
    assertTrue(motion.read().isEmpty());
    IntStream.range(0, 127).forEach(t -> motion.add(0.5, new double[] {-2.0 * t}));
    assertEquals(2, motion.read().orElseThrow().speed(), TINY);
  }

  @Test
  void itNeedsUpdatesAndMotion() {
    assertTrue(after(127, t -> new double[] {t}).read().isEmpty());
    assertTrue(after(1000, t -> new double[] {1, 2}).read().isEmpty());
    assertTrue(new SlowMotion().read().isEmpty());
  }

  @Test
  void whatIsNotFiniteIsForgotten() {
    SlowMotion motion = after(200, t -> new double[] {t});
    motion.add(1, new double[] {Double.NaN});
    assertTrue(motion.read().isEmpty());
    IntStream.range(0, 128).forEach(t -> motion.add(1, new double[] {3.0 * t}));
    assertEquals(3, motion.read().orElseThrow().speed(), TINY);
  }

  @Test
  void positionsAreCopied() {
    double[] shared = new double[1];
    SlowMotion motion = new SlowMotion();
    for (int t = 0; t < 128; t++) {
      shared[0] = t;
      motion.add(1, shared);
    }
    assertEquals(1, motion.read().orElseThrow().speed(), TINY);
  }
}
