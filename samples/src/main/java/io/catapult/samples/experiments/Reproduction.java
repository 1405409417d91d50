/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.report.SelfContainedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with one folder for each experiment that was run in it, and the summary of all.
 *
 * @param folder the folder
 */
public record Reproduction(Path folder) {

  private static final String TITLE = "Reproduction of the catapult papers";

  /** The folder of an experiment. */
  public Path of(Experiment experiment) {
    return folder.resolve(experiment.id());
  }

  /**
   * Writes reproduction.json and summary.html over all experiments that have ended in the folder.
   *
   * @return what was written as JSON
   * @throws IOException if it cannot be written
   */
  public JsonNode summarise() throws IOException {
    ObjectNode root = ExperimentReport.MAPPER.createObjectNode();
    root.put("format", "djl-catapult-reproduction").put("version", "1.0").put("title", TITLE);
    ArrayNode experiments = root.putArray("experiments");
    for (Experiment experiment : Experiments.all()) {
      Path file = of(experiment).resolve(ExperimentReport.JSON);
      if (Files.exists(file)) {
        ObjectNode one = (ObjectNode) ExperimentReport.MAPPER.readTree(Files.readString(file));
        one.remove(List.of("format", "version", "runs"));
        experiments.add(one.put("page", experiment.id() + "/" + ExperimentReport.PAGE));
      }
    }
    Files.writeString(
        folder.resolve("reproduction.json"),
        ExperimentReport.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    String script = SelfContainedPage.resource(Reproduction.class, "summary.js");
    new SelfContainedPage(TITLE, root, List.of(script)).write(folder.resolve("summary.html"));
    return root;
  }
}
