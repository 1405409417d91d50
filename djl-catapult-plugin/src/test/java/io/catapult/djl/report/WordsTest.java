/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0, no bad batch",
    "1, one bad batch",
    "2, two bad batches",
    "12, twelve bad batches",
    "13, 13 bad batches",
    "9999, 9999 bad batches",
    "10000, 10\u202F000 bad batches",
    "1234567, 1\u202F234\u202F567 bad batches"
  })
  void countsTakeTheirNoun(long count, String words) {
    assertEquals(words, Words.count(count, "bad batch"));
  }

  @Test
  void listsEndWithAnd() {
    assertEquals("step 3", Words.steps(List.of(3L)));
    assertEquals("steps 3 and 5", Words.steps(List.of(3L, 5L)));
    assertEquals("steps 3, 5 and 8", Words.steps(List.of(3L, 5L, 8L)));
    assertEquals("", Words.list(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-0.5, \u22120.5",
    "41.8977, 41.9",
    "1815.23, 1820",
    "12345, 12\u202F300",
    "999999, 1\u202F000\u202F000",
    "999999.9, 1\u202F000\u202F000",
    "9999.9, 10000",
    "3.4e8, 3.4e8",
    "9.999e8, 1e9",
    "-1e38, \u22121e38",
    "0.000838, 0.000838",
    "0.00009, 9e\u22125",
    "1.234e-5, 1.23e\u22125",
    "NaN, no finite number"
  })
  void numbersHaveThreeDigits(double value, String words) {
    assertEquals(words, Words.value(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 760, none of 760 updates",
    "1, 1, the only update",
    "760, 760, all 760 updates",
    "45, 760, 45 of 760 updates (5.9 %)",
    "44, 157, 44 of 157 updates (28 %)",
    "1, 100000, 1 of 100\u202F000 updates (less than 0.1 %)",
    "99999, 100000, 99\u202F999 of 100\u202F000 updates (more than 99.9 %)",
    "752, 760, 752 of 760 updates (98.9 %)",
    "994, 1000, 994 of 1000 updates (99.4 %)"
  })
  void sharesAreAllOrNothingOnlyWhereTheyAre(long part, long whole, String words) {
    assertEquals(words, Words.share(part, whole, "update"));
  }
}
