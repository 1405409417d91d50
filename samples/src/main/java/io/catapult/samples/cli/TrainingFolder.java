/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a single training.
 *
 * @param path the folder
 */
record TrainingFolder(Path path) {

  /** Whether a folder is that of a training. */
  static boolean isOne(Path folder) {
    return Files.exists(new TrainingFolder(folder).settings());
  }

  /** Task, trainer and seed, from which the training can be done again. */
  Path settings() {
    return path.resolve("training.xml");
  }

  /** The trace. */
  Path trace() {
    return path.resolve("trace.jsonl");
  }

  /** What came out; it is there when the training has ended. */
  Path evaluation() {
    return path.resolve("evaluation.json");
  }

  /** The model in Tribuo's protobuf form. */
  Path model() {
    return path.resolve("model.pb");
  }

  /** The model's parameters in DJL's form. */
  Path parameters() {
    return path.resolve("model.params");
  }

  /** The weights at steps of the training, if they were asked for. */
  Path weights() {
    return path.resolve("path.weights");
  }

  /** The training data as the network is given them, beside the weights. */
  Path data() {
    return path.resolve("data.npz");
  }

  /**
   * Makes the folder.
   *
   * @throws UsageFault if there is something in it, or it cannot be made
   */
  void create() {
    try {
      Files.createDirectories(path);
      Optional<String> found = content();
      if (found.isPresent()) {
        throw new UsageFault(
            "Expected a new or empty folder; found %s with '%s' in it. Remedy: choose another by --out; nothing was changed."
                .formatted(path, found.get()));
      }
      if (!Files.isWritable(path)) {
        throw unwritable("no right to write in it", null);
      }
    } catch (IOException e) {
      throw unwritable(e.toString(), e);
    }
  }

  private Optional<String> content() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().findFirst();
    }
  }

  private UsageFault unwritable(String found, IOException cause) {
    return new UsageFault(
        "Expected a folder that can be written; found for %s: %s. Remedy: choose another by --out."
            .formatted(path, found),
        cause);
  }

  /** Puts the trace of a training that was stopped aside: a new one would be written on its end. */
  void keepOldTrace() throws IOException {
    for (int i = 1; Files.exists(trace()); i++) {
      Path old = path.resolve("trace-stopped-" + i + ".jsonl");
      if (!Files.exists(old)) {
        Files.move(trace(), old);
      }
    }
  }
}
