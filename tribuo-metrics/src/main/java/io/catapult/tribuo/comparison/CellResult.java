/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a cell ended: the file result.json, see docs/comparison.md.
 *
 * @param failure why there are no metrics; empty if there are
 * @param metrics finite values by the id of the metric
 * @param record what else is kept: provenance and times; written, not read
 */
record CellResult(
    Optional<String> failure, Map<String, Double> metrics, Map<String, Object> record) {

  private static final String FORMAT = "djl-catapult-cell";

  CellResult {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    metrics.forEach(
        (id, value) ->
            Checks.require(
                Double.isFinite(value), "a finite " + id, value, "leave undefined values out"));
  }

  /** Writes the file, whole or not at all. */
  void write(Path file) throws IOException {
    ObjectNode root = Json.begin(FORMAT);
    root.put("outcome", failure.isPresent() ? "failed" : "finished");
    failure.ifPresent(reason -> root.put("failure", reason));
    ObjectNode values = root.putObject("metrics");
    metrics.forEach(values::put);
    record.forEach((name, value) -> root.set(name, Json.MAPPER.valueToTree(value)));
    AtomicFile.write(file, Json.text(root));
  }

  static CellResult read(Path file) throws IOException {
    JsonNode root =
        Json.read(
            file,
            FORMAT,
            "the result of a cell",
            "delete this file and resume the comparison; the cell runs again");
    Map<String, Double> metrics = new TreeMap<>();
    root.path("metrics")
        .properties()
        .forEach(entry -> metrics.put(entry.getKey(), entry.getValue().doubleValue()));
    return new CellResult(Optional.ofNullable(root.path("failure").textValue()), metrics, Map.of());
  }
}
