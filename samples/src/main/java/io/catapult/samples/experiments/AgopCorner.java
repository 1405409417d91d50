/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.trace.FeatureSnapshot.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first ten rows and columns of an AGOP, its entries scaled from the least and the largest to 0
 * and 1. Zhu, Toward understanding the dynamics of over-parameterized neural networks, Fig. C.15.
 *
 * @param name whose AGOP it is
 * @param rows the scaled entries
 */
public record AgopCorner(String name, List<List<Double>> rows) {

  private static final int SIZE = 10;

  /** Copies the rows. */
  public AgopCorner {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * The corner of a matrix.
   *
   * @param matrix square; a smaller one is taken whole
   */
  static AgopCorner of(String name, double[][] matrix) {
    int size = Math.min(SIZE, matrix.length);
    double[][] corner =
        Arrays.stream(matrix)
            .limit(size)
            .map(row -> Arrays.copyOf(row, size))
            .toArray(double[][]::new);
    double low = Arrays.stream(corner).flatMapToDouble(Arrays::stream).min().orElse(0);
    double high = Arrays.stream(corner).flatMapToDouble(Arrays::stream).max().orElse(0);
    double range = high > low ? high - low : 1;
    return new AgopCorner(
        name,
        Arrays.stream(corner)
            .map(row -> Arrays.stream(row).mapToObj(value -> (value - low) / range).toList())
            .toList());
  }

  /** The true one and those at the end of the runs of the first seed; none without matrices. */
  static List<AgopCorner> of(Evidence evidence) {
    List<AgopCorner> corners = new ArrayList<>();
    List<RecordedRun> first =
        evidence.seeds().stream()
            .limit(1)
            .flatMap(seed -> evidence.ofSeed(seed).runs().stream())
            .toList();
    first.stream()
        .flatMap(run -> last(run, Origin.REFERENCE).stream())
        .limit(1)
        .forEach(matrix -> corners.add(of("true", matrix)));
    first.forEach(
        run -> last(run, Origin.MODEL).ifPresent(matrix -> corners.add(of(run.row(), matrix))));
    return List.copyOf(corners);
  }

  private static Optional<double[][]> last(RecordedRun run, Origin origin) {
    return run.trace().flatMap(trace -> FeatureStatistics.last(trace, origin));
  }
}
