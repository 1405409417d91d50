/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceValuesTest {

  @Test
  void aMeasurementKeepsItsNumbersWhateverHappensToTheCallers() {
    double[] list = {3, 2, 1};
    Map<Quantity, double[]> values = new EnumMap<>(Quantity.class);
    values.put(Quantity.PROBE_NTK_EIGENVALUES, list);
    Measurement measurement = new Measurement(5, 1, values);
    list[0] = -1;
    values.clear();
    measurement.values().clear();
    measurement.values(Quantity.PROBE_NTK_EIGENVALUES)[1] = -1;
    measurement.values().get(Quantity.PROBE_NTK_EIGENVALUES)[2] = -1;
    assertArrayEquals(new double[] {3, 2, 1}, measurement.values(Quantity.PROBE_NTK_EIGENVALUES));
    assertThrows(UnsupportedOperationException.class, () -> measurement.quantities().clear());
  }

  @Test
  void aBuilderCopiesListsAtOnce() {
    double[] list = {3, 2};
    Measurement.Builder builder = Measurement.at(0, 0).put(Quantity.BATCH_LOSS_TOP, list);
    list[0] = -1;
    assertArrayEquals(new double[] {3, 2}, builder.build().values(Quantity.BATCH_LOSS_TOP));
  }

  @Test
  void whatWasNotMeasuredIsAbsent() {
    Measurement measurement = Measurement.at(0, 0).put(Quantity.SHARPNESS, Double.NaN).build();
    assertEquals(Set.of(Quantity.SHARPNESS), measurement.quantities());
    assertTrue(Double.isNaN(measurement.value(Quantity.SHARPNESS).orElseThrow()));
    assertEquals(OptionalDouble.empty(), measurement.value(Quantity.PROBE_LOSS));
    assertEquals(0, measurement.values(Quantity.PROBE_LOSS).length);
  }

  @Test
  void measurementsAreEqualByTheirNumbers() {
    Measurement one =
        Measurement.at(3, 0).put(Quantity.BATCH_LOSS_TOP, new double[] {1, 2}).build();
    Measurement same =
        Measurement.at(3, 0).put(Quantity.BATCH_LOSS_TOP, new double[] {1, 2}).build();
    Measurement other =
        Measurement.at(3, 0).put(Quantity.BATCH_LOSS_TOP, new double[] {1, 3}).build();
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, other);
  }

  @Test
  void severalValuesOfAScalarAreAnErrorWithARemedy() {
    Measurement.Builder builder = Measurement.at(0, 0).put(Quantity.PROBE_LOSS, new double[2]);
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertEquals(
        "Expected one value of PROBE_LOSS; found 2 values. Remedy: leave out what was not measured,"
            + " and use a list quantity for a list.",
        message);
  }

  @Test
  void aNegativeStepOrEpochIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> Measurement.at(-1, 0).build());
    assertThrows(IllegalArgumentException.class, () -> Measurement.at(0, -1).build());
    assertThrows(IllegalArgumentException.class, () -> TraceFixture.spike(-1));
  }

  @Test
  void evidenceIsCopiedDeepAndCannotBeChanged() {
    List<Object> inner = new ArrayList<>(List.of(1));
    Map<String, Object> evidence = new HashMap<>(Map.of("list", inner));
    TraceEvent event = new TraceEvent(0, TraceEvent.Kind.NOTE, "words", evidence);
    inner.add(2);
    evidence.clear();
    assertEquals(Map.of("list", List.of(1L)), event.evidence());
    assertThrows(UnsupportedOperationException.class, () -> event.evidence().clear());
    List<?> list = (List<?>) event.evidence().get("list");
    assertThrows(UnsupportedOperationException.class, list::clear);
  }

  @Test
  void plainValuesAreTheOnesThatAFileCanKeep() {
    Map<String, Object> values = new HashMap<>();
    values.put("int", 3);
    values.put("float", 0.5f);
    values.put("array", new double[] {1, Double.NaN});
    values.put("whole", new int[] {1, 2});
    values.put("long", new long[] {4});
    values.put("enum", TraceEvent.Kind.SPIKE);
    values.put("text", "NaN");
    values.put("map", Map.of(1, 'c'));
    values.put("null", null);
    Map<String, Object> plain = new HashMap<>();
    plain.put("int", 3L);
    plain.put("float", 0.5);
    plain.put("array", List.of(1.0, Double.NaN));
    plain.put("whole", List.of(1L, 2L));
    plain.put("long", List.of(4L));
    plain.put("enum", "SPIKE");
    plain.put("text", Double.NaN);
    plain.put("map", Map.of("1", "c"));
    plain.put("null", null);
    assertEquals(plain, new Component("c", values).parameters());
  }

  @Test
  void theOverheadIsMeasuringOverTraining() {
    assertEquals(0.1, footer(2, 20).overhead());
    assertEquals(0, footer(0, 0).overhead());
    assertEquals(Double.POSITIVE_INFINITY, footer(1, 0).overhead());
  }

  @Test
  void theDescriptionsCheckThemselves() {
    assertEquals(13, TraceFixture.header().training().model().trainableCount());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProbeDescription(1, List.of(), "float32", "abc", ""))
            .getMessage();
    assertTrue(message.contains("64 hexadecimal digits") && message.contains("found abc"), message);
    assertThrows(IllegalArgumentException.class, () -> Component.of(" "));
    assertThrows(IllegalArgumentException.class, () -> footer(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> FormatVersion.parse("1"));
  }

  private static TraceFooter footer(double measuring, double training) {
    return new TraceFooter(java.time.Instant.EPOCH, 0, 0, 0, measuring, training, "done", Map.of());
  }
}
