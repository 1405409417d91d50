/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.experiments.Check;
import io.catapult.samples.experiments.Experiment;
import io.catapult.samples.experiments.ExperimentResult;
import io.catapult.samples.experiments.Experiments;
import io.catapult.samples.experiments.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What experiments there are, and what they found, for the terminal. */
final class ReproductionTable {

  private static final String SPACE = "  ";

  private ReproductionTable() {}

  /** Prints what there is. */
  static void list(PrintWriter out) {
    for (Experiment experiment : Experiments.all()) {
      out.printf(
          "%-10s %s (%s)%n           %s%n           %s%n%n",
          experiment.id(),
          experiment.title(),
          experiment.time(),
          experiment.claim(),
          experiment.source());
    }
    out.println("The times are those of the desk size on two quiet cores.");
    out.flush();
  }

  /** Prints a line for each check. */
  static void print(PrintWriter out, List<ExperimentResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("experiment", "claim", "number", "paper", "verdict"));
    for (ExperimentResult result : results) {
      result.found().forEach((check, found) -> rows.add(row(result, check, found)));
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(one -> one.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length())).append(SPACE);
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }

  private static List<String> row(
      ExperimentResult result, Check check, ExperimentResult.Found found) {
    return List.of(
        result.experiment().id(),
        check.name() + ": " + check.bar(),
        found.judgement().numbers(),
        check.paper().isEmpty() ? "-" : check.paper(),
        verdict(found));
  }

  private static String verdict(ExperimentResult.Found found) {
    String verdict = found.judgement().outcome().id();
    Map<Long, ?> seeds = found.bySeed();
    return seeds.size() < 2
        ? verdict
        : verdict + " (%d of %d seeds alone)".formatted(found.seeds(Outcome.PASS), seeds.size());
  }
}
