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

  private static final String RATE = "learning rate";
  private static final String CRITICAL_RATE = "critical rate";
  private static final String NORM_BEFORE = "kernel norm before";
  private static final String NORM_AFTER = "kernel norm after";
  private static final String TOP_SHARE = "share in top eigenspace";

  /**
   * The evidence that the event of a spike holds; what is not there, or no number, was not
   * measured.
   *
   * @param evidence names and values, as in {@link Spike#evidence}
   * @param isBack whether the loss came back, which the evidence does not tell
   */
  public static SpikeSigns of(Map<String, Object> evidence, boolean isBack) {
    return new SpikeSigns(
        number(evidence, RATE),
        number(evidence, CRITICAL_RATE),
        number(evidence, NORM_BEFORE),
        number(evidence, NORM_AFTER),
        number(evidence, TOP_SHARE),
        isBack);
  }

  private static double number(Map<String, Object> evidence, String name) {
    return evidence.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Whether rate and critical rate were measured. */
  public boolean knowsRate() {
    return !Double.isNaN(rate) && !Double.isNaN(criticalRate);
  }

  /** Whether the rate was above the critical one; false too if that is not known. */
  public boolean isAboveCritical() {
    return rate > criticalRate;
  }

  /** Whether the norm was measured before and after. */
  public boolean knowsNorm() {
    return !Double.isNaN(normBefore) && !Double.isNaN(normAfter);
  }

  /** Whether the norm fell; false too if that is not known. */
  public boolean hasNormFallen() {
    return normAfter < normBefore;
  }

  /** Whether it was measured where the rise lay. */
  public boolean knowsShare() {
    return !Double.isNaN(topShare);
  }

  /** Whether half of the rise or more lay in the top eigenspace; false too if not known. */
  public boolean isInTopEigenspace() {
    return topShare >= MOST;
  }

  /** How many of the three signs of a catapult were measured and hold. */
  public int holding() {
    return (isAboveCritical() ? 1 : 0) + (hasNormFallen() ? 1 : 0) + (isInTopEigenspace() ? 1 : 0);
  }

  /** How many of the three signs of a catapult were measured and do not hold. */
  public int failing() {
    return (knowsRate() ? 1 : 0) + (knowsNorm() ? 1 : 0) + (knowsShare() ? 1 : 0) - holding();
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
    if (failing() >= 2 || (knowsRate() && !isAboveCritical())) {
      return Verdict.BAD_BATCH;
    }
    return holding() >= 2 && failing() == 0 ? Verdict.CATAPULT : Verdict.UNRESOLVED;
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
    evidence.put(RATE, rate);
    evidence.put(CRITICAL_RATE, criticalRate);
    evidence.put(NORM_BEFORE, normBefore);
    evidence.put(NORM_AFTER, normAfter);
    evidence.put(TOP_SHARE, topShare);
    return evidence;
  }
}
