/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.data.FeatureBridge;
import io.catapult.tribuo.data.IdxFile;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.IDXDataSource;

/**
 * The time and memory from a source to an NDArray [60000, 784]: IDX files and a {@code float[][]}
 * by the dense path, and Tribuo's own reader and dataset beside them. Each way runs in its own
 * process: give one of idx, array, tribuo. Memory is what heap and direct buffers hold more than
 * before, so the caller's own array excluded; of the later rounds the first one's buffer is still
 * among it.
 */
public final class DensePathBenchmark {

  private static final int SAMPLES = 60_000;
  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;

  private DensePathBenchmark() {}

  /** Runs one way. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("dense-path");
    byte[] pixels = new byte[SAMPLES * PIXELS];
    new Random(1).nextBytes(pixels);
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      manager.zeros(new Shape(1)).close();
      switch (args[0]) {
        case "idx" -> idx(folder, pixels, manager);
        case "array" -> array(pixels, manager);
        case "tribuo" -> tribuo(folder, pixels, manager);
        default -> throw new IllegalArgumentException("Expected idx, array or tribuo");
      }
    }
  }

  private static void idx(Path folder, byte[] pixels, NDManager manager) throws IOException {
    Path images = write(folder.resolve("images"), pixels, SAMPLES, SIDE, SIDE);
    Path labels = write(folder.resolve("labels"), classes(), SAMPLES);
    for (int round = 0; round < 3; round++) {
      Meter meter = new Meter();
      DenseDataset<Label> data = DenseDataset.classification(images, labels);
      try (NDArray x = data.toArray(manager)) {
        meter.report("IDX files, dense path", x, data);
      }
    }
  }

  private static void array(byte[] pixels, NDManager manager) {
    float[][] rows = new float[SAMPLES][PIXELS];
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < PIXELS; j++) {
        rows[i][j] = Byte.toUnsignedInt(pixels[i * PIXELS + j]) / 255f;
      }
    }
    String[] labels = new String[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = String.valueOf(i % 10);
    }
    for (int round = 0; round < 3; round++) {
      Meter meter = new Meter();
      DenseDataset<Label> data = DenseDataset.classification(rows, labels);
      try (NDArray x = data.toArray(manager)) {
        meter.report("float[][], dense path", x, data);
      }
    }
  }

  private static void tribuo(Path folder, byte[] pixels, NDManager manager) throws IOException {
    Path images = write(folder.resolve("images"), pixels, SAMPLES, SIDE, SIDE);
    Path labels = write(folder.resolve("labels"), classes(), SAMPLES);
    Meter meter = new Meter();
    MutableDataset<Label> data =
        new MutableDataset<>(new IDXDataSource<>(images, labels, new LabelFactory()));
    try (NDArray x = new FeatureBridge(data.getFeatureIDMap()).toArray(data, manager)) {
      meter.report("IDX files, Tribuo's reader and dataset", x, data);
    }
    Meter bridge = new Meter();
    try (NDArray x = new FeatureBridge(data.getFeatureIDMap()).toArray(data, manager)) {
      bridge.report("Tribuo's dataset to an array alone", x, data);
    }
  }

  private static byte[] classes() {
    byte[] classes = new byte[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      classes[i] = (byte) (i % 10);
    }
    return classes;
  }

  private static Path write(Path file, byte[] elements, Integer... dims) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      new IdxFile(List.of(dims), ByteBuffer.wrap(elements)).writeTo(out);
    }
    return file;
  }

  /** Time, and heap and direct memory in use. */
  private static final class Meter {
    private final double before = megabytes();
    private final long start = System.nanoTime();
    private final long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    void report(String what, NDArray array, Dataset<?> kept) {
      float last = array.get(SAMPLES - 1).getFloat(PIXELS - 1);
      double seconds = (System.nanoTime() - start) / 1e9;
      double own = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%-40s %.2f s (%.2f s of a core), %.0f MB held by %s and the array (last number %.3f)%n",
          what,
          seconds,
          own,
          megabytes() - before,
          kept.getClass().getSimpleName(),
          last);
    }

    private static double megabytes() {
      System.gc();
      long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      return (heap + direct) / 1e6;
    }
  }
}
