/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.FeatureSnapshot.Origin;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers of the AGOP that a run recorded last. */
final class FeatureStatistics {

  private FeatureStatistics() {}

  /**
   * The share of the AGOP that lies in the entries where the reference is not zero: {@code sum of
   * G_ij^2 where G*_ij != 0 / ||G||_F^2}. Empty where a matrix was not recorded.
   */
  static Statistic shareWhereReferenceIs() {
    return new Statistic(
        "share of the AGOP in the true entries",
        "sum of G_ij^2 over i, j with G*_ij != 0, over ||G||_F^2, at the end",
        run -> run.trace().map(FeatureStatistics::share).orElseGet(OptionalDouble::empty));
  }

  private static OptionalDouble share(TrainingTrace trace) {
    Optional<double[][]> model = last(trace, Origin.MODEL);
    Optional<double[][]> reference = last(trace, Origin.REFERENCE);
    if (model.isEmpty() || reference.isEmpty()) {
      return OptionalDouble.empty();
    }
    double all = 0;
    double within = 0;
    for (int i = 0; i < model.get().length; i++) {
      for (int j = 0; j < model.get().length; j++) {
        double square = Math.pow(model.get()[i][j], 2);
        all += square;
        within += reference.get()[i][j] == 0 ? 0 : square;
      }
    }
    return all > 0 ? OptionalDouble.of(within / all) : OptionalDouble.empty();
  }

  /** The last matrix that was recorded of an origin; empty if none was. */
  static Optional<double[][]> last(TrainingTrace trace, Origin origin) {
    return trace.features().stream()
        .filter(snapshot -> snapshot.origin() == origin)
        .reduce((first, second) -> second)
        .flatMap(FeatureSnapshot::matrix);
  }
}
