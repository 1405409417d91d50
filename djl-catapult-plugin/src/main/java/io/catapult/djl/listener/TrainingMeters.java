/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Objects;

/**
 * A training's measurements as Micrometer meters: a gauge {@code catapult.ID} for each {@link
 * Quantity}, of a list its first entry, NaN until it is measured, and a counter {@code
 * catapult.events} with a tag {@code kind} for each kind of {@link TraceEvent}.
 *
 * <p>Meters read what was measured last and measure nothing. They hold the source weakly, and with
 * it listener and model: once nobody else does, the gauges read NaN and the counters stand still.
 * Needs Micrometer on the class path; nothing else here does.
 */
public final class TrainingMeters implements MeterBinder {

  private static final String PREFIX = "catapult.";

  private final MeasurementSource source;
  private final Tags tags;

  private TrainingMeters(MeasurementSource source, Iterable<Tag> tags) {
    this.source = Objects.requireNonNull(source, "source");
    this.tags = Tags.of(tags);
  }

  /** Meters without tags of their own, for the only training of a process. */
  public static TrainingMeters of(MeasurementSource source) {
    return of(source, Tags.empty());
  }

  /**
   * Meters with tags that tell one training from another.
   *
   * @param source the listener
   * @param tags for every meter
   */
  public static TrainingMeters of(MeasurementSource source, Iterable<Tag> tags) {
    return new TrainingMeters(source, tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Quantity quantity : Quantity.values()) {
      gauge(quantity).register(registry);
    }
    for (TraceEvent.Kind kind : TraceEvent.Kind.values()) {
      FunctionCounter.builder(PREFIX + "events", source, s -> s.events(kind))
          .description("events of the training")
          .tags(tags)
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private Gauge.Builder<MeasurementSource> gauge(Quantity quantity) {
    String first = quantity.isList() ? ", the first of the list" : "";
    return Gauge.builder(PREFIX + quantity.id(), source, s -> s.latest(quantity).orElse(Double.NaN))
        .description(quantity.label() + first)
        .baseUnit(unit(quantity))
        .tags(tags);
  }

  /** Micrometer's name of the unit; a pure number has none. */
  private static String unit(Quantity quantity) {
    return switch (quantity.unit()) {
      case "1" -> null;
      case "s" -> "seconds";
      default -> quantity.unit();
    };
  }
}
