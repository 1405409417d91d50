/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.comparison.StoryLine.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The runs that do not count, and why. */
final class UncountedWords {

  private static final int MOST_NAMED = 6;
  private static final int LONGEST_REASON = 160;

  private final List<RunResult> runs;

  UncountedWords(ComparisonResult result) {
    this.runs = result.runs();
  }

  List<StoryLine> lines() {
    List<StoryLine> lines = new ArrayList<>();
    add(lines, RunResult::hasDiverged, "diverged and count in no mean and no correlation");
    add(lines, run -> run.outcome() == RunResult.Outcome.FAILED, "failed");
    add(lines, run -> run.outcome() == RunResult.Outcome.PENDING, "have no result yet");
    return lines;
  }

  private void add(List<StoryLine> lines, Predicate<RunResult> which, String what) {
    List<RunResult> found = runs.stream().filter(which).toList();
    if (!found.isEmpty()) {
      String names =
          found.stream().limit(MOST_NAMED).map(this::named).collect(Collectors.joining("; "));
      int more = found.size() - MOST_NAMED;
      lines.add(
          StoryLine.of(
              Tone.BAD,
              "%d of %d runs %s: %s%s."
                  .formatted(
                      found.size(),
                      runs.size(),
                      found.size() == 1 ? singular(what) : what,
                      names,
                      more > 0 ? "; and " + more + " more" : "")));
    }
  }

  private static String singular(String what) {
    return what.replace("have no", "has no").replace("count in", "counts in");
  }

  private String named(RunResult run) {
    String name = run.cell().configuration() + ", seed " + run.cell().seed();
    return run.failure().map(reason -> name + " (" + shortened(reason) + ")").orElse(name);
  }

  private static String shortened(String reason) {
    String line = reason.strip().lines().findFirst().orElse("");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " ...";
  }
}
