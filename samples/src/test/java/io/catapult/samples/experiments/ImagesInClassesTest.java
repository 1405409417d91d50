/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ImagesInClassesTest {

  @Test
  void thereAreImagesToTrainOnAndAsManyOthers() throws IOException {
    ImagesInClasses.Split data = ImagesInClasses.fashionMnist(30, 14, 1);
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      assertEquals(new Shape(30, 1, 14, 14), data.train().inputs(manager).getShape());
      assertEquals(new Shape(30, 1, 14, 14), data.test().inputs(manager).getShape());
      assertEquals(new Shape(30, 10), data.train().labels(manager).getShape());
    }
  }

  @Test
  void ofThoseToTestNoMoreThanThereAre() throws IOException {
    ImagesInClasses.Split data = ImagesInClasses.fashionMnist(1000, 28, 1);
    assertEquals(1000, data.train().images().size());
    assertEquals(512, data.test().images().size());
  }
}
