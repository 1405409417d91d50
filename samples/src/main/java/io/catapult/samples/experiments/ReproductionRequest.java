/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a reproduction was asked to run.
 *
 * @param experiments their names
 * @param size how large
 * @param seeds one run of each row for each; empty for the experiment's own
 * @param images where images come from
 */
public record ReproductionRequest(
    List<String> experiments, Size size, List<Long> seeds, PaperImages images) {

  /** Copies the lists. */
  public ReproductionRequest {
    experiments = List.copyOf(experiments);
    seeds = List.copyOf(seeds);
  }

  /** The seeds of an experiment. */
  public long[] seeds(Experiment experiment) {
    return seeds.isEmpty()
        ? experiment.plan(size, images).defaultSeeds()
        : seeds.stream().mapToLong(Long::longValue).toArray();
  }

  void writeTo(ObjectNode node) {
    experiments.forEach(node.putArray("experiments")::add);
    node.put("size", size.id());
    seeds.forEach(node.putArray("seeds")::add);
    images.folder().ifPresent(folder -> node.put("images", folder.toString()));
  }

  static ReproductionRequest of(JsonNode node) {
    return new ReproductionRequest(
        StreamSupport.stream(node.path("experiments").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        Size.valueOf(node.path("size").asText().toUpperCase(Locale.ROOT)),
        StreamSupport.stream(node.path("seeds").spliterator(), false)
            .map(JsonNode::asLong)
            .toList(),
        new PaperImages(Optional.ofNullable(node.path("images").textValue()).map(Path::of)));
  }
}
