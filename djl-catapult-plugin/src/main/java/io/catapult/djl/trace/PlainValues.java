/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values as a trace can keep them, in memory and in its file alike, so that what is read back
 * equals what was recorded.
 *
 * <p>Kept: null, texts, booleans, {@code Long}, {@code Double}, lists and maps of these, deep and
 * immutable. Other whole numbers become {@code Long}, other numbers {@code Double}, arrays of
 * numbers lists, and everything else its text. The texts NaN, Infinity and -Infinity become the
 * numbers, since the file writes the numbers so.
 */
final class PlainValues {

  private PlainValues() {}

  /** A deep immutable copy that keeps the order of the keys. */
  static Map<String, Object> copy(Map<?, ?> values) {
    Checks.present(values, "a map of values");
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object plain(Object value) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof Iterable<?> items) {
      List<Object> list = new ArrayList<>();
      items.forEach(item -> list.add(plain(item)));
      return Collections.unmodifiableList(list);
    }
    return array(value);
  }

  private static Object number(Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    return number.doubleValue();
  }

  private static Object array(Object value) {
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers).boxed().collect(Collectors.toUnmodifiableList());
    }
    if (value instanceof long[] numbers) {
      return Arrays.stream(numbers).boxed().collect(Collectors.toUnmodifiableList());
    }
    if (value instanceof int[] numbers) {
      return Arrays.stream(numbers).asLongStream().boxed().collect(Collectors.toUnmodifiableList());
    }
    return text(value.toString());
  }

  static Object text(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> text;
    };
  }
}
