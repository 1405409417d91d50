/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a page's media queries are told.
 *
 * @param type {@code screen}, {@code print}, or nothing for the browser's own
 * @param features by name, such as {@code prefers-color-scheme}
 */
record Media(String type, Map<String, String> features) {

  /** What the browser tells by itself. */
  static final Media OWN = new Media("", Map.of());

  Media {
    features = Map.copyOf(features);
  }

  Media withType(String other) {
    return new Media(other, features);
  }

  Media with(String feature, String value) {
    Map<String, String> all = new TreeMap<>(features);
    all.put(feature, value);
    return new Media(type, all);
  }

  /** Returns the parameters of the DevTools command {@code Emulation.setEmulatedMedia}. */
  Map<String, Object> parameters() {
    List<Map<String, String>> list =
        features.entrySet().stream()
            .map(e -> Map.of("name", e.getKey(), "value", e.getValue()))
            .toList();
    return Map.of("media", type, "features", list);
  }
}
