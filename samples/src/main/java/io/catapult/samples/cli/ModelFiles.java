/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.tribuo.trainer.DjlModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/** Keeps a trained model, for Tribuo and for {@code catapult diagnose}. */
final class ModelFiles {

  private ModelFiles() {}

  /** Writes the model in Tribuo's form, and its parameters in DJL's. */
  static void write(DjlModel<?> model, TrainingFolder folder) throws IOException {
    model.serializeToFile(folder.model());
    try (OutputStream out = Files.newOutputStream(folder.parameters())) {
      model.writeParameters(out);
    }
  }
}
