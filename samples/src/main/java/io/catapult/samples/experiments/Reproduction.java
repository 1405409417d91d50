/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private static final String PAGE = "summary.html";
  private static final String REQUEST = "request";

  /** Whether a folder is one. */
  public static boolean isOne(Path folder) {
    return Files.exists(folder.resolve(SUMMARY));
  }

  /** The summary as a page. */
  public Path page() {
    return folder.resolve(PAGE);
  }

  /**
   * Begins or goes on in the folder.
   *
   * @param request what is to be run
   * @throws UsageFault if it holds something else, which stays as it is
   * @throws IOException if it cannot be written
   */
  public void begin(ReproductionRequest request) throws IOException {
    if (Files.exists(folder) && !isOne(folder) && !isEmpty()) {
      throw new UsageFault(
          "Expected a new or empty folder, or one of reproduce; found another, "
              + folder
              + ". Remedy: choose another by --out; nothing was changed.");
    }
    Files.createDirectories(folder);
    summarise(request);
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
   * What was asked for last.
   *
   * @throws UsageFault if the summary does not tell
   * @throws IOException if it cannot be read
   */
  public ReproductionRequest request() throws IOException {
    try {
      return ReproductionRequest.of(summary().path(REQUEST));
    } catch (IllegalArgumentException e) {
      throw damaged("a request that is none: " + e.getMessage(), e);
    }
  }

  /**
   * What was found so far, as reproduction.json has it.
   *
   * @throws UsageFault if it is damaged
   * @throws IOException if it cannot be read
   */
  public JsonNode summary() throws IOException {
    try {
      return ExperimentReport.MAPPER.readTree(Files.readString(folder.resolve(SUMMARY)));
    } catch (JsonProcessingException e) {
      throw damaged("what is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private UsageFault damaged(String found, Exception cause) {
    return new UsageFault(
        "Expected a summary as reproduce writes it in %s; found %s. Remedy: run reproduce with --out %s again, which keeps what has ended and writes the summary anew."
            .formatted(folder.resolve(SUMMARY), found, folder),
        cause);
  }

  /**
   * Writes reproduction.json and summary.html over all experiments that have ended in the folder.
   *
   * @param request what is run
   * @return what was written as JSON
   * @throws IOException if it cannot be written
   */
  public JsonNode summarise(ReproductionRequest request) throws IOException {
    ObjectNode root = ExperimentReport.MAPPER.createObjectNode();
    root.put("format", "djl-catapult-reproduction").put("version", "1.0");
    root.put("title", "Reproduction of the catapult papers");
    request.writeTo(root.putObject(REQUEST));
    ArrayNode experiments = root.putArray("experiments");
    for (Experiment experiment : Experiments.all()) {
      Path file = of(experiment).resolve(ExperimentReport.JSON);
      if (Files.exists(file)) {
        ObjectNode one = (ObjectNode) ExperimentReport.MAPPER.readTree(Files.readString(file));
        one.remove(List.of("format", "version", "runs", "corners", "charts"));
        experiments.add(one.put("page", experiment.id() + "/" + ExperimentReport.PAGE));
      }
    }
    ExperimentReport.write(root, folder.resolve(SUMMARY), page(), "summary.js");
    return root;
  }
}
