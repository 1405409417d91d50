/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The numbers behind an event, as names and texts. */
final class EvidenceText {

  private EvidenceText() {}

  /** Pairs of name and text; of a map within the evidence, a pair for each of its entries. */
  static List<List<String>> of(Map<String, Object> evidence) {
    List<List<String>> pairs = new ArrayList<>();
    add("", evidence, pairs);
    return pairs;
  }

  private static void add(String prefix, Map<?, ?> evidence, List<List<String>> to) {
    evidence.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            add(prefix + name + ", ", inner, to);
          } else {
            to.add(List.of(prefix + name, text(value)));
          }
        });
  }

  /** All pairs on one line. */
  static String pairs(Map<String, Object> values) {
    return of(values).stream()
        .map(pair -> String.join(" ", pair))
        .collect(Collectors.joining(", "));
  }

  /** A plain value as text: numbers to four digits, lists with commas. */
  static String text(Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(EvidenceText::text).collect(Collectors.joining(", "));
    }
    return String.valueOf(value);
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "not measured";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "minus infinite";
    }
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
