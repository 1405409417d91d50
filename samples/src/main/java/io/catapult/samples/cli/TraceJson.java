/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceFooter;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TrainingTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trace as JSON, with the names of the trace file; the steps chosen as for a person. */
final class TraceJson {

  private TraceJson() {}

  static Map<String, Object> of(TrainingTrace trace, boolean all) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("header", header(trace.header()));
    json.put("events", trace.events().stream().map(TraceJson::event).toList());
    List<Measurement> rows = TraceRows.of(trace, all);
    json.put("measurements", rows.stream().map(TraceJson::measurement).toList());
    json.put("footer", trace.footer().map(TraceJson::footer).orElse(null));
    json.put("warnings", trace.warnings());
    return json;
  }

  private static Map<String, Object> header(TraceHeader header) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", header.format().toString());
    json.put("started", header.started().toString());
    json.put("versions", header.environment().versions());
    json.put("device", header.environment().device());
    json.put("threads", header.environment().threads());
    header.environment().seed().ifPresent(seed -> json.put("seed", seed));
    json.put("model", header.training().model().name());
    json.put("trainableCount", header.training().model().trainableCount());
    json.put("optimizer", component(header.training().optimizer()));
    json.put("schedule", component(header.training().schedule()));
    json.put("loss", component(header.training().loss()));
    json.put("samples", header.probe().samples());
    json.put("sha256", header.probe().sha256());
    return json;
  }

  private static Map<String, Object> component(Component component) {
    return Map.of("name", component.name(), "parameters", component.parameters());
  }

  private static Map<String, Object> event(TraceEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", event.step());
    json.put("kind", event.kind().name());
    json.put("words", event.words());
    json.put("evidence", event.evidence());
    return json;
  }

  private static Map<String, Object> measurement(Measurement at) {
    Map<String, Object> values = new LinkedHashMap<>();
    at.values()
        .forEach(
            (quantity, numbers) ->
                values.put(quantity.id(), quantity.isList() ? numbers : numbers[0]));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", at.step());
    json.put("epoch", at.epoch());
    json.put("values", values);
    return json;
  }

  private static Map<String, Object> footer(TraceFooter footer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ended", footer.ended().toString());
    json.put("lastStep", footer.lastStep());
    json.put("measuringSeconds", footer.measuringSeconds());
    json.put("trainingSeconds", footer.trainingSeconds());
    json.put("overhead", footer.overhead());
    json.put("outcome", footer.outcome());
    json.put("summary", footer.summary());
    return json;
  }
}
