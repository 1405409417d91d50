/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.engine.EngineException;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A saved model, its data and its loss, for commands that measure it. */
final class ModelOptions {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "TorchScript (.pt), or a DJL parameters file with --network.")
  private Path model;

  @Mixin private NetworkOptions network;

  @Mixin private DataOptions data;

  @Option(
      names = "--loss",
      defaultValue = "mse",
      description =
          "${COMPLETION-CANDIDATES}: the papers' squared loss, DJL's l2Loss, mean softmax"
              + " cross-entropy (default: ${DEFAULT-VALUE}).")
  private LossChoice loss;

  Path model() {
    return model;
  }

  NetworkOptions network() {
    return network;
  }

  DataOptions data() {
    return data;
  }

  LossChoice loss() {
    return loss;
  }

  /** Measuring, and telling of it. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /**
   * Runs what measures the model.
   *
   * @return 0
   * @throws UsageFault if something that the user gave cannot be used
   */
  static int run(Work work) {
    try {
      work.run();
      return 0;
    } catch (EngineException e) {
      throw new UsageFault(
          "the engine cannot run the model on these inputs"
              + EngineMessage.reasonBehind(e)
              + "; check --inputs and --input-shape, or take fewer --samples",
          e);
    } catch (MeasurementException | IllegalArgumentException | IOException e) {
      throw new UsageFault(e.getMessage() + EngineMessage.reasonBehind(e), e);
    }
  }
}
