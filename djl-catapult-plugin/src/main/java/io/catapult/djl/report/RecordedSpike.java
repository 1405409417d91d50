/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.SpikeSigns;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.TraceEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A spike as the trace has it; NaN is what was not measured.
 *
 * @param verdict what it was
 * @param onset the step before the rise
 * @param peak the step of the highest loss
 * @param end the step at which it was over
 * @param lossBefore the loss at the onset
 * @param lossAtPeak the loss at the peak
 * @param signs the evidence it was judged by
 * @param event the event that tells of it
 */
record RecordedSpike(
    Verdict verdict,
    long onset,
    long peak,
    long end,
    double lossBefore,
    double lossAtPeak,
    SpikeSigns signs,
    TraceEvent event) {

  /** Those that end a run first, then the highest rises. */
  static final Comparator<RecordedSpike> MOST_STRIKING =
      Comparator.comparing((RecordedSpike spike) -> spike.verdict != Verdict.DIVERGENCE)
          .thenComparing(Comparator.comparingDouble(RecordedSpike::growth).reversed());

  /** The spike that an event tells of; empty if it is another event or of another writer. */
  static Optional<RecordedSpike> of(TraceEvent event) {
    Map<String, Object> evidence = event.evidence();
    Optional<Verdict> verdict =
        Arrays.stream(Verdict.values())
            .filter(v -> v.name().equals(evidence.get("verdict")))
            .findFirst();
    List<String> steps = List.of("onset", "peak", "end");
    if (event.kind() != TraceEvent.Kind.SPIKE
        || verdict.isEmpty()
        || !steps.stream().allMatch(name -> evidence.get(name) instanceof Long)) {
      return Optional.empty();
    }
    return Optional.of(
        new RecordedSpike(
            verdict.get(),
            (Long) evidence.get("onset"),
            (Long) evidence.get("peak"),
            (Long) evidence.get("end"),
            number(evidence, "loss before"),
            number(evidence, "loss at peak"),
            SpikeSigns.of(evidence, isBack(verdict.get())),
            event));
  }

  /** Whether it came back for certain: of an unresolved one the trace does not tell. */
  private static boolean isBack(Verdict verdict) {
    return verdict == Verdict.CATAPULT || verdict == Verdict.BAD_BATCH;
  }

  private static double number(Map<String, Object> evidence, String name) {
    return evidence.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** How many times as high the loss rose; 0 if that is not known, infinite if it is no number. */
  double growth() {
    if (!Double.isFinite(lossAtPeak)) {
      return Double.POSITIVE_INFINITY;
    }
    return lossBefore > 0 ? lossAtPeak / lossBefore : 0;
  }

  /** What the loss did up to the peak, after "the loss". */
  String rise() {
    String from = "rose from " + Words.value(lossBefore);
    return Double.isFinite(lossAtPeak)
        ? from + " to " + Words.value(lossAtPeak)
        : from + " until it was no finite number";
  }

  /** What speaks against a catapult. */
  String whyNoCatapult() {
    if (signs.knowsRate() && !signs.isAboveCritical()) {
      return "the learning rate was not above the critical rate";
    }
    return "the NTK norm did not fall, and most of the rise lay outside the top eigenspace";
  }

  /** Why it could not be judged. */
  String doubt() {
    if (signs.holding() > 0 && signs.failing() > 0) {
      return "the evidence contradicts itself, since " + contradiction();
    }
    return signs.holding() >= 2 ? "the loss did not come back" : "too little evidence was measured";
  }

  private String contradiction() {
    if (signs.knowsNorm() && !signs.hasNormFallen()) {
      return "the NTK norm did not fall";
    }
    return signs.knowsShare() && !signs.isInTopEigenspace()
        ? "most of the rise lay outside the top eigenspace"
        : "the learning rate was not above the critical rate";
  }
}
