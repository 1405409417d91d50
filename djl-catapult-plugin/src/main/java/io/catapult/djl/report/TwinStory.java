/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.report.RunStory.Tone;

/** Tells how far a quadratic model of the network explains a run. */
final class TwinStory {

  /** The part of the change of the outputs that the twin may be off by. */
  static final double EXPLAINED = 0.1;

  private TwinStory() {}

  static void tell(RecordedRun run, Telling telling) {
    Course loss = run.course(Courses.Of.TWIN_LOSS);
    Course distance = run.course(Courses.Of.TWIN_DISTANCE);
    if (loss.measured() == 0) {
      return;
    }
    if (!loss.endsFinite()) {
      tellDivergence(run, loss, telling);
    } else if (!distance.isEmpty()) {
      tellDistance(distance, telling);
    }
  }

  private static void tellDivergence(RecordedRun run, Course loss, Telling telling) {
    String after =
        loss.isEmpty() ? "from the start" : "after step " + Words.figures(loss.last().step());
    String network =
        run.loss().endsFinite()
            ? "the network did not: what held it together is beyond the second order"
            : "and the network as well";
    String link = run.loss().endsFinite() ? ", " : " ";
    telling.add(
        7,
        Tone.PLAIN,
        "the quadratic twin diverged " + after + link + network,
        loss.isEmpty() ? null : loss.last().step(),
        "loss");
  }

  private static void tellDistance(Course distance, Telling telling) {
    Course.Point most = distance.highest();
    Course.Point off = distance.firstAbove();
    String words =
        off == null
            ? "the second order explains the run: the outputs of the quadratic twin were never off"
                + " by more than %s of the way that the network's had gone".formatted(part(most))
            : "the second order explains the run up to step %s: the outputs of the quadratic twin"
                    .formatted(Words.figures(off.step()))
                + " were off by up to %s of the way that the network's had gone, at step %s, and by"
                    .formatted(part(most), Words.figures(most.step()))
                + " %s at the end".formatted(part(distance.last()));
    telling.add(7, Tone.PLAIN, words, most.step(), "twin");
  }

  private static String part(Course.Point distance) {
    return Words.value(100 * EXPLAINED * distance.value()) + " %";
  }
}
