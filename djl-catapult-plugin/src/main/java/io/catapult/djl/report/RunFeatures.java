/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.FeatureSnapshot.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The AGOP at some steps, as a page draws it: numbers to four digits, as a colour shows no more,
 * and no more of them than a page can hold. Where there are more, some steps between the first and
 * the last are left out; of inputs so large that two steps are too much, eigenvectors too.
 */
final class RunFeatures {

  /** The most numbers of all snapshots together: about 3 MB of text. */
  static final int NUMBERS = 300_000;

  private static final int DIGITS = 4;

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

    /**
     * @param directions the most eigenvectors
     */
    static Snapshot of(FeatureSnapshot snapshot, int directions) {
      double[][] vectors = snapshot.eigenvectors();
      int kept = Math.min(directions, vectors.length);
      return new Snapshot(
          snapshot.step(),
          snapshot.origin().id(),
          snapshot.inputShape(),
          Digits.rounded(snapshot.trace(), DIGITS),
          numbers(snapshot.diagonal()),
          numbers(Arrays.copyOf(snapshot.eigenvalues(), kept)),
          rows(Arrays.copyOf(vectors, kept)),
          snapshot.matrix().map(Snapshot::rows).orElse(null));
    }

    private static List<List<Double>> rows(double[][] rows) {
      return Arrays.stream(rows).map(Snapshot::numbers).toList();
    }

    private static List<Double> numbers(double[] values) {
      return Arrays.stream(values).mapToObj(value -> Digits.rounded(value, DIGITS)).toList();
    }
  }

  /** The snapshots that are drawn, in their order. */
  static List<Snapshot> of(List<FeatureSnapshot> snapshots) {
    int references = (int) snapshots.stream().filter(s -> s.origin() == Origin.REFERENCE).count();
    int numbers = snapshots.stream().mapToInt(RunFeatures::numbers).max().orElse(1);
    int inputs = snapshots.stream().mapToInt(s -> s.diagonal().length).max().orElse(1);
    int most = Math.max(1, Math.min(snapshots.size(), NUMBERS / numbers));
    int models = Math.max(1, most - references);
    int shown = Math.min(snapshots.size(), models + references);
    int directions = numbers * shown <= NUMBERS ? Integer.MAX_VALUE : NUMBERS / shown / inputs - 1;
    return chosen(snapshots, models).stream()
        .filter(snapshot -> directions >= 0)
        .map(snapshot -> Snapshot.of(snapshot, directions))
        .toList();
  }

  private static int numbers(FeatureSnapshot snapshot) {
    int inputs = snapshot.diagonal().length;
    int matrix = snapshot.matrix().isPresent() ? inputs * inputs : 0;
    return inputs * (1 + snapshot.eigenvalues().length) + matrix;
  }

  /** All references, and so many of the model's, evenly from the first to the last. */
  private static List<FeatureSnapshot> chosen(List<FeatureSnapshot> snapshots, int models) {
    List<FeatureSnapshot> ofModel =
        snapshots.stream().filter(snapshot -> snapshot.origin() == Origin.MODEL).toList();
    List<FeatureSnapshot> left = new ArrayList<>(snapshots);
    if (ofModel.size() > models) {
      left.removeAll(ofModel);
      int last = ofModel.size() - 1;
      for (int i = 0; i < models; i++) {
        left.add(ofModel.get(models == 1 ? last : Math.round((float) i * last / (models - 1))));
      }
    }
    return left;
  }
}
