/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tribuo.Output;

/**
 * The file design.json: what was asked, with every setting of task and trainers, and a hash over
 * it; see docs/comparison.md.
 */
final class DesignFile {

  private static final String FORMAT = "djl-catapult-comparison";
  private static final String HASH = "sha256";

  /** The components are told once, for this seed; the seeds are beside them. */
  private static final long FIRST_SEED = 0;

  private DesignFile() {}

  static Path in(Path folder) {
    return folder.resolve("design.json");
  }

  /** A design as JSON; equal designs give equal texts. */
  static <T extends Output<T>> JsonNode of(Design<T> design) {
    ObjectNode root = Json.begin(FORMAT);
    ObjectNode asked = Json.MAPPER.createObjectNode();
    asked.put("primaryMetric", design.task().primaryMetric().id());
    asked.put("catapults", design.catapults().id());
    ArrayNode seeds = asked.putArray("seeds");
    design.seeds().forEach(seeds::add);
    ArrayNode rows = asked.putArray("configurations");
    for (Configuration<T> configuration : design.configurations()) {
      put(rows.addObject(), configuration.label(), design.cell(configuration, FIRST_SEED));
    }
    root.put(HASH, hash(asked));
    return root.set("design", asked);
  }

  private static void put(ObjectNode node, String label, CellConfiguration configuration) {
    DesignSummary.Row row = DesignSummary.Row.of(label, configuration);
    node.put("label", row.label());
    node.put("batchSize", row.batchSize());
    node.put("rate", row.schedule());
    node.set("components", configuration.toJson());
  }

  private static String hash(JsonNode asked) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(Json.text(asked).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  static JsonNode read(Path folder) throws IOException {
    return Json.read(
        in(folder), FORMAT, "the design of a comparison", "choose the folder of a comparison");
  }

  static DesignSummary summary(JsonNode root) {
    JsonNode asked = root.path("design");
    List<Long> seeds = new ArrayList<>();
    asked.path("seeds").forEach(seed -> seeds.add(seed.longValue()));
    List<DesignSummary.Row> rows = new ArrayList<>();
    asked
        .path("configurations")
        .forEach(
            row ->
                rows.add(
                    new DesignSummary.Row(
                        row.path("label").textValue(),
                        row.path("batchSize").intValue(),
                        row.path("rate").textValue())));
    return new DesignSummary(
        DynamicsMetrics.of(asked.path("primaryMetric").asText()),
        DynamicsMetrics.of(asked.path("catapults").asText()),
        seeds,
        rows);
  }

  /** Whether two files are of one design. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.path(HASH).equals(other.path(HASH));
  }
}
