/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Counts catapults by every rule on one run, and how far the rules agree. */
final class CatapultCounter {

  private final Map<CatapultRule, Share> counts = new EnumMap<>(CatapultRule.class);
  private final Map<CatapultRule, Long> untilBest = new EnumMap<>(CatapultRule.class);
  private final Map<RulePair, Share> agreement = new LinkedHashMap<>();
  private double bestValidation = Double.POSITIVE_INFINITY;
  private Share matches = new Share(0, 0);
  private Share signs = new Share(0, 0);
  private StepNumbers previous;

  CatapultCounter() {
    for (CatapultRule rule : CatapultRule.values()) {
      counts.put(rule, new Share(0, 0));
    }
    for (RulePair pair : RulePair.all()) {
      agreement.put(pair, new Share(0, 0));
    }
  }

  void accept(StepNumbers now) {
    validate(now);
    match(now);
    for (CatapultRule rule : CatapultRule.values()) {
      if (rule.isKnown(now)) {
        counts.merge(rule, counts.get(rule), (old, same) -> old.and(rule.isCatapult(now)));
      }
    }
    agreement.replaceAll((pair, share) -> pair.isKnown(now) ? share.and(pair.agree(now)) : share);
    double excess = CatapultRule.KERNEL_CRITICAL_RATE.excess(now);
    if (!Double.isNaN(excess) && !Double.isNaN(now.projectedDifference())) {
      signs = signs.and(Math.signum(excess) == Math.signum(now.projectedDifference()));
    }
    previous = now;
  }

  /** The validation is at w(t), before update t: what is counted so far led to it. */
  private void validate(StepNumbers now) {
    if (now.validationLoss() < bestValidation) {
      bestValidation = now.validationLoss();
      counts.forEach((rule, share) -> untilBest.put(rule, share.hits()));
    }
  }

  private void match(StepNumbers now) {
    if (previous == null || now.step() != previous.step() + 1 || !(now.loss() > previous.loss())) {
      return;
    }
    double excess = CatapultRule.KERNEL_CRITICAL_RATE.excess(previous);
    if (!Double.isNaN(excess)) {
      matches = matches.and(excess > 0);
    }
  }

  List<RuleCount> counts() {
    List<RuleCount> all = new ArrayList<>();
    counts.forEach(
        (rule, share) -> {
          Long best = untilBest.get(rule);
          OptionalLong until = best == null ? OptionalLong.empty() : OptionalLong.of(best);
          all.add(new RuleCount(rule, share.judged(), share.hits(), until));
        });
    return all;
  }

  Map<RulePair, Share> agreement() {
    return new LinkedHashMap<>(agreement);
  }

  Share matches() {
    return matches;
  }

  Share signs() {
    return signs;
  }
}
