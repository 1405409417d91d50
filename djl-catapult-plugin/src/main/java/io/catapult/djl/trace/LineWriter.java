/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines of a trace file, each one JSON object in UTF-8 with its LF. */
final class LineWriter {

  /** The fast writer of doubles is exact: it writes the shortest text that reads back the same. */
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build());

  private LineWriter() {}

  static byte[] line(TraceHeader header) throws IOException {
    return line(HeaderJson.toMap(header));
  }

  static byte[] line(TraceEvent event) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", "event");
    map.put("step", event.step());
    map.put("kind", event.kind().name());
    map.put("words", event.words());
    map.put("evidence", event.evidence());
    return line(map);
  }

  static byte[] line(TraceFooter footer) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", "footer");
    map.put("ended", footer.ended().toString());
    map.put("lastStep", footer.lastStep());
    map.put("measurements", footer.measurements());
    map.put("events", footer.events());
    map.put("measuringSeconds", footer.measuringSeconds());
    map.put("trainingSeconds", footer.trainingSeconds());
    map.put("overhead", footer.overhead());
    map.put("outcome", footer.outcome());
    map.put("summary", footer.summary());
    return line(map);
  }

  /** Streamed, since it is written at every step that is measured. */
  static byte[] line(Measurement measurement) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "measurement");
      json.writeNumberField("step", measurement.step());
      json.writeNumberField("epoch", measurement.epoch());
      json.writeObjectFieldStart("values");
      for (Map.Entry<Quantity, double[]> entry : measurement.raw().entrySet()) {
        json.writeFieldName(entry.getKey().id());
        write(json, entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /** Streamed too: it may hold a hundred thousand numbers. */
  static byte[] line(FeatureSnapshot snapshot) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "agop");
      json.writeNumberField("step", snapshot.step());
      json.writeStringField("of", snapshot.origin().id());
      json.writeFieldName("shape");
      long[] shape = snapshot.inputShape().stream().mapToLong(Long::longValue).toArray();
      json.writeArray(shape, 0, shape.length);
      json.writeNumberField("trace", snapshot.trace());
      write(json, "diagonal", snapshot.diagonal());
      write(json, "eigenvalues", snapshot.eigenvalues());
      write(json, "eigenvectors", snapshot.eigenvectors());
      if (snapshot.matrix().isPresent()) {
        write(json, "matrix", snapshot.matrix().get());
      }
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, String name, double[] numbers) throws IOException {
    json.writeFieldName(name);
    json.writeArray(numbers, 0, numbers.length);
  }

  private static void write(JsonGenerator json, String name, double[][] rows) throws IOException {
    json.writeArrayFieldStart(name);
    for (double[] row : rows) {
      json.writeArray(row, 0, row.length);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Quantity quantity, double[] values)
      throws IOException {
    if (quantity.isList()) {
      json.writeArray(values, 0, values.length);
    } else {
      json.writeNumber(values[0]);
    }
  }

  private static byte[] line(Map<String, Object> map) throws IOException {
    // By way of a text, which turns half of a surrogate pair into a question mark.
    return (JSON.writeValueAsString(map) + '\n').getBytes(StandardCharsets.UTF_8);
  }
}
