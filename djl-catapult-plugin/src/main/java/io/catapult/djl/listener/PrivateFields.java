/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what DJL keeps in private fields; what cannot be read is left out. */
final class PrivateFields {

  private PrivateFields() {}

  /** The value of a field, if there is one of that name and type. */
  static <T> Optional<T> read(Object owner, String name, Class<T> type) {
    return all(owner).stream()
        .filter(field -> field.getName().equals(name))
        .flatMap(field -> value(owner, field).stream())
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  /**
   * What a thing says of itself or, where it says nothing, its class and the fields that hold
   * numbers, flags, choices and trackers.
   */
  static Component describe(Object owner) {
    if (owner instanceof Described described) {
      return described.describe();
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Field field : all(owner)) {
      value(owner, field).ifPresent(value -> put(settings, field.getName(), value));
    }
    return new Component(nameOf(owner.getClass()), settings);
  }

  private static void put(Map<String, Object> settings, String name, Object value) {
    if (value instanceof ParameterTracker tracker) {
      Component component = describe(tracker);
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("name", component.name());
      parts.putAll(component.parameters());
      settings.put(name, parts);
    } else if (value instanceof Float number) {
      // The shortest text of a float: 0.1f reads 0.1, not 0.10000000149011612.
      settings.put(name, Double.valueOf(number.toString()));
    } else if (value instanceof Number
        || value instanceof Boolean
        || value instanceof Enum<?>
        || value instanceof int[]
        || value instanceof double[]) {
      settings.put(name, value);
    }
  }

  /** The names of lambdas change with each run. */
  private static String nameOf(Class<?> type) {
    return type.getName().replaceAll("\\$\\$Lambda.*", " (a lambda)");
  }

  /** All fields, those of base classes first. */
  private static List<Field> all(Object owner) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      List<Field> own = new ArrayList<>();
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          own.add(field);
        }
      }
      fields.addAll(0, own);
    }
    return fields;
  }

  private static Optional<Object> value(Object owner, Field field) {
    try {
      field.setAccessible(true);
      return Optional.ofNullable(field.get(owner));
    } catch (InaccessibleObjectException | IllegalAccessException e) {
      return Optional.empty();
    }
  }
}
