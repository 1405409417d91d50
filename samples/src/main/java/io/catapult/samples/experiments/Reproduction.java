/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.report.SelfContainedPage;
import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with one folder for each experiment that was run in it, and the summary of all.
 *
 * @param folder the folder
 */
public record Reproduction(Path folder) {

  private static final String SUMMARY = "reproduction.json";
  private static final String TITLE = "Reproduction of the catapult papers";

  /**
   * Begins or goes on in the folder.
   *
   * @throws UsageFault if it holds something else, which stays as it is
   * @throws IOException if it cannot be written
   */
  public void begin() throws IOException {
    if (Files.exists(folder) && !Files.exists(folder.resolve(SUMMARY)) && !isEmpty()) {
      throw new UsageFault(
          "Expected a new or empty folder, or one of reproduce; found another, "
              + folder
              + ". Remedy: choose another by --out; nothing was changed.");
    }
    Files.createDirectories(folder);
    summarise();
  }

  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

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
        one.remove(List.of("format", "version", "runs", "corners"));
        experiments.add(one.put("page", experiment.id() + "/" + ExperimentReport.PAGE));
      }
    }
    Files.writeString(
        folder.resolve(SUMMARY),
        ExperimentReport.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    String script = SelfContainedPage.resource(Reproduction.class, "summary.js");
    new SelfContainedPage(TITLE, root, List.of(script)).write(folder.resolve("summary.html"));
    return root;
  }
}
