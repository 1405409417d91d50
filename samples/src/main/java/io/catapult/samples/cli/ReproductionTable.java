/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.catapult.samples.experiments.Experiment;
import io.catapult.samples.experiments.Experiments;
import io.catapult.samples.experiments.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What experiments there are, and what they found, for the terminal. */
final class ReproductionTable {

  private static final String PASS = Outcome.PASS.id();

  private ReproductionTable() {}

  /** Prints what there is. */
  static void list(PrintWriter out) {
    for (Experiment experiment : Experiments.all()) {
      out.printf(
          "%s: %s (%s)%n    %s%n    %s%n%n",
          names(experiment),
          experiment.title(),
          experiment.time(),
          experiment.claim(),
          experiment.source());
    }
    out.println(
        "Each can be asked for by any of its names. The times are those of the desk size on two quiet cores.");
    out.flush();
  }

  private static String names(Experiment experiment) {
    List<String> names = new ArrayList<>(List.of(experiment.id()));
    names.addAll(experiment.figures());
    return String.join(", ", names);
  }

  /**
   * Prints a line for each check, and what was found where one fails.
   *
   * @param summary as reproduction.json has it
   * @param ids the experiments to print, in their order
   */
  static void print(PrintWriter out, JsonNode summary, List<String> ids) {
    Map<String, JsonNode> byId = new HashMap<>();
    summary.path("experiments").forEach(one -> byId.put(one.path("id").asText(), one));
    TextTable table = TextTable.ofTexts();
    table.head(List.of("experiment", "claim", "number", "paper", "verdict"));
    List<String> findings = new ArrayList<>();
    for (String id : ids) {
      for (JsonNode check : byId.get(id).path("checks")) {
        table.row(row(id, check));
        if (isFinding(check)) {
          findings.add("%s, %s: %s".formatted(id, text(check, "name"), text(check, "finding")));
        }
      }
    }
    table.print(out);
    findings.forEach(finding -> out.printf("%n%s%n", finding));
    out.flush();
  }

  private static List<String> row(String id, JsonNode check) {
    return List.of(
        id,
        text(check, "name") + ": " + text(check, "bar"),
        text(check, "numbers"),
        text(check, "paper").isEmpty() ? "-" : text(check, "paper"),
        verdict(check));
  }

  private static String verdict(JsonNode check) {
    String outcome = text(check, "outcome");
    boolean isFailure = Outcome.FAIL.id().equals(outcome);
    String verdict = isFailure && isFinding(check) ? "does not reproduce" : outcome;
    JsonNode seeds = check.path("bySeed");
    long passed = seeds.valueStream().filter(one -> PASS.equals(one.asText())).count();
    return seeds.size() < 2
        ? verdict
        : verdict + " (%d of %d seeds alone)".formatted(passed, seeds.size());
  }

  private static boolean isFinding(JsonNode check) {
    return !PASS.equals(text(check, "outcome")) && check.has("finding");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
