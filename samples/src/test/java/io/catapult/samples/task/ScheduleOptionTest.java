/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.UsageFault;
import io.catapult.tribuo.trainer.LearningRateSchedule.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleOptionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fixed:0.05|FIXED",
        "critical:0.5|CRITICAL_FRACTION",
        "catapults:3|CRITICAL_RATE",
        "safe|CRITICAL_RATE",
        "steps:6,10@15,15@60|STEPS",
        "cycle:1,8,100|CYCLE",
        "FIXED:2|FIXED"
      })
  void everyFormIsRead(String text, Kind kind) {
    assertEquals(kind, ScheduleOption.of(text).schedule().getKind());
  }

  @Test
  void theTextIsInOneForm() {
    assertEquals("fixed:2", ScheduleOption.of(" fixed:2.0 ").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fixed", "fixed:fast", "fixed:-1", "steps:6,10", "cycle:1,8", "warmup:3"})
  void anythingElseIsAFaultThatSaysTheForms(String text) {
    UsageFault fault = assertThrows(UsageFault.class, () -> ScheduleOption.of(text));
    assertTrue(fault.getMessage().startsWith("Expected a schedule as fixed:RATE"));
    assertTrue(fault.getMessage().contains("found '" + text + "'"));
  }
}
