/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The decisions that nobody has taken yet. */
final class DecisionLog {

  /** Nobody may ever ask: past this number the oldest go. */
  private static final int MOST = 1000;

  private final List<Decision> decisions = new ArrayList<>();

  void say(long step, Map<String, Object> evidence, String words, Object... values) {
    if (decisions.size() == MOST) {
      decisions.remove(0);
    }
    decisions.add(new Decision(step, String.format(Locale.ROOT, words, values), evidence));
  }

  /** What was measured and the rate that follows. */
  static Map<String, Object> evidence(Observation o, double critical, double rate) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("loss", o.loss());
    evidence.put("criticalRate", critical);
    evidence.put("kernelNorm", o.kernelNorm());
    evidence.put("rate", rate);
    return evidence;
  }

  List<Decision> take() {
    List<Decision> taken = List.copyOf(decisions);
    decisions.clear();
    return taken;
  }
}
