/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The boundary between two phases.
 *
 * @param step the step at which the new phase was seen
 * @param from the phase before, or null at the beginning
 * @param to the new phase
 * @param sharpness the sharpness at the boundary
 * @param threshold what it is compared with there
 */
public record PhaseChange(long step, Phase from, Phase to, double sharpness, double threshold)
    implements Detection {

  @Override
  public String words() {
    return String.format(
        Locale.ROOT,
        "Step %d: phase %s, %s (%.4g against %.4g).",
        step,
        to,
        to.words(),
        sharpness,
        threshold);
  }

  @Override
  public Map<String, Object> evidence() {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("from", from == null ? "none" : from.name());
    evidence.put("to", to.name());
    evidence.put("sharpness", sharpness);
    evidence.put("threshold", threshold);
    return evidence;
  }
}
