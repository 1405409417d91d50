/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.Phase;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.report.RunStory.Tone;
import java.util.Map;

/** Tells of the sharpness against its threshold, and of the phases of gradient descent. */
final class SharpnessStory {

  /** Fewer measurements than these do not show that the sharpness hovers. */
  private static final int SEEN = 5;

  /** What hovers is near its threshold more often than this. */
  private static final double MOST = 0.5;

  private static final String CHART = "sharpness";

  private SharpnessStory() {}

  static void tell(RecordedRun run, Telling telling) {
    Course plain = run.course(Courses.Of.SHARPNESS_BY_THRESHOLD);
    Course preconditioned = run.course(Courses.Of.PRECONDITIONED_BY_THRESHOLD);
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
    if (!ratios.isLine()) {
      String words =
          "the %s was %s times its threshold at step %s, the only one at which both are known";
      String only = Words.value(ratios.last().value());
      long step = ratios.last().step();
      telling.add(4, Tone.PLAIN, words.formatted(name, only, Words.figures(step)), step, CHART);
      return;
    }
    if (ratios.above() == 0) {
      String words = "the %s stayed below its threshold, at most %s of it";
      String most = Words.value(ratios.highest().value());
      telling.add(5, Tone.PLAIN, words.formatted(name, most), ratios.highest().step(), CHART);
      return;
    }
    long reached = ratios.firstAbove().step();
    boolean hovers =
        ratios.sinceAbove() >= SEEN && ratios.nearSinceAbove() > MOST * ratios.sinceAbove();
    telling.add(5, Tone.PLAIN, hovers ? hovers(name, ratios) : above(name, ratios), reached, CHART);
  }

  private static String hovers(String name, Course ratios) {
    return "the %s reached its threshold at step %s and stayed within a quarter of it at %s since: the edge of stability"
        .formatted(
            name,
            Words.figures(ratios.firstAbove().step()),
            Words.share(ratios.nearSinceAbove(), ratios.sinceAbove(), "measured step"));
  }

  private static String above(String name, Course ratios) {
    return "the %s was above its threshold at %s, first at step %s, and ended %s it"
        .formatted(
            name,
            Words.share(ratios.above(), ratios.size(), "measured step"),
            Words.figures(ratios.firstAbove().step()),
            ratios.last().value() > 1 ? "above" : "below");
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
                    "the longest time was spent in phase %s, at %s: %s"
                        .formatted(
                            longest.getKey(),
                            Words.share(longest.getValue(), all, "step"),
                            longest.getKey().words()),
                    null,
                    CHART));
  }
}
