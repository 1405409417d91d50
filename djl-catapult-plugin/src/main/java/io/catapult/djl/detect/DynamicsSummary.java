/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was detected over a run so far.
 *
 * @param steps the number of steps with any measurement
 * @param rules what each rule counted
 * @param agreement on how many of the updates that both could judge two rules agree
 * @param matches of the updates that raised the full training loss, those with eta above
 *     eta_crit(batch). Zhu, Toward understanding the dynamics of over-parameterized neural
 *     networks, Table 4.2
 * @param signs of the updates, those with sgn(eta - eta_crit(batch)) = sgn(PDiff_1). Zhu et al.,
 *     Catapults in SGD, Claim 2
 * @param spikes the number of spikes by verdict
 * @param phases steps spent in each phase
 * @param directions of the measurements, those since the one before which sharpness and norm of the
 *     output layer have moved in the same direction. Li, Wang, Li, Analyzing sharpness along GD
 *     trajectory, section 3.2
 */
public record DynamicsSummary(
    long steps,
    List<RuleCount> rules,
    Map<RulePair, Share> agreement,
    Share matches,
    Share signs,
    Map<Verdict, Long> spikes,
    Map<Phase, Long> phases,
    Share directions) {

  /** Copies lists and maps. */
  public DynamicsSummary {
    rules = List.copyOf(rules);
    agreement = new LinkedHashMap<>(agreement);
    spikes = copy(Verdict.class, spikes);
    phases = copy(Phase.class, phases);
  }

  private static <K extends Enum<K>> Map<K, Long> copy(Class<K> keys, Map<K, Long> counts) {
    Map<K, Long> copy = new EnumMap<>(keys);
    copy.putAll(counts);
    return copy;
  }

  /** What a rule counted. */
  public RuleCount count(CatapultRule rule) {
    return rules.stream().filter(count -> count.rule() == rule).findFirst().orElseThrow();
  }

  /** How many spikes were judged so. */
  public long spikes(Verdict verdict) {
    return spikes.getOrDefault(verdict, 0L);
  }

  /**
   * Reads what {@link #toMap} wrote, among other things, as in the footer of a trace.
   *
   * @return empty if there is no summary in the map
   * @throws IllegalArgumentException if there is one with a part that cannot be read
   */
  public static Optional<DynamicsSummary> read(Map<String, ?> map) {
    return map.containsKey(SummaryReader.STEPS)
        ? Optional.of(SummaryReader.read(map))
        : Optional.empty();
  }

  /** The same as plain numbers, by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(SummaryReader.STEPS, steps);
    Map<String, Object> counts = new LinkedHashMap<>();
    for (RuleCount count : rules) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("judged", count.judged());
      one.put("catapults", count.catapults());
      count.untilBestValidation().ifPresent(n -> one.put("until best validation", n));
      counts.put(name(count.rule()), one);
    }
    map.put("rules", counts);
    Map<String, Object> agreements = new LinkedHashMap<>();
    agreement.forEach((pair, share) -> agreements.put(name(pair), share(share)));
    map.put("agreement", agreements);
    map.put("match rate", share(matches));
    map.put("sign agreement", share(signs));
    map.put("spikes", names(spikes));
    map.put("phases", names(phases));
    map.put(SummaryReader.DIRECTIONS, share(directions));
    return map;
  }

  private static Map<String, Object> share(Share share) {
    return Map.of("hits", share.hits(), "judged", share.judged());
  }

  private static Map<String, Object> names(Map<? extends Enum<?>, Long> counts) {
    Map<String, Object> named = new LinkedHashMap<>();
    counts.forEach((key, count) -> named.put(name(key), count));
    return named;
  }

  static String name(RulePair pair) {
    return name(pair.one()) + " and " + name(pair.other());
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
