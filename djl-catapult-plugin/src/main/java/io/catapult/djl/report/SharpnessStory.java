/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.Phase;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.Quantity;
import java.util.Map;

/** Tells of the sharpness against its threshold, and of the phases of gradient descent. */
final class SharpnessStory {

  /** Fewer measurements than these do not show that the sharpness hovers. */
  private static final int SEEN = 5;

  /** The median of what hovers at the threshold lies within this factor of it. */
  private static final double NEAR = 1.25;

  private static final String CHART = "sharpness";

  private SharpnessStory() {}

  static void tell(RecordedRun run, Telling telling) {
    Course plain =
        run.course(
            Course.ratio(
                m -> m.value(Quantity.SHARPNESS), DerivedCurves.SHARPNESS_THRESHOLD.reading()));
    Course preconditioned =
        run.course(
            Course.ratio(
                m -> m.value(Quantity.PRECONDITIONED_SHARPNESS),
                m -> m.value(Quantity.PRECONDITIONED_THRESHOLD)));
    if (!preconditioned.isEmpty()) {
      tell("preconditioned sharpness", preconditioned, telling);
    } else if (RecordedDynamics.hasCriticalRate(run.trace()) && !plain.isEmpty()) {
      tell("sharpness", plain, telling);
    }
    tellPhases(run, telling);
  }

  /**
   * @param ratios the sharpness over its threshold
   */
  private static void tell(String name, Course ratios, Telling telling) {
    if (ratios.above(1).isEmpty()) {
      String words = "the %s stayed below its threshold, at most %s of it";
      String most = Words.value(ratios.highest().value());
      telling.add(5, Tone.PLAIN, words.formatted(name, most), ratios.highest().step(), CHART);
      return;
    }
    long reached = ratios.above(1).get(0).step();
    double median = ratios.median(reached);
    long since = ratios.points().stream().filter(point -> point.step() >= reached).count();
    boolean hovers = since >= SEEN && median < NEAR && median > 1 / NEAR;
    String words =
        hovers
            ? "the %s reached its threshold at step %s and stayed near it, at the median %s of it: the edge of stability"
                .formatted(name, Words.figures(reached), Words.value(median))
            : "the %s was above its threshold at %s, first at step %s, and ended %s it"
                .formatted(
                    name,
                    Words.share(ratios.above(1).size(), ratios.size(), "measured step"),
                    Words.figures(reached),
                    ratios.last().value() > 1 ? "above" : "below");
    telling.add(5, Tone.PLAIN, words, reached, CHART);
  }

  private static void tellPhases(RecordedRun run, Telling telling) {
    Map<Phase, Long> phases = run.summary().map(summary -> summary.phases()).orElse(Map.of());
    long all = phases.values().stream().mapToLong(Long::longValue).sum();
    phases.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(longest -> longest.getValue() > 0)
        .ifPresent(
            longest ->
                telling.add(
                    3,
                    Tone.PLAIN,
                    "the longest time, %s, was spent in phase %s: %s"
                        .formatted(
                            Words.share(longest.getValue(), all, "step"),
                            longest.getKey(),
                            longest.getKey().words()),
                    null,
                    CHART));
  }
}
