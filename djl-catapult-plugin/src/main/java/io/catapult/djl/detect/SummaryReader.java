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

/** Reads back what {@link DynamicsSummary#toMap} wrote. */
final class SummaryReader {

  static final String STEPS = "measured steps";
  static final String DIRECTIONS = "sharpness and output layer move alike";

  private final Map<?, ?> map;

  private SummaryReader(Map<?, ?> map) {
    this.map = map;
  }

  static DynamicsSummary read(Map<?, ?> map) {
    SummaryReader reader = new SummaryReader(map);
    return new DynamicsSummary(
        reader.number(STEPS),
        reader.child("rules").rules(),
        reader.child("agreement").agreement(),
        reader.child("match rate").share(),
        reader.child("sign agreement").share(),
        reader.child("spikes").counts(Verdict.class),
        reader.child("phases").counts(Phase.class),
        map.containsKey(DIRECTIONS) ? reader.child(DIRECTIONS).share() : new Share(0, 0));
  }

  private List<RuleCount> rules() {
    List<RuleCount> rules = new ArrayList<>();
    for (CatapultRule rule : CatapultRule.values()) {
      SummaryReader count = child(DynamicsSummary.name(rule));
      rules.add(
          new RuleCount(
              rule,
              count.number("judged"),
              count.number("catapults"),
              count.map.containsKey("until best validation")
                  ? OptionalLong.of(count.number("until best validation"))
                  : OptionalLong.empty()));
    }
    return rules;
  }

  private Map<RulePair, Share> agreement() {
    Map<RulePair, Share> agreement = new LinkedHashMap<>();
    for (RulePair pair : RulePair.all()) {
      agreement.put(pair, child(DynamicsSummary.name(pair)).share());
    }
    return agreement;
  }

  private Share share() {
    return new Share(number("hits"), number("judged"));
  }

  private <K extends Enum<K>> Map<K, Long> counts(Class<K> keys) {
    Map<K, Long> counts = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      String name = DynamicsSummary.name(key);
      if (map.containsKey(name)) {
        counts.put(key, number(name));
      }
    }
    return counts;
  }

  private SummaryReader child(String name) {
    if (map.get(name) instanceof Map<?, ?> child) {
      return new SummaryReader(child);
    }
    throw fault("a map '" + name + "'", name);
  }

  private long number(String name) {
    if (map.get(name) instanceof Long number) {
      return number;
    }
    throw fault("a whole number '" + name + "'", name);
  }

  private IllegalArgumentException fault(String expected, String name) {
    return new IllegalArgumentException(
        "Expected "
            + expected
            + " in a summary; found "
            + map.get(name)
            + ". Remedy: give what DynamicsSummary.toMap wrote, as in the footer of a trace.");
  }
}
