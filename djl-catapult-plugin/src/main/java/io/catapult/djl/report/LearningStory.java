/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.report.RunStory.Tone;

/** Tells what was learned: the features, and how it generalises. */
final class LearningStory {

  /** A change of the alignment that counts. */
  private static final double CHANGE = 0.01;

  /** A rise of the alignment that is good to see. */
  private static final double GAIN = 0.05;

  /** A validation loss that ends this many times its lowest has risen. */
  private static final double RISEN = 1.1;

  private LearningStory() {}

  static void tell(RecordedRun run, Telling telling) {
    tellAlignment(run.course(Courses.Of.ALIGNMENT), telling);
    tellValidation(run.course(Courses.Of.VALIDATION_LOSS), telling);
  }

  private static void tellAlignment(Course alignment, Telling telling) {
    if (alignment.isEmpty()) {
      return;
    }
    Course.Point first = alignment.first();
    Course.Point last = alignment.last();
    double change = last.value() - first.value();
    String from = Words.value(first.value());
    String to = Words.value(last.value());
    String how;
    if (!alignment.isLine()) {
      how = "was %s at step %s".formatted(to, Words.figures(last.step()));
    } else if (Math.abs(change) < CHANGE) {
      how = "stayed at " + to;
    } else {
      how = (change > 0 ? "rose" : "fell") + " from " + from + " to " + to;
    }
    Course.Point highest = alignment.highest();
    if (highest.value() - Math.max(first.value(), last.value()) >= CHANGE) {
      how +=
          ", after %s at step %s"
              .formatted(Words.value(highest.value()), Words.figures(highest.step()));
    }
    telling.add(
        7,
        change >= GAIN ? Tone.GOOD : Tone.PLAIN,
        "the alignment of the learned features with the reference " + how,
        null,
        "alignment");
  }

  private static void tellValidation(Course validation, Telling telling) {
    if (validation.isEmpty()) {
      return;
    }
    Course.Point best = validation.lowest();
    Course.Point last = validation.last();
    String lowest =
        "the validation loss was lowest at step %s, %s"
            .formatted(Words.figures(best.step()), Words.value(best.value()));
    if (!validation.isLine()) {
      lowest =
          "the validation loss was %s at step %s"
              .formatted(Words.value(best.value()), Words.figures(best.step()));
      telling.add(6, Tone.PLAIN, lowest, best.step(), "loss");
    } else if (last.value() <= best.value()) {
      String words = "the validation loss was lowest at the end, " + Words.value(last.value());
      telling.add(6, Tone.GOOD, words, last.step(), "loss");
    } else {
      boolean hasRisen = last.value() > RISEN * best.value();
      String words = lowest + (hasRisen ? ", and rose to " : ", and ended at ");
      Tone tone = hasRisen ? Tone.BAD : Tone.PLAIN;
      telling.add(6, tone, words + Words.value(last.value()), best.step(), "loss");
    }
  }
}
