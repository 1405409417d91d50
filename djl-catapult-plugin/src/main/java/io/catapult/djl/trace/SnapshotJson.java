/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Arrays;
import java.util.List;

/** A snapshot of the AGOP from the fields of its line; {@link LineWriter} writes them. */
final class SnapshotJson {

  private SnapshotJson() {}

  /**
   * The snapshot.
   *
   * @throws IllegalArgumentException if a field is missing or of the wrong type, or lengths do not
   *     agree
   * @throws ArithmeticException if the shape has more numbers than can be counted
   */
  static FeatureSnapshot fromMap(Fields fields) {
    return FeatureSnapshot.at(fields.whole("step"), origin(fields.text("of")))
        .setInputShape(fields.list("shape", item -> Fields.whole(item, "a length")))
        .setTrace(fields.number("trace"))
        .setDiagonal(numbers(fields.list("diagonal", SnapshotJson::number)))
        .optDirections(
            numbers(fields.list("eigenvalues", SnapshotJson::number)), rows(fields, "eigenvectors"))
        .optMatrix(fields.has("matrix") ? rows(fields, "matrix") : null)
        .build();
  }

  private static FeatureSnapshot.Origin origin(String id) {
    return Arrays.stream(FeatureSnapshot.Origin.values())
        .filter(origin -> origin.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Checks.fault(
                    "the field of to be model or reference", id, "see docs/trace-format.md"));
  }

  private static double[][] rows(Fields fields, String name) {
    return fields
        .list(name, item -> numbers(Fields.list(item, "a row of " + name, SnapshotJson::number)))
        .toArray(double[][]::new);
  }

  private static double number(Object value) {
    return Fields.number(value, "an entry");
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
