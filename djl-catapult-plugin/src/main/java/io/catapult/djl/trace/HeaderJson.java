/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The header of a trace as a JSON object of plain values, and back. */
final class HeaderJson {

  /** What the header line says it is, so that no other JSON file is taken for a trace. */
  static final String FORMAT = "djl-catapult-trace";

  private HeaderJson() {}

  /** The header with the fields in the order of the file. */
  static Map<String, Object> toMap(TraceHeader header) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", "header");
    map.put("format", FORMAT);
    map.put("version", header.format().toString());
    map.put("started", header.started().toString());
    map.put("environment", environment(header.environment()));
    map.put("training", training(header.training()));
    map.put("probe", probe(header.probe()));
    map.put("settings", header.settings());
    return map;
  }

  /**
   * The header of the fields of a header line.
   *
   * @throws IllegalArgumentException if a field is missing or of the wrong type
   */
  static TraceHeader fromMap(Fields fields) {
    return new TraceHeader(
        FormatVersion.parse(fields.text("version")),
        Instant.parse(fields.text("started")),
        environment(fields.object("environment")),
        training(fields.object("training")),
        probe(fields.object("probe")),
        fields.map("settings"));
  }

  private static Map<String, Object> environment(RunEnvironment environment) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("versions", environment.versions());
    map.put("device", environment.device());
    map.put("threads", environment.threads());
    environment.seed().ifPresent(seed -> map.put("seed", seed));
    return map;
  }

  private static RunEnvironment environment(Fields fields) {
    return new RunEnvironment(
        fields.map("versions", String::valueOf),
        fields.text("device"),
        Math.toIntExact(fields.whole("threads")),
        fields.has("seed") ? OptionalLong.of(fields.whole("seed")) : OptionalLong.empty());
  }

  private static Map<String, Object> training(TrainingDescription training) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model(training.model()));
    map.put("optimizer", component(training.optimizer()));
    map.put("schedule", component(training.schedule()));
    map.put("loss", component(training.loss()));
    return map;
  }

  private static TrainingDescription training(Fields fields) {
    return new TrainingDescription(
        model(fields.object("model")),
        component(fields.object("optimizer")),
        component(fields.object("schedule")),
        component(fields.object("loss")));
  }

  private static Map<String, Object> component(Component component) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", component.name());
    map.put("parameters", component.parameters());
    return map;
  }

  private static Component component(Fields fields) {
    return new Component(fields.text("name"), fields.map("parameters"));
  }

  private static Map<String, Object> model(ModelDescription model) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", model.name());
    map.put("structure", model.structure());
    map.put("trainableCount", model.trainableCount());
    map.put("parameters", model.parameters().stream().map(HeaderJson::parameter).toList());
    return map;
  }

  private static ModelDescription model(Fields fields) {
    return new ModelDescription(
        fields.text("name"),
        fields.text("structure"),
        fields.list("parameters", item -> parameter(Fields.of(item))));
  }

  private static Map<String, Object> parameter(ParameterDescription parameter) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", parameter.name());
    map.put("shape", parameter.shape());
    map.put("trainable", parameter.trainable());
    return map;
  }

  private static ParameterDescription parameter(Fields fields) {
    return new ParameterDescription(
        fields.text("name"), fields.list("shape", HeaderJson::length), fields.flag("trainable"));
  }

  private static Map<String, Object> probe(ProbeDescription probe) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("samples", probe.samples());
    map.put("shapes", probe.shapes());
    map.put("dataType", probe.dataType());
    map.put("sha256", probe.sha256());
    map.put("description", probe.description());
    return map;
  }

  private static ProbeDescription probe(Fields fields) {
    return new ProbeDescription(
        fields.whole("samples"),
        fields.list("shapes", HeaderJson::shape),
        fields.text("dataType"),
        fields.text("sha256"),
        fields.text("description"));
  }

  private static List<Long> shape(Object value) {
    return Fields.list(value, "a shape", HeaderJson::length);
  }

  private static Long length(Object value) {
    return Fields.whole(value, "an axis");
  }
}
