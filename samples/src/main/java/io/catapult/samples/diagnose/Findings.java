/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a diagnosis found: texts, numbers and lists of them. What is undefined is left out. */
final class Findings {

  private final Map<DiagnosisKey, Object> values = new EnumMap<>(DiagnosisKey.class);
  private final List<String> notes = new ArrayList<>();

  void put(DiagnosisKey key, Object value) {
    values.put(key, value);
  }

  /** Puts a number, or notes why there is none: JSON knows no infinity. */
  void putFinite(DiagnosisKey key, double value, String otherwise) {
    if (Double.isFinite(value)) {
      put(key, value);
    } else {
      note(key.id() + " is left out: " + otherwise);
    }
  }

  /** Notes what was left out, or estimated, and why. */
  void note(String note) {
    notes.add(note);
    values.put(DiagnosisKey.NOTES, notes);
  }

  Optional<Object> get(DiagnosisKey key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A number that was put. */
  Optional<Double> number(DiagnosisKey key) {
    return get(key).map(value -> ((Number) value).doubleValue());
  }

  /** The keys' ids and their values, in the keys' order. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach((key, value) -> map.put(key.id(), value));
    return map;
  }
}
