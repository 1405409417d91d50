/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A spike of the training loss.
 *
 * @param onset the step t of the update that began it, at the low before it
 * @param peak the step of its highest loss
 * @param end the step at which the loss was back at its level before, or the last step seen
 * @param verdict what it was
 * @param lossBefore L(onset)
 * @param lossAtPeak L(peak)
 * @param signs the evidence
 */
public record Spike(
    long onset,
    long peak,
    long end,
    Verdict verdict,
    double lossBefore,
    double lossAtPeak,
    SpikeSigns signs)
    implements Detection {

  @Override
  public long step() {
    return end;
  }

  @Override
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s: the loss rose from %.4g at step %d to %.4g at step %d, and %s; %s.",
        name(),
        lossBefore,
        onset,
        lossAtPeak,
        peak,
        isBack() ? "was back at step " + end : "had not come back at step " + end,
        signs.words());
  }

  private String name() {
    return switch (verdict) {
      case CATAPULT -> "Catapult";
      case BAD_BATCH -> "Bad batch";
      case DIVERGENCE -> "Divergence";
      case UNRESOLVED -> "Unresolved spike";
    };
  }

  private boolean isBack() {
    return signs.isBack();
  }

  @Override
  public Map<String, Object> evidence() {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("verdict", verdict.name());
    evidence.put("onset", onset);
    evidence.put("peak", peak);
    evidence.put("end", end);
    evidence.put("loss before", lossBefore);
    evidence.put("loss at peak", lossAtPeak);
    evidence.putAll(signs.evidence());
    return evidence;
  }
}
