/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.detect.RuleCount;
import io.catapult.djl.detect.Share;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.TraceFooter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The few numbers that a page shows first. */
final class RunCounts {

  private RunCounts() {}

  /**
   * A number in words.
   *
   * @param label what it is
   * @param value the number
   */
  record Count(String label, String value) {}

  static List<Count> of(RecordedRun run) {
    List<Count> counts = new ArrayList<>();
    counts.add(count("Catapults", run.spikes(Verdict.CATAPULT).size()));
    addIfAny("Bad batches", run.spikes(Verdict.BAD_BATCH).size(), counts);
    addIfAny("Divergences", run.spikes(Verdict.DIVERGENCE).size(), counts);
    addIfAny("Unresolved spikes", run.spikes(Verdict.UNRESOLVED).size(), counts);
    run.summary().ifPresent(summary -> addRules(summary, counts));
    addLast(run.course(Courses.Of.PROBE_LOSS), counts);
    addValue(
        "Lowest validation loss", run.course(Courses.Of.VALIDATION_LOSS), Course::lowest, counts);
    addValue("AGOP alignment", run.course(Courses.Of.ALIGNMENT), Course::last, counts);
    counts.add(count("Updates", run.last()));
    run.trace().footer().ifPresent(end -> addOverhead(end, counts));
    return counts;
  }

  private static Count count(String label, long count) {
    return new Count(label, Words.figures(count));
  }

  private static void addIfAny(String label, long count, List<Count> counts) {
    if (count > 0) {
      counts.add(count(label, count));
    }
  }

  private static void addRules(DynamicsSummary summary, List<Count> counts) {
    for (RuleCount rule : summary.rules()) {
      if (rule.judged() > 0) {
        String value =
            "%s of %s".formatted(Words.figures(rule.catapults()), Words.figures(rule.judged()));
        counts.add(new Count("Catapults " + RateStory.by(rule.rule()), value));
      }
    }
    addShare("Rises of the loss above the batch's critical rate", summary.matches(), counts);
    addShare("Rate excess and projected loss agree", summary.signs(), counts);
    addShare("Sharpness and output layer move alike", summary.directions(), counts);
  }

  private static void addShare(String label, Share share, List<Count> counts) {
    if (share.judged() > 0) {
      counts.add(new Count(label, Words.percent(share.hits(), share.judged())));
    }
  }

  private static void addValue(
      String label, Course course, Function<Course, Course.Point> which, List<Count> counts) {
    if (!course.isEmpty()) {
      counts.add(new Count(label, Words.value(which.apply(course).value())));
    }
  }

  /** A loss that is no finite number any more is not one that it was before. */
  private static void addLast(Course loss, List<Count> counts) {
    if (loss.measured() > 0) {
      String value = loss.endsFinite() ? Words.value(loss.last().value()) : "not finite";
      counts.add(new Count("Last training loss", value));
    }
  }

  private static void addOverhead(TraceFooter end, List<Count> counts) {
    if (Double.isFinite(end.overhead())) {
      counts.add(new Count("Measuring / training", Words.value(100 * end.overhead()) + " %"));
    }
  }
}
