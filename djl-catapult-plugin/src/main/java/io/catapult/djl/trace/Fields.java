/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fields of one JSON object, each asked for by name and type. */
record Fields(Map<?, ?> values) {

  /** The fields of what should be a JSON object. */
  static Fields of(Object value) {
    return new Fields(expect(Map.class, value, "an object"));
  }

  String text(String name) {
    return get(String.class, name, "a text");
  }

  boolean flag(String name) {
    return get(Boolean.class, name, "true or false");
  }

  Fields object(String name) {
    return new Fields(get(Map.class, name, "an object"));
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** A whole number. */
  long whole(String name) {
    return whole(values.get(name), "the field " + name);
  }

  /** A number, or the text of one that JSON does not know. */
  double number(String name) {
    return number(values.get(name), "the field " + name);
  }

  /** A list, each item of which is read by {@code item}. */
  <T> List<T> list(String name, Function<Object, T> item) {
    return list(values.get(name), "the field " + name, item);
  }

  /** An object with any fields. */
  Map<String, Object> map(String name) {
    return map(name, value -> value);
  }

  /** An object with any fields, each of which is read by {@code item}. */
  <T> Map<String, T> map(String name, Function<Object, T> item) {
    Map<String, T> map = new LinkedHashMap<>();
    object(name).values.forEach((key, value) -> map.put((String) key, item.apply(value)));
    return map;
  }

  static long whole(Object value, String what) {
    boolean isWhole = value instanceof Integer || value instanceof Long;
    return expect(Number.class, isWhole ? value : null, value, what + " to be a whole number")
        .longValue();
  }

  static double number(Object value, String what) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    Object known = value instanceof String text ? PlainValues.text(text) : value;
    return expect(
        Double.class, known, value, what + " to be a number or one of NaN, Infinity, -Infinity");
  }

  static <T> List<T> list(Object value, String what, Function<Object, T> item) {
    List<?> items = expect(List.class, value, value, what + " to be a list");
    return items.stream().map(item).toList();
  }

  private <T> T get(Class<T> type, String name, String kind) {
    Object value = values.get(name);
    return expect(type, value, value, "the field " + name + " to be " + kind);
  }

  private static <T> T expect(Class<T> type, Object value, String expected) {
    return expect(type, value, value, expected);
  }

  private static <T> T expect(Class<T> type, Object value, Object found, String expected) {
    if (!type.isInstance(value)) {
      throw Checks.fault(expected, found, "see docs/trace-format.md");
    }
    return type.cast(value);
  }
}
