/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.data.ArrayFile;
import io.catapult.tribuo.trainer.ReferenceAgop;
import java.io.IOException;
import java.io.InputStream;

/** The reference AGOP that the samples carry; {@link MakeReferenceAgop} makes it again. */
final class ReferenceAgopFile {

  private static final String FASHION_MNIST = "/fashion-mnist/reference-agop.npy";

  private ReferenceAgopFile() {}

  static ReferenceAgop fashionMnist() throws IOException {
    try (InputStream stream = ReferenceAgopFile.class.getResourceAsStream(FASHION_MNIST)) {
      return new ReferenceAgop(
          rows(ArrayFile.readNpy(stream, FASHION_MNIST)),
          "Myrtle-5 on all images of both classes, see fashion-mnist/reference-agop.json");
    }
  }

  private static float[][] rows(ArrayFile.Numbers factor) {
    int r = (int) factor.shape()[0];
    int d = (int) factor.shape()[1];
    float[][] rows = new float[r][d];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < d; j++) {
        rows[i][j] = (float) factor.values()[i * d + j];
      }
    }
    return rows;
  }
}
