/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Times tasks in turn with training steps and prints a row for each. */
final class Table {

  private static final int WARM_UP = 3;

  /** A task, with what it needs to be ready before the clock starts. */
  private record Task(
      String name,
      double bar,
      Supplier<AutoCloseable> preparation,
      Function<AutoCloseable, NDArray> body) {}

  private final Workload workload;
  private final int rounds;
  private final List<Task> tasks = new ArrayList<>();

  Table(Workload workload, int rounds) {
    this.workload = workload;
    this.rounds = rounds;
  }

  Table add(String name, double bar, Runnable task) {
    return add(
        name,
        bar,
        () -> () -> {},
        ready -> {
          task.run();
          return null;
        });
  }

  Table add(
      String name,
      double bar,
      Supplier<AutoCloseable> preparation,
      Function<AutoCloseable, NDArray> body) {
    tasks.add(new Task(name, bar, preparation, body));
    return this;
  }

  void run() {
    double[] step = new double[rounds];
    double[][] times = new double[tasks.size()][rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      double stepTime = time(workload::step);
      for (int t = 0; t < tasks.size(); t++) {
        double time = time(tasks.get(t));
        if (round >= 0) {
          step[round] = stepTime;
          times[t][round] = time;
        }
      }
    }
    for (int t = 0; t < tasks.size(); t++) {
      Task task = tasks.get(t);
      row(workload.name(), task.name(), median(times[t]), median(step), task.bar());
    }
  }

  private static double time(Task task) {
    try (AutoCloseable ready = task.preparation().get()) {
      long start = System.nanoTime();
      NDArray result = task.body().apply(ready);
      double time = (System.nanoTime() - start) / 1e6;
      if (result != null) {
        result.close();
      }
      return time;
    } catch (Exception e) {
      throw new IllegalStateException(task.name(), e);
    }
  }

  static double time(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e6;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static String header() {
    return String.format(
        "%-16s %-34s %10s %10s %8s %8s  %s%n",
        "network", "what", "ms", "step ms", "steps", "at most", "peak MB of this process");
  }

  static void row(String network, String what, double millis, double step, double bar) {
    String verdict = Double.isNaN(bar) ? "" : millis / step <= bar ? "met" : "NOT MET";
    System.out.printf(
        Locale.ROOT,
        "%-16s %-34s %10.1f %10.1f %8.2f %8s  %.0f %s%n",
        network,
        what,
        millis,
        step,
        millis / step,
        MeasureBenchmark.format(bar),
        peakMegabytes(),
        verdict);
  }

  static String machine() {
    return "PyTorch threads %d, processors %d, Java %s"
        .formatted(
            JniUtils.getNumThreads(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  /** The high-water mark of resident memory; NaN where the system does not tell. */
  static double peakMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
