/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.Quantity;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasuringCostTest {

  @Test
  void eachPresetHoldsWhatTheCheaperOnesHold() {
    MeasuringCost[] presets = MeasuringCost.values();
    for (int i = 1; i < presets.length; i++) {
      Set<Instrument> cheaper = presets[i - 1].instruments();
      assertTrue(presets[i].instruments().containsAll(cheaper), presets[i].name());
      assertTrue(presets[i].instruments().size() > cheaper.size(), presets[i].name());
    }
    Set<Instrument> inNone =
        EnumSet.of(
            Instrument.TWIN,
            Instrument.SLOW_MOTION,
            Instrument.KERNEL_CHANGE,
            Instrument.LINEARIZATION,
            Instrument.OUTPUT_HESSIAN,
            Instrument.CONDENSATION);
    assertEquals(
        EnumSet.complementOf(EnumSet.copyOf(inNone)), MeasuringCost.EVERYTHING.instruments());
  }

  @Test
  void everyQuantityThatIsMeasuredHasAnInstrument() {
    Set<Quantity> all = EnumSet.noneOf(Quantity.class);
    for (Instrument instrument : Instrument.values()) {
      all.addAll(instrument.measures());
    }
    // What remains is told by the trainer, the optimizer or the clock.
    assertEquals(
        EnumSet.of(
            Quantity.VALIDATION_LOSS,
            Quantity.LEARNING_RATE,
            Quantity.PRECONDITIONED_THRESHOLD,
            Quantity.MEASURING_TIME,
            Quantity.TRAINING_TIME),
        EnumSet.complementOf(EnumSet.copyOf(all)));
  }

  @Test
  void catapultsCanBeCountedByBothRulesForTheCostOfOneStep() {
    Set<Quantity> measured = EnumSet.noneOf(Quantity.class);
    MeasuringCost.ONE_STEP.instruments().forEach(i -> measured.addAll(i.measures()));
    assertTrue(measured.contains(Quantity.PROJECTED_DIFFERENCE));
    assertTrue(measured.contains(Quantity.BATCH_CRITICAL_RATE_KERNEL));
    assertTrue(measured.contains(Quantity.PROBE_LOSS));
    assertTrue(measured.contains(Quantity.PROBE_NTK_NORM));
  }

  @Test
  void batchInstrumentsMeasureNothingOnTheProbeData() {
    for (Instrument instrument : Instrument.values()) {
      boolean isNamedSo = instrument.name().startsWith("BATCH_");
      assertEquals(isNamedSo, instrument.isOfBatch(), instrument.name());
      for (Quantity quantity : instrument.measures()) {
        assertFalse(
            quantity.id().startsWith(isNamedSo ? "probe." : "batch."),
            quantity + " by " + instrument);
      }
    }
  }

  @Test
  void presetsCannotBeChanged() {
    Set<Instrument> preset = MeasuringCost.FORWARD_PASS.instruments();
    assertThrows(UnsupportedOperationException.class, () -> preset.add(Instrument.AGOP));
  }
}
