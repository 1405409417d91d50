/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Small tables to train on. */
public final class Tables {

  private Tables() {}

  /** Forty rows of y = a b. */
  public static Path product(Path folder) throws IOException {
    Random random = new Random(3);
    StringBuilder lines = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 40; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      lines.append(String.format(Locale.ROOT, "%.6f,%.6f,%.6f%n", a, b, a * b));
    }
    return Files.writeString(folder.resolve("product.csv"), lines);
  }
}
