/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** Scales the square in the middle of a picture down, each pixel the mean of what it covers. */
final class AreaAverage {

  private static final int[] SHIFTS = {16, 8, 0};

  private final int side;
  private final int square;
  private final int[] colours;

  private AreaAverage(BufferedImage picture, int side) {
    this.side = side;
    this.square = Math.min(picture.getWidth(), picture.getHeight());
    int left = (picture.getWidth() - square) / 2;
    int top = (picture.getHeight() - square) / 2;
    this.colours = picture.getRGB(left, top, square, square, null, 0, square);
  }

  /** Writes [3, side, side]: red, green, blue. */
  static void write(BufferedImage picture, int side, ByteBuffer to) {
    AreaAverage average = new AreaAverage(picture, side);
    for (int shift : SHIFTS) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          to.put((byte) Math.round(average.mean(row, column, shift)));
        }
      }
    }
  }

  /** In units of 1 / side of a pixel all is a whole number. */
  private double mean(int row, int column, int shift) {
    long sum = 0;
    for (int y = row * square / side; y * side < (row + 1) * square; y++) {
      for (int x = column * square / side; x * side < (column + 1) * square; x++) {
        sum +=
            (long) overlap(y, row) * overlap(x, column) * (colours[y * square + x] >> shift & 255);
      }
    }
    return (double) sum / ((long) square * square);
  }

  /** How much of a pixel of the picture is in a pixel of the result. */
  private int overlap(int from, int to) {
    return Math.min((from + 1) * side, (to + 1) * square) - Math.max(from * side, to * square);
  }
}
