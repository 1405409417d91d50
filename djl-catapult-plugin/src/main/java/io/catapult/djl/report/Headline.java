/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.RuleCount;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.listener.RecordedDynamics;
import java.util.List;
import java.util.Optional;

/** What happened in a run, in one sentence. */
final class Headline {

  /** More steps than these are not listed. */
  private static final int LISTED = 5;

  /** A loss that ends within this factor of its beginning has not moved. */
  private static final double SAME = 1.05;

  private final RecordedRun run;

  private Headline(RecordedRun run) {
    this.run = run;
  }

  static String of(RecordedRun run) {
    return Words.sentence((run.isLive() ? "so far: " : "") + new Headline(run).words());
  }

  private String words() {
    if (run.trace().measurements().isEmpty()) {
      return run.isLive() ? "nothing has been measured" : "nothing was measured";
    }
    Optional<RecordedSpike> end = DivergenceStory.last(run);
    if (end.isPresent()) {
      return diverged(end.get());
    }
    if (!run.loss().endsFinite()) {
      return notFinite();
    }
    List<RecordedSpike> catapults = run.spikes(Verdict.CATAPULT);
    return catapults.isEmpty() ? withoutCatapult() : catapults(catapults);
  }

  private String diverged(RecordedSpike spike) {
    long before =
        run.spikes(Verdict.CATAPULT).stream().filter(c -> c.onset() < spike.onset()).count();
    String after = before == 0 ? "" : "after " + Words.count(before, "catapult") + " ";
    String rate =
        spike.signs().isAboveCritical()
            ? ", with a learning rate of %s times the critical rate"
                .formatted(Words.value(spike.signs().rate() / spike.signs().criticalRate()))
            : "";
    return "%sthe training diverged at step %s: the loss %s and did not come back%s"
        .formatted(after, Words.figures(spike.onset()), spike.rise(), rate);
  }

  private String notFinite() {
    return run.loss().isEmpty()
        ? "the loss was never a finite number"
        : "the training diverged: after step %s the loss was no finite number"
            .formatted(Words.figures(run.loss().last().step()));
  }

  private String catapults(List<RecordedSpike> catapults) {
    int count = catapults.size();
    List<Long> onsets = catapults.stream().map(RecordedSpike::onset).toList();
    String where =
        count <= LISTED
            ? ", at " + Words.steps(onsets)
            : " between steps %s and %s"
                .formatted(
                    Words.figures(onsets.get(0)), Words.figures(catapults.get(count - 1).end()));
    String norm = norm(catapults);
    String loss = loss();
    String link = norm.isEmpty() || loss.isEmpty() ? "" : ", and ";
    String effect = norm + link + loss;
    return Words.count(count, "catapult") + where + (effect.isEmpty() ? "" : "; " + effect);
  }

  private static String norm(List<RecordedSpike> catapults) {
    long known = catapults.stream().filter(spike -> spike.signs().knowsNorm()).count();
    long fallen = catapults.stream().filter(spike -> spike.signs().hasNormFallen()).count();
    if (known < catapults.size() || known == 0) {
      return "";
    }
    if (fallen == 0) {
      return (known == 1 ? "it did not lower" : "none of them lowered") + " the NTK norm";
    }
    if (fallen < known) {
      return Words.number(fallen) + " of them lowered the NTK norm";
    }
    if (known <= 2) {
      return (known == 1 ? "it" : "both") + " lowered the NTK norm";
    }
    return "each lowered the NTK norm";
  }

  private String withoutCatapult() {
    Optional<RuleCount> rule = RateStory.mainRule(run).filter(count -> count.catapults() > 0);
    String loss = loss();
    if (rule.isPresent()) {
      return byRule(rule.get()) + (loss.isEmpty() ? "" : "; " + loss);
    }
    if (run.course(Courses.Of.PROBE_LOSS).isEmpty()) {
      return "whether there were catapults cannot be said: the loss on the probe data was not"
          + " measured";
    }
    return without() + why() + (loss.isEmpty() ? "" : "; " + loss);
  }

  private String byRule(RuleCount rule) {
    return "%s%s were catapults %s"
        .formatted(
            run.course(Courses.Of.PROBE_LOSS).isEmpty()
                ? ""
                : "no catapult stands out of the loss, but ",
            Words.share(rule.catapults(), rule.judged(), "update"),
            RateStory.by(rule.rule()));
  }

  private String without() {
    int unresolved = run.spikes(Verdict.UNRESOLVED).size();
    int bad = run.spikes(Verdict.BAD_BATCH).size();
    if (unresolved > 0) {
      return "no certain catapult, but "
          + Words.count(unresolved, "spike")
          + " of the loss that could not be judged";
    }
    return bad > 0 ? "no catapult, but " + Words.count(bad, "bad batch") : "no catapult";
  }

  private String why() {
    if (!RecordedDynamics.hasCriticalRate(run.trace())) {
      return "";
    }
    return RateShare.of(run)
        .map(
            share ->
                share.above() == 0
                    ? ": the learning rate stayed below " + share.criticalRate()
                    : ", although the learning rate was above %s at %s"
                        .formatted(
                            share.criticalRate(),
                            Words.share(share.above(), share.judged(), "measured step")))
        .orElse(": the critical rate was not measured");
  }

  /** How the loss ended against how it began. */
  private String loss() {
    Course loss = run.loss();
    if (!loss.isLine() || !(loss.first().value() > 0) || !(loss.last().value() > 0)) {
      return "";
    }
    double factor = loss.first().value() / loss.last().value();
    String is = run.isLive() ? "the loss is " : "the loss ended ";
    String began = run.isLive() ? "at the beginning" : "it began";
    if (factor < SAME && factor > 1 / SAME) {
      return is + (run.isLive() ? "what it was " : "where ") + began;
    }
    return "%s%s times %s than %s"
        .formatted(
            is, Words.value(Math.max(factor, 1 / factor)), factor > 1 ? "lower" : "higher", began);
  }
}
