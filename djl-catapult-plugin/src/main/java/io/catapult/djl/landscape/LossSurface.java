/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Optional;
import java.util.stream.IntStream;

/** The loss, and maybe the sharpness, at the places of a grid on a plane. */
public final class LossSurface {

  private final PlaneGrid grid;
  private final double[] losses;
  private final double[] sharpnesses;
  private final int taken;

  /**
   * @param losses by the number of the place
   * @param sharpnesses likewise, or null
   * @param taken how many places came from a file
   */
  LossSurface(PlaneGrid grid, double[] losses, double[] sharpnesses, int taken) {
    this.grid = grid;
    this.losses = losses;
    this.sharpnesses = sharpnesses;
    this.taken = taken;
  }

  /** The places. */
  public PlaneGrid grid() {
    return grid;
  }

  /**
   * The losses.
   *
   * @return a row for each b, in it one for each a; NaN where the loss is not finite
   */
  public double[][] losses() {
    return rows(losses);
  }

  /**
   * lambda_max of the Hessian of the loss, if it was measured.
   *
   * @return a row for each b, in it one for each a; NaN where the loss is not finite, or no
   *     eigenvalue was found
   */
  public Optional<double[][]> sharpnesses() {
    return Optional.ofNullable(sharpnesses).map(this::rows);
  }

  /** How many places came from the file of an earlier measurement, and were not measured again. */
  public int taken() {
    return taken;
  }

  private double[][] rows(double[] values) {
    int width = grid.first().length;
    return IntStream.range(0, grid.second().length)
        .mapToObj(
            row -> IntStream.range(0, width).mapToDouble(i -> values[row * width + i]).toArray())
        .toArray(double[][]::new);
  }
}
