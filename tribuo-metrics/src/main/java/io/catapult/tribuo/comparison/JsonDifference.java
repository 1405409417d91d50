/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Says in what two JSON trees differ. */
final class JsonDifference {

  private final List<String> lines = new ArrayList<>();

  private JsonDifference() {}

  /**
   * The differences, each as "path: was, is".
   *
   * @param most the largest number of them to tell
   */
  static List<String> of(JsonNode was, JsonNode is, int most) {
    JsonDifference difference = new JsonDifference();
    difference.compare("", was, is);
    int more = difference.lines.size() - most;
    List<String> told = new ArrayList<>(difference.lines.subList(0, Math.min(most, most + more)));
    if (more > 0) {
      told.add("and " + more + " more");
    }
    return told;
  }

  private void compare(String path, JsonNode was, JsonNode is) {
    if (was.isObject() && is.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      was.fieldNames().forEachRemaining(names::add);
      is.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path + "/" + name, was.path(name), is.path(name)));
    } else if (was.isArray() && is.isArray() && was.size() == is.size()) {
      for (int i = 0; i < was.size(); i++) {
        compare(path + "/" + i, was.get(i), is.get(i));
      }
    } else if (!isSame(was, is)) {
      lines.add(path + ": " + text(was) + " in the folder, " + text(is) + " asked for");
    }
  }

  /** A number read from a file may be of another type than the one that was asked for. */
  private static boolean isSame(JsonNode was, JsonNode is) {
    boolean numbers = was.isNumber() && is.isNumber();
    return numbers ? was.decimalValue().compareTo(is.decimalValue()) == 0 : was.equals(is);
  }

  private static String text(JsonNode node) {
    return node.isMissingNode()
        ? "nothing"
        : node.isArray() && node.size() > 0 && node.get(0).isObject()
            ? node.size() + " of them"
            : node.toString();
  }
}
