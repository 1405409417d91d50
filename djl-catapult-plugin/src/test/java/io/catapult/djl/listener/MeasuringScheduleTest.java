/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.catapult.djl.trace.Component;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MeasuringScheduleTest {

  @Test
  void everyKMeasuresStepZeroAndItsMultiples() {
    assertArrayEquals(new long[] {0, 3, 6, 9}, due(MeasuringSchedule.every(3), 11));
    assertArrayEquals(new long[] {0, 1, 2}, due(MeasuringSchedule.every(1), 2));
  }

  @Test
  void givenStepsAreTakenInAnyOrderAndCopied() {
    long[] steps = {7, 0, 7, 2};
    MeasuringSchedule schedule = MeasuringSchedule.at(steps);
    steps[0] = 5;
    assertArrayEquals(new long[] {0, 2, 7}, due(schedule, 100));
  }

  @Test
  void logSpacedStepsAreTheRoundedPowersOfTen() {
    // round(10^(i/3)): 1, 2.15, 4.64, 10, 21.5, 46.4, 100, ...
    assertArrayEquals(
        new long[] {0, 1, 2, 5, 10, 22, 46, 100, 215, 464, 1000},
        due(MeasuringSchedule.logSpaced(3), 1000));
    long expected =
        LongStream.rangeClosed(0, 100)
            .map(i -> Math.round(Math.pow(10, i / 20.0)))
            .distinct()
            .count();
    assertEquals(expected + 1, due(MeasuringSchedule.logSpaced(20), 100_000).length);
  }

  @Test
  void everyStepOfADenseLogarithmicScheduleIsMeasuredAtFirst() {
    assertArrayEquals(
        LongStream.rangeClosed(0, 20).toArray(), due(MeasuringSchedule.logSpaced(100), 20));
  }

  @Test
  void aRuleOfOnesOwnIsAsked() {
    MeasuringSchedule schedule = MeasuringSchedule.when("after step 3", step -> step > 3);
    assertArrayEquals(new long[] {4, 5}, due(schedule, 5));
    assertEquals(new Component("when", Map.of("words", "after step 3")), schedule.describe());
  }

  @Test
  void eachScheduleSaysWhatItIs() {
    assertEquals(new Component("every", Map.of("steps", 3)), MeasuringSchedule.every(3).describe());
    assertEquals(
        new Component("at", Map.of("steps", List.of(1, 4))), MeasuringSchedule.at(4, 1).describe());
    assertEquals(
        new Component("log-spaced", Map.of("perDecade", 3)),
        MeasuringSchedule.logSpaced(3).describe());
  }

  @Test
  void badSettingsAreRefusedWithARemedy() {
    assertFault("at least 1 step; found 0", () -> MeasuringSchedule.every(0));
    assertFault("at least one step, none below 0; found []", () -> MeasuringSchedule.at());
    assertFault("found [3, -1]", () -> MeasuringSchedule.at(3, -1));
    assertFault("at least 1 measurement a decade; found 0", () -> MeasuringSchedule.logSpaced(0));
    assertFault("words and a rule; found words ' '", () -> MeasuringSchedule.when(" ", s -> true));
    assertFault("rule null", () -> MeasuringSchedule.when("never", null));
  }

  private static void assertFault(String part, Executable body) {
    String message = assertThrows(IllegalArgumentException.class, body).getMessage();
    assertEquals(true, message.contains(part) && message.contains("Remedy: "), message);
  }

  private static long[] due(MeasuringSchedule schedule, long last) {
    return LongStream.rangeClosed(0, last).filter(schedule::due).toArray();
  }
}
