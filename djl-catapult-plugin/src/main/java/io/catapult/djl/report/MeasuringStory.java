/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells of the measuring itself: what failed, what was not measured, what it cost. */
final class MeasuringStory {

  private static final int MESSAGE = 200;

  private MeasuringStory() {}

  static void tellWhatWentWrong(RecordedRun run, Telling telling) {
    if (run.trace().footer().isEmpty() && !run.isLive()) {
      telling.add(
          10,
          Tone.BAD,
          "the recording has no end: the training was killed after step %s, or it still goes on"
              .formatted(Words.figures(run.last())),
          null,
          null);
    }
    tellFailures(run, telling);
    tellResumptions(run.trace().events(TraceEvent.Kind.RESUMED), telling);
  }

  private static void tellFailures(RecordedRun run, Telling telling) {
    List<TraceEvent> failures = run.trace().events(TraceEvent.Kind.FAILURE);
    if (failures.isEmpty()) {
      return;
    }
    TraceEvent first = failures.get(0);
    String what = String.valueOf(first.evidence().getOrDefault("what", "a measurement"));
    String message = firstLine(first.evidence().getOrDefault("message", first.words()));
    String others =
        failures.size() == 1
            ? ""
            : ", and " + Words.count(failures.size() - 1, "other failure") + " after it";
    String words = "%s failed at step %s (%s)%s%s";
    String step = Words.figures(first.step());
    telling.add(
        10, Tone.BAD, words.formatted(what, step, message, others, total(run)), first.step(), null);
  }

  /** Of each kind only the first failure is an event; the footer has the counts. */
  private static String total(RecordedRun run) {
    long total =
        run.trace().footer().map(end -> end.summary().get("failures")).stream()
            .filter(Map.class::isInstance)
            .flatMap(counts -> ((Map<?, ?>) counts).values().stream())
            .filter(Long.class::isInstance)
            .mapToLong(Long.class::cast)
            .sum();
    return total > 1 ? "; measuring failed %s times in all".formatted(Words.figures(total)) : "";
  }

  private static String firstLine(Object message) {
    String line = String.valueOf(message).lines().findFirst().orElse("").strip();
    String text = line.length() > MESSAGE ? line.substring(0, MESSAGE) + "..." : line;
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static void tellResumptions(List<TraceEvent> resumed, Telling telling) {
    if (!resumed.isEmpty()) {
      telling.add(
          4,
          Tone.PLAIN,
          "the recording was resumed after "
              + Words.steps(resumed.stream().map(TraceEvent::step).distinct().limit(5).toList()),
          resumed.get(0).step(),
          null);
    }
  }

  static void tellWhatIsMissing(RecordedRun run, Telling telling) {
    List<String> missing = missing(run);
    if (!missing.isEmpty()) {
      telling.add(
          5, Tone.PLAIN, "not measured, and so not told: " + Words.list(missing), null, null);
    }
    if (!run.isLive()) {
      run.trace()
          .footer()
          .ifPresent(end -> tellCost(end.measuringSeconds(), end.trainingSeconds(), telling));
    }
  }

  /** What was not measured, with what hangs on it. */
  private static List<String> missing(RecordedRun run) {
    List<String> missing = new ArrayList<>();
    boolean isCritical = RecordedDynamics.hasCriticalRate(run.trace());
    if (lacks(run, Courses.Of.PROBE_LOSS)) {
      missing.add("the loss on the probe data (spikes)");
    }
    if (lacks(run, Courses.Of.KERNEL)) {
      missing.add("the tangent kernel (what spikes did to it)");
    }
    if (isCritical && RateShare.of(run).isEmpty()) {
      missing.add("the critical rate (whether the learning rate was above it)");
    }
    if (lacks(run, Courses.Of.SHARPNESS)) {
      missing.add("the sharpness (the edge of stability)");
    }
    if (lacks(run, Courses.Of.FEATURES)) {
      missing.add("the AGOP (the learned features)");
    }
    return run.trace().measurements().isEmpty() ? List.of() : missing;
  }

  private static boolean lacks(RecordedRun run, Courses.Of of) {
    return run.course(of).measured() == 0;
  }

  private static void tellCost(double measuring, double training, Telling telling) {
    if (measuring > 0 && training > 0) {
      telling.add(
          2,
          Tone.PLAIN,
          "measuring took %s s beside %s s of training, %s %% of it"
              .formatted(
                  Words.value(measuring),
                  Words.value(training),
                  Words.value(100 * measuring / training)),
          null,
          "cost");
    }
  }
}
