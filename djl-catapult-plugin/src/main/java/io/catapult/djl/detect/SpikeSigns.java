/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The evidence by which a spike is judged; NaN is what was not measured.
 *
 * @param rate the learning rate where it was largest against the critical rate, between onset and
 *     peak
 * @param criticalRate the critical rate there
 * @param normBefore the tangent kernel's norm at the onset
 * @param normAfter the same at the end
 * @param topShare the part of the rise that lies in the kernel's top eigenspace
 * @param isBack whether the loss came back to its level before
 */
public record SpikeSigns(
    double rate,
    double criticalRate,
    double normBefore,
    double normAfter,
    double topShare,
    boolean isBack) {

  /** The part of a rise that has to lie in the top eigenspace. */
  static final double MOST = 0.5;

  boolean knowsRate() {
    return !Double.isNaN(rate) && !Double.isNaN(criticalRate);
  }

  boolean isAboveCritical() {
    return rate > criticalRate;
  }

  boolean knowsNorm() {
    return !Double.isNaN(normBefore) && !Double.isNaN(normAfter);
  }

  boolean hasNormFallen() {
    return normAfter < normBefore;
  }

  boolean knowsShare() {
    return !Double.isNaN(topShare);
  }

  boolean isInTopEigenspace() {
    return topShare >= MOST;
  }

  /**
   * The verdict on a spike that came back. Of the three signs of a catapult (rate above critical,
   * norm fallen, rise in the top eigenspace): two that hold and none that fails make a catapult; a
   * rate that was not above the critical one, or two signs that fail, a bad batch; the rest is
   * unresolved.
   */
  Verdict verdict() {
    if (!isBack) {
      return Verdict.UNRESOLVED;
    }
    int holding = 0;
    int failing = 0;
    boolean[] known = {knowsRate(), knowsNorm(), knowsShare()};
    boolean[] holds = {isAboveCritical(), hasNormFallen(), isInTopEigenspace()};
    for (int i = 0; i < known.length; i++) {
      holding += known[i] && holds[i] ? 1 : 0;
      failing += known[i] && !holds[i] ? 1 : 0;
    }
    if (failing >= 2 || (knowsRate() && !isAboveCritical())) {
      return Verdict.BAD_BATCH;
    }
    return holding >= 2 && failing == 0 ? Verdict.CATAPULT : Verdict.UNRESOLVED;
  }

  String words() {
    return rateWords() + ", " + normWords() + ", " + shareWords();
  }

  private String rateWords() {
    if (!knowsRate()) {
      return "the critical rate was not measured";
    }
    return String.format(
        Locale.ROOT,
        "the learning rate %.4g was %s the critical rate %.4g",
        rate,
        isAboveCritical() ? "above" : "not above",
        criticalRate);
  }

  private String normWords() {
    if (!knowsNorm()) {
      return "the kernel's norm was not measured";
    }
    return String.format(
        Locale.ROOT,
        "the kernel's norm %s from %.4g to %.4g",
        hasNormFallen() ? "fell" : "did not fall,",
        normBefore,
        normAfter);
  }

  private String shareWords() {
    if (!knowsShare()) {
      return "the part of the rise in its top eigenspace was not measured";
    }
    return String.format(
        Locale.ROOT, "%.0f %% of the rise lay in its top eigenspace", 100 * topShare);
  }

  Map<String, Object> evidence() {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("learning rate", rate);
    evidence.put("critical rate", criticalRate);
    evidence.put("kernel norm before", normBefore);
    evidence.put("kernel norm after", normAfter);
    evidence.put("share in top eigenspace", topShare);
    return evidence;
  }
}
