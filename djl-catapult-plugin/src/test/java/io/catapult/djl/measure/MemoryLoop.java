/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.measure;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes every measurement again and again and prints the resident memory of its process, in
 * kilobytes, after the 500th and after the last; then the arrays that are left behind.
 */
public final class MemoryLoop {

  /** By then classes are loaded, and most of the code is compiled. */
  static final int SETTLED = 500;

  private static final int SAMPLES = 6;
  private static final int CHANNELS = 4;
  private static final int PIXELS = 12;

  /** Of one hidden layer, float32. */
  static final int ACTIVATION_BYTES = SAMPLES * CHANNELS * PIXELS * PIXELS * Float.BYTES;

  private MemoryLoop() {}

  /**
   * Runs the loop.
   *
   * @param args the number of measurements, more than 500
   */
  public static void main(String[] args) throws IOException {
    int measurements = Integer.parseInt(args[0]);
    Engine.getInstance().setRandomSeed(3);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = Networks.convolutional().setDepth(3).setChannels(CHANNELS).build();
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 2, PIXELS, PIXELS));
      NDArray x = manager.randomNormal(new Shape(SAMPLES, 2, PIXELS, PIXELS));
      NDArray y = manager.randomNormal(new Shape(SAMPLES, 1));
      try (ModelView model = ModelView.of(block);
          Measurements all = new Measurements(model, SquaredErrorLoss.create(), x, y)) {
        int arrays = manager.getManagedArrays().size();
        for (int i = 1; i <= measurements; i++) {
          all.takeAll();
          if (i == SETTLED || i == measurements) {
            System.out.println(residentKilobytes());
          }
        }
        System.out.println(manager.getManagedArrays().size() - arrays);
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D+", ""));
    }
  }
}
