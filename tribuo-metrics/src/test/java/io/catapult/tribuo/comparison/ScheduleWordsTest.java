/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class ScheduleWordsTest {

  @Test
  void eachKindIsToldInAFewWords() throws JsonProcessingException {
    assertEquals("0.05", words("{'kind':'FIXED','baseRate':'0.05','fraction':'0.0'}"));
    assertEquals(
        "2, 8 at 50, 16.5 at 150",
        words(
            "{'kind':'STEPS','baseRate':'2.0','iterations':['50','150'],'rates':['8.0','16.5']}"));
    assertEquals(
        "0.1 to 1 and back in 40",
        words("{'kind':'CYCLE','baseRate':'0.1','maxRate':'1.0','halfPeriod':'20'}"));
    assertEquals("0.5 critical", words("{'kind':'CRITICAL_FRACTION','fraction':'0.5'}"));
    assertEquals(
        "1.5, in critical rates", words("{'kind':'FIXED','baseRate':'1.5','relative':'true'}"));
    assertEquals("3 catapults", words("{'kind':'CRITICAL_RATE','catapults':'3'}"));
  }

  private static String words(String settings) throws JsonProcessingException {
    return ScheduleWords.of(Json.MAPPER.readTree(settings.replace('\'', '"')));
  }
}
