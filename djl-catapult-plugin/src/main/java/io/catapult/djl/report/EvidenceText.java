/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The plain values behind an event or of a setting, as names and texts. */
final class EvidenceText {

  private static final int DIGITS = 4;

  private final DoubleFunction<String> numbers;
  private final List<List<String>> pairs = new ArrayList<>();

  private EvidenceText(DoubleFunction<String> numbers) {
    this.numbers = numbers;
  }

  /**
   * Evidence as pairs of name and text, numbers to four digits; of a map within it, a pair for each
   * of its entries.
   */
  static List<List<String>> of(Map<String, Object> evidence) {
    EvidenceText text = new EvidenceText(EvidenceText::measured);
    text.add("", evidence);
    return text.pairs;
  }

  /** Settings on one line, numbers with all their digits. */
  static String settings(Map<String, Object> settings) {
    EvidenceText text = new EvidenceText(EvidenceText::exact);
    text.add("", settings);
    return text.pairs.stream()
        .map(pair -> String.join(" ", pair))
        .collect(Collectors.joining(", "));
  }

  private void add(String prefix, Map<?, ?> values) {
    values.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            add(prefix + name + ", ", inner);
          } else {
            pairs.add(List.of(prefix + name, text(value)));
          }
        });
  }

  private String text(Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof Double number) {
      return numbers.apply(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::text).collect(Collectors.joining(", "));
    }
    return String.valueOf(value);
  }

  private static String measured(double value) {
    if (Double.isNaN(value)) {
      return "not measured";
    }
    return Double.isInfinite(value) ? exact(value) : Words.value(value, DIGITS);
  }

  private static String exact(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
