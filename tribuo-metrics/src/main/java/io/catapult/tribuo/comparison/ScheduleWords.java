/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A learning-rate schedule as a few words for a table. */
final class ScheduleWords {

  private ScheduleWords() {}

  /**
   * The words.
   *
   * @param schedule the settings of a {@link io.catapult.tribuo.trainer.LearningRateSchedule}
   */
  static String of(JsonNode schedule) {
    String words = ofKind(schedule);
    return schedule.path("relative").asBoolean() ? words + ", in critical rates" : words;
  }

  private static String ofKind(JsonNode schedule) {
    return switch (schedule.path("kind").asText()) {
      case "FIXED" -> text(schedule, "baseRate");
      case "STEPS" -> steps(schedule);
      case "CYCLE" ->
          text(schedule, "baseRate")
              + " to "
              + text(schedule, "maxRate")
              + " and back in "
              + 2 * schedule.path("halfPeriod").asInt();
      case "CRITICAL_FRACTION" -> text(schedule, "fraction") + " critical";
      case "CRITICAL_RATE" -> text(schedule, "catapults") + " catapults";
      default -> schedule.path("kind").asText();
    };
  }

  private static String steps(JsonNode schedule) {
    List<String> words = new ArrayList<>();
    words.add(text(schedule, "baseRate"));
    JsonNode iterations = schedule.path("iterations");
    for (int i = 0; i < iterations.size(); i++) {
      words.add(number(schedule.path("rates").path(i)) + " at " + iterations.get(i).asText());
    }
    return String.join(", ", words);
  }

  private static String text(JsonNode schedule, String setting) {
    return number(schedule.path(setting));
  }

  /** A whole number without its ".0". */
  private static String number(JsonNode setting) {
    String text = setting.asText();
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
