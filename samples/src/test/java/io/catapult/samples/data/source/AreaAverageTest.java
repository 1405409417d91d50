/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AreaAverageTest {

  /** Red, green and blue of 3 x 5 pixels, of which rows 1 to 3 are the square in the middle. */
  private static BufferedImage picture() {
    int[][] reds = {{255, 255, 255}, {0, 30, 60}, {90, 120, 150}, {180, 210, 240}, {255, 255, 255}};
    BufferedImage picture = new BufferedImage(3, 5, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 3; x++) {
        picture.setRGB(x, y, reds[y][x] << 16 | 10 << 8 | 7 + x);
      }
    }
    return picture;
  }

  private static byte[] scaled(int side) {
    ByteBuffer all = ByteBuffer.allocate(3 * side * side);
    AreaAverage.write(picture(), side, all);
    return all.array();
  }

  @Test
  void theWholeSquareHasItsMean() {
    assertArrayEquals(new byte[] {120, 10, 8}, scaled(1));
  }

  @Test
  void theSizeItHasLeavesItAsItIs() {
    byte[] reds = {0, 30, 60, 90, 120, (byte) 150, (byte) 180, (byte) 210, (byte) 240};
    byte[] all = scaled(3);
    assertArrayEquals(reds, Arrays.copyOf(all, 9));
    assertArrayEquals(new byte[] {7, 8, 9}, Arrays.copyOfRange(all, 18, 21));
  }

  /** By hand: (0 + 30 / 2 + 90 / 2 + 120 / 4) / 2.25 = 40, and so on. */
  @Test
  void aPixelBetweenTwoCountsForBothByItsShares() {
    byte[] all = scaled(2);
    assertArrayEquals(new byte[] {40, 80, (byte) 160, (byte) 200}, Arrays.copyOf(all, 4));
  }
}
