/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.MapProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * The OLCUT configuration of a cell: task and trainer as named components, from which a worker, or
 * a person with a {@link ConfigurationManager}, makes them again.
 */
final class CellConfiguration {

  private static final String ROOT = "cell";
  private static final String TRAINER = ROOT + "-trainer";
  private static final String SEED = "seed";

  private final List<ConfigurationData> components;

  private CellConfiguration(List<ConfigurationData> components) {
    this.components = components;
  }

  /** The configuration of a plan, whose seed becomes that of the trainer. */
  static CellConfiguration of(CellPlan<?> plan) {
    ConfigurationManager manager = new ConfigurationManager();
    manager.importConfigurable(plan, ROOT);
    List<ConfigurationData> components =
        manager.getComponentNames().stream()
            .sorted()
            .map(name -> manager.getConfigurationData(name).orElseThrow())
            .toList();
    components.stream()
        .filter(component -> component.getName().equals(TRAINER))
        .forEach(trainer -> trainer.add(SEED, new SimpleProperty(Long.toString(plan.seed()))));
    return new CellConfiguration(components);
  }

  /** Writes the file. */
  void write(Path file) throws IOException {
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(components);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manager.save(bytes, "xml", true);
    AtomicFile.write(file, bytes.toByteArray());
  }

  /** Makes task and trainer again from a file. */
  static CellPlan<?> read(Path file) {
    ConfigurationManager manager = new ConfigurationManager(file.toString());
    return (CellPlan<?>) manager.lookup(ROOT);
  }

  /** The batch size; 0 for the full batch. */
  int batchSize() {
    return toJson().path(TRAINER).path("batchSize").asInt();
  }

  /** The learning-rate schedule, in words. */
  String schedule() {
    return ScheduleWords.of(toJson().path(TRAINER + "-optimizer-schedule"));
  }

  /** Steps between measurements; 0 if the clock says when to measure. */
  int measuredEvery() {
    return toJson().path(TRAINER + "-watch").path("every").asInt();
  }

  /** Each component with its class and settings, names sorted. */
  ObjectNode toJson() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (ConfigurationData component : components) {
      ObjectNode settings = all.putObject(component.getName());
      settings.put("class", component.getClassName());
      new TreeMap<>(component.getProperties())
          .forEach((name, property) -> put(settings, name, property));
    }
    return all;
  }

  private static void put(ObjectNode settings, String name, Property property) {
    if (property instanceof ListProperty list) {
      var items = settings.putArray(name);
      list.getSimpleList().forEach(item -> items.add(item.getValue()));
    } else if (property instanceof MapProperty map) {
      ObjectNode entries = settings.putObject(name);
      new TreeMap<>(map.getMap()).forEach((key, value) -> entries.put(key, value.getValue()));
    } else {
      settings.put(name, ((SimpleProperty) property).getValue());
    }
  }
}
