/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.trainer.DjlTrainer;
import io.catapult.tribuo.trainer.FullyConnectedFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tribuo.Output;

/**
 * What a single training is made from: task, trainer and seed, kept as an OLCUT configuration.
 *
 * @param <T> the type of output
 */
final class TrainingSettings<T extends Output<T>> implements Configurable {

  private static final String NAME = "training";

  @Config(mandatory = true, description = "What is learned.")
  private ComparisonTask<T> task;

  @Config(mandatory = true, description = "How; its seed is that of the training.")
  private DjlTrainer<T> trainer;

  @Config(mandatory = true, description = "The seed of data and training.")
  private long seed;

  @Config(description = "The most steps whose weights are kept; 0 for none.")
  private int path;

  private TrainingSettings() {}

  TrainingSettings(ComparisonTask<T> task, DjlTrainer<T> trainer, long seed, int path) {
    this.task = task;
    this.trainer = trainer;
    this.seed = seed;
    this.path = path;
  }

  /** Reads what {@link #write} wrote. */
  static TrainingSettings<?> read(Path file) {
    return (TrainingSettings<?>) new ConfigurationManager(file.toString()).lookup(NAME);
  }

  /** The network as {@code catapult diagnose} takes it. */
  static String networkOptions(Path file) {
    ConfigurationManager all = new ConfigurationManager(file.toString());
    return all.getComponentNames().stream()
        .map(name -> all.getConfigurationData(name).orElseThrow())
        .filter(part -> part.getClassName().equals(FullyConnectedFactory.class.getName()))
        .map(part -> part.getProperties())
        .map(
            network ->
                "--network fcn --depth %s --width %s --no-bias"
                    .formatted(network.get("depth"), network.get("width")))
        .findFirst()
        .orElseThrow();
  }

  /** Writes everything that changes a number, and what is to be kept. */
  void write(Path file) throws IOException {
    ConfigurationManager all = new ConfigurationManager();
    all.importConfigurable(this, NAME);
    List<ConfigurationData> components =
        all.getComponentNames().stream()
            .map(name -> all.getConfigurationData(name).orElseThrow())
            .toList();
    components.stream()
        .filter(component -> component.getClassName().equals(DjlTrainer.class.getName()))
        .forEach(component -> component.add("seed", new SimpleProperty(Long.toString(seed))));
    ConfigurationManager seeded = new ConfigurationManager();
    seeded.addConfiguration(components);
    try (OutputStream out = Files.newOutputStream(file)) {
      seeded.save(out, "xml", true);
    }
  }

  ComparisonTask<T> task() {
    return task;
  }

  DjlTrainer<T> trainer() {
    return trainer;
  }

  long seed() {
    return seed;
  }

  int path() {
    return path;
  }
}
