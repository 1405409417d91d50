/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PlaneGridTest {

  @Test
  void aSquareHasTheOriginInItsMiddle() {
    PlaneGrid grid = PlaneGrid.around(2, 5);
    assertArrayEquals(new double[] {-2, -1, 0, 1, 2}, grid.first());
    assertArrayEquals(grid.first(), grid.second());
    assertEquals(25, grid.size());
    assertEquals(1, grid.a(8));
    assertEquals(-1, grid.b(8));
    assertEquals(0, grid.a(12));
    assertEquals(0, grid.b(12));
  }

  @Test
  void aRectangleCoversThePlacesWithAMargin() {
    PlaneGrid grid = PlaneGrid.covering(new double[][] {{1, 5}, {3, 4}, {2, 6}}, 0.5, 3);
    assertArrayEquals(new double[] {0, 2, 4}, grid.first());
    assertArrayEquals(new double[] {3, 5, 7}, grid.second());
  }

  @Test
  void placesOnALineHaveNone() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> PlaneGrid.covering(new double[][] {{1, 5}, {1, 6}}, 0.5, 3));
    assertTrue(fault.getMessage().contains("found 3 from 1.0 to 1.0"), fault::getMessage);
    assertThrows(IllegalArgumentException.class, () -> PlaneGrid.around(1, 1));
    fault = assertThrows(IllegalArgumentException.class, () -> PlaneGrid.around(1, 100_000));
    assertTrue(fault.getMessage().contains("found 10000000000"), fault::getMessage);
    assertThrows(IllegalArgumentException.class, () -> PlaneGrid.around(Double.NaN, 3));
  }
}
