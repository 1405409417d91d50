/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.CatapultRule;
import io.catapult.djl.detect.RuleCount;
import io.catapult.djl.report.RunStory.Tone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells of the learning rate against the critical rates, of the run and of its batches. */
final class RateStory {

  private RateStory() {}

  static void tell(RecordedRun run, Telling telling) {
    RateShare.of(run).ifPresent(share -> tell(share, telling));
    tellRules(run, telling);
  }

  private static void tell(RateShare share, Telling telling) {
    String highest = Words.value(share.highest().value());
    String words =
        share.above() == 0
            ? "the learning rate was never seen above %s, at most at %s of it"
                .formatted(share.criticalRate(), highest)
            : "the learning rate was above %s at %s of the %s at which that was measured, at most %s times as high"
                .formatted(
                    share.criticalRate(),
                    share.above() == share.judged() ? "all" : Words.figures(share.above()),
                    Words.figures(share.judged()) + " " + Words.noun(share.judged(), "step"),
                    highest);
    telling.add(6, Tone.PLAIN, words, share.highest().step(), share.isOfBatch() ? "batch" : "rate");
  }

  /** What the papers' rules count, update by update. */
  private static void tellRules(RecordedRun run, Telling telling) {
    List<RuleCount> rules = rules(run);
    if (rules.isEmpty()) {
      return;
    }
    String counts =
        rules.stream()
            .map(
                rule ->
                    by(rule.rule()) + " " + Words.share(rule.catapults(), rule.judged(), "update"))
            .collect(Collectors.joining(", "));
    telling.add(4, Tone.PLAIN, "catapults counted update by update: " + counts, null, "batch");
  }

  /** The rules by which something could be judged. */
  private static List<RuleCount> rules(RecordedRun run) {
    return run.summary().stream()
        .flatMap(summary -> summary.rules().stream())
        .filter(rule -> rule.judged() > 0)
        .toList();
  }

  /** The rule that counts most surely of those that found any; the critical rate comes first. */
  static Optional<RuleCount> mainRule(RecordedRun run) {
    List<CatapultRule> order =
        List.of(
            CatapultRule.KERNEL_CRITICAL_RATE,
            CatapultRule.PROJECTED_LOSS,
            CatapultRule.HESSIAN_CRITICAL_RATE);
    return rules(run).stream()
        .min((a, b) -> Integer.compare(order.indexOf(a.rule()), order.indexOf(b.rule())));
  }

  static String by(CatapultRule rule) {
    return switch (rule) {
      case KERNEL_CRITICAL_RATE -> "by the critical rate of the batch";
      case HESSIAN_CRITICAL_RATE -> "by the batch's critical rate from the Hessian";
      case PROJECTED_LOSS -> "by the projected loss";
    };
  }
}
