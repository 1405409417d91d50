/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Blocks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Native arrays end with the network, closed or not, and never under a prediction. */
class NativeNetworkTest {

  /** Far more collections than are needed; each waits a little for the cleaner. */
  private static final int COLLECTIONS = 500;

  private final List<NDManager> opened = new CopyOnWriteArrayList<>();

  private NativeNetwork network() {
    return new NativeNetwork(
        () -> {
          NDManager manager = NDManager.newBaseManager(null, "PyTorch");
          opened.add(manager);
          return manager;
        },
        manager -> Blocks.identityBlock());
  }

  private static float[] use(NativeNetwork network) {
    return network.outputs(manager -> manager.ones(new Shape(2, 3)));
  }

  @Test
  void arraysAreMadeAtTheFirstUseAndKept() {
    try (NativeNetwork network = network()) {
      assertEquals(0, opened.size());
      assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1}, use(network));
      use(network);
      assertEquals(1, opened.size());
      assertTrue(opened.get(0).isOpen());
    }
    assertFalse(opened.get(0).isOpen());
  }

  @Test
  void aNetworkThatIsNeverClosedIsFreedWithTheGarbage() throws InterruptedException {
    use(network());
    for (int i = 0; i < COLLECTIONS && opened.get(0).isOpen(); i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertFalse(opened.get(0).isOpen());
  }

  @Test
  void closingWaitsForPredictionsInOtherThreads() {
    NativeNetwork network = network();
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              if (i % 10 == 0) {
                network.close();
              } else {
                assertEquals(6, use(network).length);
              }
            });
    network.close();
    assertTrue(opened.stream().noneMatch(NDManager::isOpen));
  }
}
