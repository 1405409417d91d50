/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ArrayHash;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a surface is of, to tell whether a file is of the same.
 *
 * @param facts by their names, in words for faults
 * @param atOrigin the loss at the origin of the plane, NaN if it is not finite; it differs where
 *     what cannot be hashed does, such as an activation
 */
record SurfaceIdentity(Map<String, String> facts, double atOrigin) {

  /** Relative; more than the rounding of float32 and the order of its sums account for. */
  private static final double TOLERANCE = 1e-4;

  static SurfaceIdentity of(
      ModelView model, Loss loss, NDList x, NDList labels, WeightPlane plane, double atOrigin) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "parameters",
        model.parameters().stream()
            .map(parameter -> parameter.name() + parameter.shape())
            .collect(Collectors.joining(", ")));
    facts.put("precision", model.dataType().toString());
    facts.put("weights", plane.originHash());
    facts.put("directions", plane.directionHash());
    facts.put("data", ArrayHash.sha256(x, labels));
    facts.put("loss", loss.getName());
    return new SurfaceIdentity(facts, atOrigin);
  }

  /**
   * Requires that another is of the same.
   *
   * @param where the other comes from
   * @throws MeasurementException naming what differs first
   */
  void require(SurfaceIdentity other, Object where) {
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      String found = other.facts().get(fact.getKey());
      if (!Objects.equals(fact.getValue(), found)) {
        throw differing("the same " + fact.getKey(), where, fact.getValue(), found);
      }
    }
    double difference = Math.abs(atOrigin - other.atOrigin());
    boolean isSame =
        Double.isNaN(atOrigin)
            ? Double.isNaN(other.atOrigin())
            : difference <= TOLERANCE * Math.abs(atOrigin);
    if (!isSame) {
      throw differing(
          "the same model, with this loss at the origin", where, atOrigin, other.atOrigin());
    }
  }

  private static MeasurementException differing(
      String expected, Object where, Object now, Object found) {
    return new MeasurementException(
        "a surface of %s in %s: %s".formatted(expected, where, now),
        found == null ? "none" : found.toString(),
        "give another file, or delete this one to measure anew");
  }
}
