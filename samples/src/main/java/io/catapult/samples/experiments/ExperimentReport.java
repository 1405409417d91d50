/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.report.SelfContainedPage;
import io.catapult.djl.trace.WholeFile;
import io.catapult.samples.chart.Chart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an experiment found, as JSON and as a page that needs no other file. */
public final class ExperimentReport {

  static final String JSON = "experiment.json";
  static final String PAGE = "experiment.html";
  static final JsonMapper MAPPER = new JsonMapper();

  private final ExperimentResult result;

  private ExperimentReport(ExperimentResult result) {
    this.result = result;
  }

  /** The report of a result. */
  public static ExperimentReport of(ExperimentResult result) {
    return new ExperimentReport(result);
  }

  /**
   * Writes experiment.json and experiment.html; files of these names are replaced.
   *
   * @throws IOException if the folder cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    write(json(), folder.resolve(JSON), folder.resolve(PAGE), "experiment.js");
  }

  /** Writes JSON and its page. */
  static void write(ObjectNode root, Path json, Path page, String script) throws IOException {
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    WholeFile.write(json, text.getBytes(StandardCharsets.UTF_8), "what was found");
    List<String> scripts =
        Stream.concat(
                Stream.of(Chart.script()),
                Stream.of("verdicts.js", script)
                    .map(name -> SelfContainedPage.resource(ExperimentReport.class, name)))
            .toList();
    new SelfContainedPage(root.path("title").asText(), root, scripts).write(page);
  }

  /** Everything that was found. */
  public ObjectNode json() {
    Experiment experiment = result.experiment();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "djl-catapult-experiment").put("version", "1.0");
    root.put("kind", "experiment");
    root.put("id", experiment.id()).put("title", experiment.id() + ": " + experiment.title());
    root.put("claim", experiment.claim()).put("source", experiment.source());
    root.put("outcome", result.outcome().id()).put("size", result.size().id());
    root.put("scaling", result.scaling());
    experiment.figures().forEach(root.putArray("figures")::add);
    experiment.notes().forEach(root.putArray("notes")::add);
    result.performed().evidence().seeds().forEach(root.putArray("seeds")::add);
    ArrayNode checks = root.putArray("checks");
    result
        .found()
        .forEach(
            (check, found) -> {
              ObjectNode one = checks.addObject();
              put(one, check, found);
              experiment.finding(check).ifPresent(finding -> one.put("finding", finding));
            });
    root.set("corners", MAPPER.valueToTree(result.corners()));
    if (!result.performed().charts().isEmpty()) {
      root.set("charts", MAPPER.valueToTree(result.performed().charts()));
    }
    ArrayNode runs = root.putArray("runs");
    result.performed().runs().forEach(run -> put(runs.addObject(), run));
    return root;
  }

  private static void put(ObjectNode node, Check check, ExperimentResult.Found found) {
    node.put("name", check.name()).put("formula", check.statistic().formula());
    node.put("statistic", check.statistic().name());
    node.put("bar", check.bar()).put("paper", check.paper());
    node.put("outcome", found.judgement().outcome().id());
    node.put("numbers", found.judgement().numbers());
    ObjectNode seeds = node.putObject("bySeed");
    found.bySeed().forEach((seed, outcome) -> seeds.put(Long.toString(seed), outcome.id()));
    ArrayNode rows = node.putArray("rows");
    int i = 0;
    for (Map.Entry<String, Map<Long, Double>> row : found.judgement().values().entrySet()) {
      ObjectNode one = rows.addObject().put("row", row.getKey());
      if (!check.paperNumbers().isEmpty()) {
        one.put("paper", check.paperNumbers().get(i));
      }
      ObjectNode values = one.putObject("values");
      row.getValue().forEach((seed, value) -> values.put(Long.toString(seed), value));
      i++;
    }
  }

  private static void put(ObjectNode node, Performed.Line run) {
    node.put("row", run.row()).put("seed", run.seed());
    node.setAll(MAPPER.<ObjectNode>valueToTree(run.settings()));
    node.put("outcome", run.outcome());
    run.failure().ifPresent(reason -> node.put("failure", reason));
    run.files().forEach(node::put);
  }
}
