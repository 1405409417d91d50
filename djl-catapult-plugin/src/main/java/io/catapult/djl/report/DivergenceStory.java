/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.Verdict;
import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.Quantity;
import java.util.List;
import java.util.Optional;

/** Tells of losses that never came back. */
final class DivergenceStory {

  /** More divergences than these are told of together. */
  private static final int TOLD = 2;

  private DivergenceStory() {}

  static void tell(RecordedRun run, Telling telling) {
    List<RecordedSpike> divergences = run.spikes(Verdict.DIVERGENCE);
    if (divergences.size() <= TOLD) {
      divergences.forEach(spike -> tell(run, spike, telling));
    } else {
      tellTogether(divergences, telling);
    }
  }

  /** The divergence that the run ended in; empty if there was none or earlier weights came back. */
  static Optional<RecordedSpike> last(RecordedRun run) {
    return run.spikes(Verdict.DIVERGENCE).stream()
        .filter(spike -> !isUndone(run, spike))
        .reduce((one, next) -> next);
  }

  private static boolean isUndone(RecordedRun run, RecordedSpike spike) {
    if (run.loss().isEmpty()) {
      return false;
    }
    double level = Math.max(spike.lossBefore(), run.loss().first().value());
    return run.trace().measurements().stream()
        .filter(m -> m.step() > spike.end())
        .anyMatch(m -> m.value(Quantity.PROBE_LOSS).orElse(Double.NaN) <= level);
  }

  private static void tell(RecordedRun run, RecordedSpike spike, Telling telling) {
    String end =
        isUndone(run, spike) ? "the training went on from earlier weights" : "it did not come back";
    String rate =
        spike.signs().knowsRate()
            ? "; the learning rate was %s times the critical rate"
                .formatted(Words.value(spike.signs().rate() / spike.signs().criticalRate()))
            : "";
    String words =
        "the training diverged at step %s: the loss %s, and %s%s"
            .formatted(Words.figures(spike.onset()), spike.rise(), end, rate);
    telling.add(9, Tone.BAD, words, spike.onset(), "loss");
  }

  private static void tellTogether(List<RecordedSpike> divergences, Telling telling) {
    RecordedSpike first = divergences.get(0);
    RecordedSpike last = divergences.get(divergences.size() - 1);
    String words =
        "the training diverged %s times, first at step %s and last at step %s"
            .formatted(
                Words.number(divergences.size()),
                Words.figures(first.onset()),
                Words.figures(last.onset()));
    telling.add(9, Tone.BAD, words, first.onset(), "loss");
  }
}
