/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the lines after the header, parsed as JSON objects, into what they say. */
final class LineParser {

  private final TraceContent content;

  LineParser(TraceContent content) {
    this.content = content;
  }

  /**
   * Adds a line to the content.
   *
   * @throws IllegalArgumentException if a field is missing or of the wrong type
   * @throws java.time.DateTimeException if a time cannot be read
   */
  void accept(Fields fields, long lineNumber) {
    String type = fields.text("type");
    switch (type) {
      case "measurement" -> acceptMeasurement(fields);
      case "event" -> content.add(event(fields, lineNumber));
      case "agop" -> content.add(SnapshotJson.fromMap(fields));
      case "footer" -> content.end(footer(fields));
      default -> throw Checks.fault("a type of line", "'" + type + "'", "see docs/trace-format.md");
    }
  }

  private void acceptMeasurement(Fields fields) {
    Map<Quantity, double[]> known = new EnumMap<>(Quantity.class);
    Map<String, List<Double>> others = new HashMap<>();
    fields
        .map("values", LineParser::numbers)
        .forEach(
            (id, numbers) ->
                Quantity.find(id)
                    .ifPresentOrElse(
                        quantity -> known.put(quantity, unboxed(numbers)),
                        () -> others.put(id, numbers)));
    int epoch = Math.toIntExact(fields.whole("epoch"));
    content.add(new Measurement(fields.whole("step"), epoch, known), others);
  }

  private static List<Double> numbers(Object value) {
    List<?> list = value instanceof List<?> several ? several : Arrays.asList(value);
    List<Double> numbers = new ArrayList<>(list.size());
    list.forEach(item -> numbers.add(Fields.number(item, "a value")));
    return List.copyOf(numbers);
  }

  private static double[] unboxed(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private TraceEvent event(Fields fields, long lineNumber) {
    TraceEvent event =
        new TraceEvent(
            fields.whole("step"),
            kind(fields.text("kind")),
            fields.text("words"),
            fields.map("evidence"));
    if (!event.kind().name().equals(fields.text("kind"))) {
      content.warn(
          "Line %d has an event of the unknown kind '%s'; it is kept as a NOTE."
              .formatted(lineNumber, fields.text("kind")));
    }
    return event;
  }

  private static TraceEvent.Kind kind(String name) {
    return Arrays.stream(TraceEvent.Kind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElse(TraceEvent.Kind.NOTE);
  }

  private static TraceFooter footer(Fields fields) {
    return new TraceFooter(
        Instant.parse(fields.text("ended")),
        fields.whole("lastStep"),
        fields.whole("measurements"),
        fields.whole("events"),
        fields.number("measuringSeconds"),
        fields.number("trainingSeconds"),
        fields.text("outcome"),
        fields.map("summary"));
  }
}
