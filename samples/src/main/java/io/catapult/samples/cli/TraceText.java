/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.detect.RuleCount;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceFooter;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TrainingTrace;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A trace on one screen, for a person. */
final class TraceText {

  /** About as many as a screen holds. */
  private static final int EVENTS = 30;

  private final PrintWriter out;
  private final TrainingTrace trace;
  private final boolean all;

  TraceText(PrintWriter out, TrainingTrace trace, boolean all) {
    this.out = out;
    this.trace = trace;
    this.all = all;
  }

  /** Prints what was trained, what happened, the quantities, and the end. */
  void print() {
    printHeader();
    printEvents();
    printCounts();
    printRows();
    printEnd();
    trace.warnings().forEach(warning -> out.println("Warning: " + warning));
  }

  private void printHeader() {
    TraceHeader header = trace.header();
    line("model", header.training().model().name() + count(header));
    line("optimizer", words(header.training().optimizer()));
    line("schedule", words(header.training().schedule()));
    line("loss", words(header.training().loss()));
    line(
        "probe data",
        "%d samples, shapes %s, sha256 %s"
            .formatted(
                header.probe().samples(),
                header.probe().shapes(),
                header.probe().sha256().substring(0, 8)));
    header.environment().seed().ifPresent(seed -> line("seed", Long.toString(seed)));
    line("device", header.environment().device() + ", threads " + header.environment().threads());
    line("versions", pairs(header.environment().versions()));
    line("started", header.started().toString());
  }

  private static String count(TraceHeader header) {
    return String.format(
        Locale.ROOT, ", %,d trainable parameters", header.training().model().trainableCount());
  }

  /** The name and its plain settings; a tracker within an optimizer has a line of its own. */
  private static String words(Component component) {
    Map<String, Object> plain = new LinkedHashMap<>(component.parameters());
    plain.values().removeIf(Map.class::isInstance);
    String name = component.name().substring(component.name().lastIndexOf('.') + 1);
    return plain.isEmpty() ? name : name + ": " + pairs(plain);
  }

  private static String pairs(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void line(String name, String text) {
    out.printf("%-11s %s%n", name, text);
  }

  private void printEvents() {
    List<TraceEvent> shown = shownEvents();
    out.printf("%nWhat happened%n");
    if (shown.isEmpty()) {
      out.println("  nothing of note");
    }
    for (TraceEvent event : shown) {
      out.printf("%8d  %s%n", event.step(), event.words());
    }
    int more = trace.events().size() - shown.size();
    if (more > 0) {
      out.printf("          ... and %d more: --all%n", more);
    }
  }

  /** Where there are too many, changes of phase are the first to go. */
  private List<TraceEvent> shownEvents() {
    List<TraceEvent> events = trace.events();
    if (all || events.size() <= EVENTS) {
      return events;
    }
    return events.stream()
        .filter(event -> event.kind() != TraceEvent.Kind.PHASE)
        .limit(EVENTS)
        .toList();
  }

  /** Counts of the whole run; of one that was killed, from what the trace holds. */
  private void printCounts() {
    try {
      print(RecordedDynamics.summary(trace));
    } catch (IllegalArgumentException e) {
      out.printf("%nThe footer's summary cannot be read, nothing is counted: %s%n", e.getMessage());
    }
  }

  private void print(DynamicsSummary summary) {
    Map<String, Long> spikes = new LinkedHashMap<>();
    summary.spikes().forEach((verdict, count) -> spikes.put(name(verdict), count));
    out.printf("%nSpikes: %s%n", spikes.isEmpty() ? "none" : pairs(spikes));
    for (RuleCount count : summary.rules()) {
      if (count.judged() > 0) {
        out.printf(
            "Catapults by the %s: %d of %d updates judged%n",
            name(count.rule()), count.catapults(), count.judged());
      }
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void printRows() {
    List<Quantity> columns = TraceRows.columns(trace);
    TextTable table = TextTable.ofNumbers();
    List<String> heads = new ArrayList<>(List.of("step"));
    columns.forEach(quantity -> heads.add(quantity.id()));
    table.head(heads);
    for (Measurement at : TraceRows.of(trace, all)) {
      List<String> row = new ArrayList<>(List.of(Long.toString(at.step())));
      columns.forEach(quantity -> row.add(number(at.value(quantity))));
      table.row(row);
    }
    out.println();
    table.print(out);
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.4g", value.getAsDouble());
  }

  private void printEnd() {
    out.println();
    if (trace.footer().isEmpty()) {
      out.println("No footer: the run was killed, or it still goes on.");
      return;
    }
    TraceFooter footer = trace.footer().get();
    out.printf(
        Locale.ROOT,
        "The end: %s at step %d, %s. Training took %.1f s, measuring %.1f s (%.0f %% of it).%n",
        footer.outcome(),
        footer.lastStep(),
        footer.ended(),
        footer.trainingSeconds(),
        footer.measuringSeconds(),
        100 * footer.overhead());
  }
}
