/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A share of what could be judged.
 *
 * @param hits the numerator
 * @param judged the denominator
 */
public record Share(long hits, long judged) {

  /** Checks that the share is one. */
  public Share {
    if (hits < 0 || hits > judged) {
      throw new IllegalArgumentException(
          "Expected hits between 0 and those judged; found "
              + hits
              + " of "
              + judged
              + ". Remedy: count a hit only where it is judged.");
    }
  }

  /** One more that was judged. */
  Share and(boolean isHit) {
    return new Share(hits + (isHit ? 1 : 0), judged + 1);
  }

  /** hits / judged; empty if nothing was judged. */
  public OptionalDouble value() {
    return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / judged);
  }

  @Override
  public String toString() {
    return judged == 0
        ? "none judged"
        : String.format(Locale.ROOT, "%d of %d (%.1f %%)", hits, judged, 100.0 * hits / judged);
  }
}
