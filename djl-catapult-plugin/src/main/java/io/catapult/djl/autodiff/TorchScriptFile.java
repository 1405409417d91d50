/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Loads a TorchScript file so that it can be differentiated. */
final class TorchScriptFile {

  private static final String REMEDY =
      "save the model with torch.jit.script(model).save(path) or torch.jit.trace(...).save(path),"
          + " not with torch.save";

  private TorchScriptFile() {}

  static Model load(Path file) {
    requireArchive(file);
    Path absolute = file.toAbsolutePath();
    Model model = Model.newInstance(absolute.getFileName().toString(), "PyTorch");
    try {
      model.load(
          absolute.getParent(), absolute.getFileName().toString(), Map.of("trainParam", "true"));
      return model;
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new MeasurementException(
          "a TorchScript module", file + ", which the engine cannot load", REMEDY, e);
    }
  }

  /** The engine reads what it is given; a file that is no archive must not get that far. */
  private static void requireArchive(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MeasurementException("a TorchScript file", "no file at " + file, "check the path");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean code = zip.stream().anyMatch(entry -> entry.getName().contains("/code/"));
      if (!code) {
        throw new MeasurementException(
            "a TorchScript file, an archive with code",
            file + ", an archive without (weights only, perhaps)",
            REMEDY);
      }
    } catch (ZipException e) {
      throw new MeasurementException(
          "a TorchScript file, a complete zip archive",
          file + ", which is none or is cut short: " + e.getMessage(),
          "copy the file again; " + REMEDY,
          e);
    } catch (IOException e) {
      throw new MeasurementException(
          "a readable TorchScript file", file + ": " + e.getMessage(), "check its permissions", e);
    }
  }
}
