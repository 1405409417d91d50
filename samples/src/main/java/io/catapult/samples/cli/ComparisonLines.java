/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.Progress;
import io.catapult.tribuo.comparison.Cell;
import io.catapult.tribuo.comparison.ComparisonProgress;
import io.catapult.tribuo.comparison.ComparisonResult;
import io.catapult.tribuo.comparison.RunResult;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells how a comparison goes on: a line for each run, and a bar on a terminal. */
final class ComparisonLines implements ComparisonProgress {

  private static final double NANO = 1e-9;

  private final PrintWriter err;
  private final Path folder;
  private final Progress bar;
  private final Map<String, Double> fractions = new HashMap<>();
  private final Map<String, Long> starts = new HashMap<>();
  private int cells;
  private int before;
  private int done;

  ComparisonLines(PrintWriter err, Path folder, Progress bar) {
    this.err = err;
    this.folder = folder;
    this.bar = bar;
  }

  @Override
  public void begun(int cells, int finished) {
    this.cells = cells;
    this.before = finished;
    this.done = finished;
    String old = finished == 0 ? "" : ", " + finished + " of them finished before";
    bar.print(err, "%d runs%s, kept in %s".formatted(cells, old, folder));
  }

  @Override
  public void started(Cell cell, int attempt) {
    starts.put(cell.id(), System.nanoTime());
  }

  @Override
  public void at(Cell cell, long step, double fraction, double trainLoss) {
    fractions.put(cell.id(), fraction);
    // What was finished before took no time now: it would make the time left too short.
    double running = fractions.values().stream().mapToDouble(Double::doubleValue).sum();
    bar.at((done - before + running) / (cells - before), done + "/" + cells + " runs");
  }

  @Override
  public void retried(Cell cell, String reason) {
    bar.print(err, "%s: its process crashed and is tried again: %s".formatted(name(cell), reason));
  }

  @Override
  public void ended(Cell cell) {
    say(cell, outcome(cell));
  }

  @Override
  public void failed(Cell cell, String reason) {
    say(cell, "failed: " + reason.lines().findFirst().orElse("no reason given"));
  }

  private void say(Cell cell, String what) {
    fractions.remove(cell.id());
    done++;
    double seconds = (System.nanoTime() - starts.getOrDefault(cell.id(), 0L)) * NANO;
    String text =
        String.format(Locale.ROOT, "%d/%d %s: %s, %.0f s", done, cells, name(cell), what, seconds);
    bar.print(err, text);
  }

  private static String name(Cell cell) {
    return cell.configuration() + ", seed " + cell.seed();
  }

  private String outcome(Cell cell) {
    try {
      ComparisonResult now = ComparisonResult.read(folder);
      DynamicsMetrics metric = now.design().primaryMetric();
      return now.runs().stream()
          .filter(run -> run.cell().id().equals(cell.id()))
          .findFirst()
          .map(run -> outcome(run, metric))
          .orElse("ended");
    } catch (IOException e) {
      return "ended";
    }
  }

  private static String outcome(RunResult run, DynamicsMetrics metric) {
    if (run.hasDiverged()) {
      return "diverged";
    }
    return run.value(metric.id()).isPresent()
        ? String.format(
            Locale.ROOT, "%s %.4g", metric.label(), run.value(metric.id()).getAsDouble())
        : "ended";
  }
}
