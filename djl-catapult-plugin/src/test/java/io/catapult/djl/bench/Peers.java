/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The same kernel by other means: one sample at a time in DJL, and functorch on PyTorch. */
final class Peers {

  private static final int NAIVE_SAMPLES = 8;
  private static final Path SCRIPT = Path.of("djl-catapult-plugin/src/bench/functorch_peer.py");

  private Peers() {}

  static void run() throws IOException, InterruptedException {
    double fullyConnected = naive(Workload.fullyConnected(128, 1));
    double convolutional = naive(Workload.convolutional(32, 1));
    String python = System.getProperty("python");
    if (python == null) {
      System.out.println("functorch: not run, name an interpreter that has it by -Dpython=PATH");
      return;
    }
    for (String name : List.of("fc-k1", "fc-k10")) {
      functorch(python, name, fullyConnected);
    }
    for (String name : List.of("cnn-k1", "cnn-k10")) {
      functorch(python, name, convolutional);
    }
  }

  /** Returns the milliseconds of a training step. */
  private static double naive(Workload workload) {
    try (workload) {
      double[] steps = new double[9];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = Table.time(workload::step);
      }
      double step = Table.median(steps);
      rows(workload, 2);
      long samples = workload.x().getShape().get(0);
      double time = Table.time(() -> rows(workload, NAIVE_SAMPLES)) * samples / NAIVE_SAMPLES;
      String what = "one sample at a time (%d of %d)".formatted(NAIVE_SAMPLES, samples);
      Table.row(workload.name(), what, time, step, Double.NaN);
      return step;
    }
  }

  private static void rows(Workload workload, int samples) {
    try (NDManager scope = workload.x().getManager().newSubManager()) {
      NDList rows = new NDList();
      for (int i = 0; i < samples; i++) {
        rows.add(row(workload, scope, i));
      }
      NDArray jacobian = NDArrays.concat(rows, 0);
      jacobian.matMul(jacobian.transpose());
    }
  }

  private static NDArray row(Workload workload, NDManager scope, int i) {
    NDList parts = new NDList();
    try (GradientCollector collector = workload.trainer().newGradientCollector()) {
      NDArray input = workload.x().get("{}:{}", i, i + 1);
      input.attach(scope);
      NDArray output = workload.trainer().forward(new NDList(input)).head();
      collector.backward(output.sum());
      for (Parameter parameter : workload.block().getParameters().values()) {
        NDArray gradient = parameter.getArray().getGradient();
        gradient.attach(scope);
        parts.add(gradient.duplicate().reshape(1, gradient.size()));
        gradient.subi(gradient);
      }
    }
    return NDArrays.concat(parts, 1);
  }

  private static void functorch(String python, String name, double step)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("functorch", ".json");
    Process process =
        new ProcessBuilder(python, SCRIPT.toString(), "--child", name, "functorch")
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int status = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (status != 0) {
      System.out.println(name + ": functorch failed with exit status " + status);
      return;
    }
    JsonObject result = JsonUtils.GSON.fromJson(text, JsonObject.class);
    JsonElement seconds = result.get("seconds");
    String peak = "%.0f MB".formatted(result.get("peak").getAsDouble());
    if (seconds.isJsonNull()) {
      System.out.printf(
          "%-16s functorch: %s, peak %s%n", name, result.get("note").getAsString(), peak);
    } else {
      double millis = seconds.getAsDouble() * 1000;
      Table.row(name, "functorch, peak " + peak, millis, step, Double.NaN);
    }
  }
}
