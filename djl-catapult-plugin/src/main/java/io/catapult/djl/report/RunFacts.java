/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.ProbeDescription;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceFooter;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TrainingTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was trained, how, and what it was measured with: names and values for a table. */
final class RunFacts {

  private static final int SECONDS_DIGITS = 4;

  private final List<Fact> facts = new ArrayList<>();

  private RunFacts() {}

  /**
   * A name and a value.
   *
   * @param label the name
   * @param value the value
   */
  record Fact(String label, String value) {}

  static List<Fact> of(TrainingTrace trace) {
    RunFacts facts = new RunFacts();
    TraceHeader header = trace.header();
    facts.add("Model", header.training().model().name());
    facts.add("Layers", header.training().model().structure().strip());
    facts.add("Trainable parameters", Words.figures(header.training().model().trainableCount()));
    facts.add("Optimizer", text(header.training().optimizer()));
    facts.add("Learning rate", text(header.training().schedule()));
    facts.add("Loss", text(header.training().loss()));
    facts.add("Probe data", probe(header.probe()));
    facts.add("Measured", EvidenceText.settings(header.settings()));
    facts.environment(header.environment());
    facts.time(header, trace.footer());
    facts.add("Trace format", header.format().toString());
    return facts.facts;
  }

  private void add(String label, String value) {
    if (!value.isBlank()) {
      facts.add(new Fact(label, value));
    }
  }

  private static String text(Component component) {
    String parameters = EvidenceText.settings(component.parameters());
    return parameters.isEmpty() ? component.name() : component.name() + " (" + parameters + ")";
  }

  private static String probe(ProbeDescription probe) {
    String shapes =
        probe.shapes().stream().map(Object::toString).collect(Collectors.joining(" and "));
    String description = probe.description().isBlank() ? "" : probe.description() + "; ";
    String samples = Words.figures(probe.samples());
    return "%s%s samples, %s, %s, SHA-256 %s"
        .formatted(description, samples, shapes, probe.dataType(), probe.sha256());
  }

  private void environment(RunEnvironment environment) {
    add("Device", environment.device());
    add("Threads", String.valueOf(environment.threads()));
    add(
        "Seed",
        environment.seed().isPresent()
            ? String.valueOf(environment.seed().getAsLong())
            : "not known");
    add(
        "Versions",
        environment.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", ")));
  }

  private void time(TraceHeader header, Optional<TraceFooter> footer) {
    add("Started", header.started().toString());
    footer.ifPresent(
        end -> {
          add("Ended", end.ended() + ": " + end.outcome());
          add("Training time", seconds(end.trainingSeconds()));
          add("Measuring time", seconds(end.measuringSeconds()));
        });
  }

  private static String seconds(double seconds) {
    return Words.value(seconds, SECONDS_DIGITS) + " s";
  }
}
