/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QuantityTest {

  @Test
  void idsAreLowerCaseWordsWithDotsAndHyphens() {
    for (Quantity quantity : Quantity.values()) {
      assertTrue(quantity.id().matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*"), quantity.id());
    }
  }

  @Test
  void idsAndLabelsNameOneQuantityEach() {
    int count = Quantity.values().length;
    assertEquals(count, distinct(Quantity::id));
    assertEquals(count, distinct(Quantity::label));
  }

  @Test
  void everyQuantityIsFoundByItsId() {
    for (Quantity quantity : Quantity.values()) {
      assertEquals(quantity, Quantity.of(quantity.id()));
    }
  }

  @Test
  void everyQuantityHasUnitFormulaAndSource() {
    for (Quantity quantity : Quantity.values()) {
      assertTrue(quantity.unit().matches("1|s"), quantity.id());
      assertTrue(!quantity.formula().isBlank() && !quantity.source().isBlank(), quantity.id());
    }
  }

  @Test
  void anUnknownIdIsAnErrorThatListsTheIds() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Quantity.of("loss")).getMessage();
    assertTrue(message.contains("found 'loss'"), message);
    assertTrue(message.contains("probe.loss"), message);
  }

  private static long distinct(java.util.function.Function<Quantity, String> name) {
    return Arrays.stream(Quantity.values()).map(name).collect(Collectors.toSet()).size();
  }
}
