/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.FeatureSnapshot;
import java.util.Arrays;
import java.util.List;

/** The AGOP at some steps, as a page draws it. */
final class RunFeatures {

  private RunFeatures() {}

  /**
   * A snapshot; a number that is not finite is null.
   *
   * @param step the step
   * @param of model or reference
   * @param shape of one input, [d] or [c, h, w]
   * @param trace the trace
   * @param diagonal the diagonal
   * @param eigenvalues the largest eigenvalues, descending
   * @param eigenvectors their eigenvectors
   * @param matrix all of it where it is small, or null
   */
  record Snapshot(
      long step,
      String of,
      List<Long> shape,
      Double trace,
      List<Double> diagonal,
      List<Double> eigenvalues,
      List<List<Double>> eigenvectors,
      List<List<Double>> matrix) {

    static Snapshot of(FeatureSnapshot snapshot) {
      return new Snapshot(
          snapshot.step(),
          snapshot.origin().id(),
          snapshot.inputShape(),
          Digits.rounded(snapshot.trace()),
          numbers(snapshot.diagonal()),
          numbers(snapshot.eigenvalues()),
          rows(snapshot.eigenvectors()),
          snapshot.matrix().map(Snapshot::rows).orElse(null));
    }

    private static List<List<Double>> rows(double[][] rows) {
      return Arrays.stream(rows).map(Snapshot::numbers).toList();
    }

    private static List<Double> numbers(double[] values) {
      return Arrays.stream(values).mapToObj(Digits::rounded).toList();
    }
  }

  static List<Snapshot> of(List<FeatureSnapshot> snapshots) {
    return snapshots.stream().map(Snapshot::of).toList();
  }
}
