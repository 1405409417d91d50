/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TrainingTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every setting that changes a number of a run, by a name with dots: what design.json asked for,
 * the provenance of the trainer in result.json, and where it ran as the trace's header tells. No
 * time is in it.
 */
final class RunSettings {

  private static final int LONGEST_VALUE = 300;
  private static final String COMPONENT = "cell-";
  private static final String NAME_OF_INTERFACE = ".host-short-name";

  private final SortedMap<String, String> values = new TreeMap<>();

  /**
   * Reads the settings of a run; what is not there is left out.
   *
   * @param asked the components of its configuration
   * @param provenance that of the trainer
   */
  RunSettings(RunResult run, JsonNode asked, JsonNode provenance, Optional<TrainingTrace> trace) {
    asked
        .properties()
        .forEach(component -> flatten(name(component.getKey()), component.getValue()));
    // Where there is a provenance it tells the same again, with the seed and versions.
    values.put("trainer.seed", Long.toString(run.cell().seed()));
    flatten("trainer", provenance);
    trace.map(TrainingTrace::header).ifPresent(this::putHeader);
    values.keySet().removeIf(name -> name.endsWith(NAME_OF_INTERFACE) || name.startsWith("cell."));
    values.values().removeIf(value -> value.startsWith(COMPONENT) && asked.has(value));
    values.put("configuration", run.cell().configuration());
  }

  /** A component such as cell-trainer-optimizer as a name with dots. */
  private static String name(String component) {
    String name =
        component.startsWith(COMPONENT) ? component.substring(COMPONENT.length()) : component;
    return name.replace('-', '.');
  }

  private void putHeader(TraceHeader header) {
    RunEnvironment environment = header.environment();
    environment.versions().forEach((what, version) -> put("version." + what, version));
    put("device", environment.device());
    put("threads", Integer.toString(environment.threads()));
    flatten("probe", Json.MAPPER.valueToTree(header.probe()));
  }

  private void flatten(String path, JsonNode node) {
    if (node.isObject()) {
      node.properties().forEach(entry -> flatten(path + "." + entry.getKey(), entry.getValue()));
    } else if (node.isArray() && node.size() > 0 && node.get(0).isContainerNode()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "." + i, node.get(i));
      }
    } else if (!node.isMissingNode()) {
      String name = path.endsWith(".class-name") ? path.substring(0, path.length() - 5) : path;
      put(name, node.isValueNode() ? node.asText() : node.toString());
    }
  }

  private void put(String name, String value) {
    values.put(name, value.length() <= LONGEST_VALUE ? value : shortened(value));
  }

  /** The beginning, and what tells values apart that begin alike. */
  private static String shortened(String value) {
    return "%s ... (%d characters, hash %08x)"
        .formatted(value.substring(0, LONGEST_VALUE), value.length(), value.hashCode());
  }

  /**
   * Writes the settings of all runs: under "shared" once what is the same in all, under "settings"
   * of each run what differs in any.
   *
   * @param runs the objects of the runs, in the order of the settings
   */
  static void write(List<RunSettings> all, ObjectNode shared, List<ObjectNode> runs) {
    TreeSet<String> names = new TreeSet<>();
    all.forEach(settings -> names.addAll(settings.values.keySet()));
    List<String> varying = new ArrayList<>();
    for (String name : names) {
      String first = all.get(0).values.get(name);
      if (all.stream().allMatch(s -> first != null && first.equals(s.values.get(name)))) {
        shared.put(name, first);
      } else {
        varying.add(name);
      }
    }
    for (int i = 0; i < runs.size(); i++) {
      Map<String, String> values = all.get(i).values;
      ObjectNode settings = runs.get(i).putObject("settings");
      varying.stream()
          .filter(values::containsKey)
          .forEach(name -> settings.put(name, values.get(name)));
    }
  }
}
