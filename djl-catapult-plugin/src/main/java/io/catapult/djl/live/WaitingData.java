/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a page shows of a training that has not begun, in the form of all data. */
final class WaitingData {

  /** A page that knows it fetches all data anew as soon as there are any. */
  static final long CURSOR = -1;

  private static final String TITLE = "Training";

  private WaitingData() {}

  /**
   * The data.
   *
   * @param title what the page is called, if it is known
   */
  static Map<String, Object> toMap(Optional<String> title) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "run");
    data.put("title", title.orElse(TITLE));
    for (String name : List.of("started", "ended", "outcome")) {
      data.put(name, null);
    }
    data.put("state", "live");
    data.put("criticalRatesApply", true);
    data.put("headline", "Waiting for the first measurement of the training.");
    for (String name : List.of("first", "last", "measurements", "eventsOf")) {
      data.put(name, 0);
    }
    for (String name :
        List.of(
            "story",
            "facts",
            "counts",
            "events",
            "spikes",
            "phases",
            "neurons",
            "features",
            "warnings")) {
      data.put(name, List.of());
    }
    data.put("quantities", Map.of());
    data.put("series", Map.of());
    data.put("cursor", CURSOR);
    return data;
  }

  /** What a page is told of a training that ended before it began. */
  static Map<String, Object> end() {
    return Map.of("state", "ended", "headline", "The training ended before its first batch.");
  }
}
