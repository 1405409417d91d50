/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.UsageFault;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A learning-rate schedule as a person writes it.
 *
 * @param text the same in one form, as it stands in tables
 * @param schedule the schedule
 */
public record ScheduleOption(String text, LearningRateSchedule schedule) {

  /** How schedules are written. */
  public static final String FORMS =
      "fixed:RATE, critical:FRACTION (of the critical rate at the start), catapults:COUNT, safe,"
          + " steps:RATE,RATE@STEP,.., cycle:LOWEST,HIGHEST,STEPS";

  private static final String SEPARATOR = ",";

  /** A constant rate. */
  static ScheduleOption fixed(double rate) {
    return new ScheduleOption("fixed:" + number(rate), LearningRateSchedule.fixed(rate));
  }

  /** A fraction of the critical rate at the start. */
  static ScheduleOption critical(double fraction) {
    return new ScheduleOption(
        "critical:" + number(fraction), LearningRateSchedule.criticalFraction(fraction));
  }

  /** So many catapults. */
  static ScheduleOption catapults(int count) {
    return new ScheduleOption("catapults:" + count, LearningRateSchedule.criticalRate(count));
  }

  /**
   * Reads a schedule.
   *
   * @throws UsageFault if it is not of one of the {@link #FORMS}
   */
  public static ScheduleOption of(String text) {
    String[] parts = text.strip().split(":", 2);
    String values = parts.length == 1 ? "" : parts[1];
    try {
      return switch (parts[0].toLowerCase(Locale.ROOT)) {
        case "fixed" -> fixed(Double.parseDouble(values));
        case "critical" -> critical(Double.parseDouble(values));
        case "catapults" -> catapults(Integer.parseInt(values));
        case "safe" -> new ScheduleOption("safe", LearningRateSchedule.criticalRate(0));
        case "steps" -> new ScheduleOption(text.strip(), steps(values.split(SEPARATOR)));
        case "cycle" -> new ScheduleOption(text.strip(), cycle(values.split(SEPARATOR)));
        default -> throw new IllegalArgumentException("no such kind");
      };
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new UsageFault(
          "Expected a schedule as " + FORMS + "; found '" + text + "' (" + e.getMessage() + ").",
          e);
    }
  }

  private static LearningRateSchedule steps(String[] values) {
    List<String[]> later = new ArrayList<>();
    for (int i = 1; i < values.length; i++) {
      later.add(values[i].split("@"));
    }
    return LearningRateSchedule.steps(
        Double.parseDouble(values[0]),
        later.stream().mapToInt(step -> Integer.parseInt(step[1].strip())).toArray(),
        later.stream().mapToDouble(step -> Double.parseDouble(step[0])).toArray());
  }

  private static LearningRateSchedule cycle(String[] values) {
    return LearningRateSchedule.cycle(
        Double.parseDouble(values[0]),
        Double.parseDouble(values[1]),
        Integer.parseInt(values[2].strip()));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
