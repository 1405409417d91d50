/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    String words =
        failures.size() == 1
            ? "%s failed at step %s: %s".formatted(what, Words.figures(first.step()), message)
            : "%s failed, the first at step %s, %s: %s"
                .formatted(
                    Words.count(failures.size(), "measurement"),
                    Words.figures(first.step()),
                    what,
                    message);
    telling.add(10, Tone.BAD, words, first.step(), null);
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
    Map<String, String> missing = missing(run);
    if (!missing.isEmpty()) {
      telling.add(
          5,
          Tone.PLAIN,
          "not measured: %s; so nothing is said of %s"
              .formatted(
                  Words.list(new ArrayList<>(missing.keySet())),
                  Words.list(missing.values().stream().distinct().toList())),
          null,
          null);
    }
    if (!run.isLive()) {
      run.trace()
          .footer()
          .ifPresent(end -> tellCost(end.measuringSeconds(), end.trainingSeconds(), telling));
    }
  }

  /** What was not measured, and what of it hangs on that. */
  private static Map<String, String> missing(RecordedRun run) {
    Map<String, String> missing = new LinkedHashMap<>();
    if (run.trace().measurements().isEmpty()) {
      return missing;
    }
    if (run.course(Quantity.PROBE_LOSS).isEmpty()) {
      missing.put("the loss on the probe data", "spikes");
    }
    if (run.course(Course.firstOf(Quantity.PROBE_NTK_NORM, Quantity.BATCH_NTK_NORM)).isEmpty()) {
      missing.put("the tangent kernel", "what spikes did to it");
    }
    if (RecordedDynamics.hasCriticalRate(run.trace()) && RateShare.of(run).isEmpty()) {
      missing.put("the critical rate", "where the learning rate was above it");
    }
    if (run.course(Course.firstOf(Quantity.SHARPNESS, Quantity.PRECONDITIONED_SHARPNESS))
        .isEmpty()) {
      missing.put("the sharpness", "the edge of stability");
    }
    if (run.course(Course.firstOf(Quantity.AGOP_ALIGNMENT, Quantity.AGOP_TRACE)).isEmpty()) {
      missing.put("the AGOP", "the features");
    }
    return missing;
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
