/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainingMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** A training that a test moves on by hand. */
  private static final class Source implements MeasurementSource {
    private final Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
    private final Map<TraceEvent.Kind, Long> events = new EnumMap<>(TraceEvent.Kind.class);

    @Override
    public OptionalDouble latest(Quantity quantity) {
      Double value = values.get(quantity);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public long events(TraceEvent.Kind kind) {
      return events.getOrDefault(kind, 0L);
    }
  }

  @Test
  void everyQuantityHasAGaugeThatReadsWhatWasMeasuredLast() {
    Source source = new Source();
    TrainingMeters.of(source).bindTo(registry);
    double value = 0;
    for (Quantity quantity : Quantity.values()) {
      Gauge gauge = registry.get("catapult." + quantity.id()).gauge();
      assertEquals(Double.NaN, gauge.value(), quantity.id());
      value++;
      source.values.put(quantity, value);
      assertEquals(value, gauge.value(), quantity.id());
    }
  }

  @Test
  void gaugesCarryLabelAndUnit() {
    Source source = new Source();
    TrainingMeters.of(source).bindTo(registry);
    Meter.Id time = registry.get("catapult.time.measuring").gauge().getId();
    assertEquals("seconds", time.getBaseUnit());
    assertEquals("time spent measuring", time.getDescription());
    Meter.Id loss = registry.get("catapult.probe.loss.top-eigenspace").gauge().getId();
    assertNull(loss.getBaseUnit());
    assertEquals(
        Quantity.PROBE_LOSS_TOP.label() + ", the first of the list", loss.getDescription());
  }

  @Test
  void eventsAreCountedByKind() {
    Source source = new Source();
    TrainingMeters.of(source).bindTo(registry);
    source.events.put(TraceEvent.Kind.SPIKE, 3L);
    assertEquals(3, events("spike"));
    source.events.put(TraceEvent.Kind.SPIKE, 4L);
    assertEquals(4, events("spike"));
    assertEquals(0, events("failure"));
  }

  private double events(String kind) {
    return registry.get("catapult.events").tag("kind", kind).functionCounter().count();
  }

  @Test
  void tagsTellTrainingsApart() {
    Source one = new Source();
    Source two = new Source();
    TrainingMeters.of(one, Tags.of("model", "one")).bindTo(registry);
    TrainingMeters.of(two, Tags.of("model", "two")).bindTo(registry);
    two.values.put(Quantity.SHARPNESS, 5.0);
    String name = "catapult." + Quantity.SHARPNESS.id();
    assertEquals(Double.NaN, registry.get(name).tag("model", "one").gauge().value());
    assertEquals(5.0, registry.get(name).tag("model", "two").gauge().value());
  }

  @Test
  void metersDoNotHoldTheTraining() throws InterruptedException {
    WeakReference<Source> source = bound();
    for (int i = 0; i < 100 && source.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertTrue(source.get() == null, "the registry holds the training");
    String name = "catapult." + Quantity.SHARPNESS.id();
    assertEquals(Double.NaN, registry.get(name).gauge().value());
  }

  private WeakReference<Source> bound() {
    Source source = new Source();
    source.values.put(Quantity.SHARPNESS, 5.0);
    TrainingMeters.of(source).bindTo(registry);
    return new WeakReference<>(source);
  }
}
