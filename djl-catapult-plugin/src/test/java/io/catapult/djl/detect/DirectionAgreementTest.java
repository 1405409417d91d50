/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sharpness and norm of the output layer, moving alike and apart. */
class DirectionAgreementTest {

  private final DirectionAgreement agreement = new DirectionAgreement();

  @Test
  void movesInTheSameDirectionAgree() {
    assertEquals(Optional.empty(), agreement.accept(10, 1)); // nothing before it
    assertEquals(Optional.of(true), agreement.accept(11, 1.1));
    assertEquals(Optional.of(true), agreement.accept(9, 1.0));
    assertEquals(Optional.of(false), agreement.accept(10, 0.9));
    assertEquals(Optional.of(false), agreement.accept(9, 1.0));
    assertEquals(new Share(2, 4), agreement.share());
  }

  @Test
  void roundingIsNotJudged() {
    agreement.accept(10, 1);
    assertEquals(Optional.empty(), agreement.accept(10, 0.5));
    assertEquals(Optional.empty(), agreement.accept(11, 0.5 + 4e-7));
    assertEquals(Optional.of(false), agreement.accept(11.1, 0.49));
    assertEquals(new Share(0, 1), agreement.share());
  }

  @Test
  void whatWasNotMeasuredIsPassedOver() {
    agreement.accept(10, 1);
    assertEquals(Optional.empty(), agreement.accept(Double.NaN, 2));
    assertEquals(Optional.empty(), agreement.accept(12, Double.POSITIVE_INFINITY));
    assertEquals(Optional.of(true), agreement.accept(11, 1.1));
    assertEquals(new Share(1, 1), agreement.share());
  }
}
