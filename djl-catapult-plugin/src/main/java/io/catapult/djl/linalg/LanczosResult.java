/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.stream.IntStream;

/** Turns the Ritz pairs that a run ended with into its result. */
final class LanczosResult {

  private LanczosResult() {}

  /**
   * The wanted pairs, and the vectors to keep.
   *
   * @param ritz the last Ritz pairs of the space, or null if there are none
   */
  static Eigenpairs of(
      LanczosSettings settings,
      LinearOperator operator,
      KrylovSpace space,
      RitzPairs ritz,
      Outcome outcome) {
    NDManager owner = NDManager.newBaseManager(operator.device(), "PyTorch");
    if (ritz == null) {
      return new Eigenpairs(owner, null, EigenvalueQuality.NONE, space.products(), outcome);
    }
    int[] order = settings.end().order(ritz.size());
    int wanted = Math.min(settings.wanted(operator.size()), order.length);
    int[] chosen = IntStream.of(order).limit(wanted).sorted().toArray();
    IntStream further = IntStream.of(order).skip(wanted).limit(settings.keep());
    double[][] rows =
        IntStream.concat(IntStream.of(chosen), further)
            .mapToObj(i -> ritz.vectors()[i])
            .toArray(double[][]::new);
    EigenvalueQuality quality = EigenvalueQuality.of(ritz, chosen);
    try {
      NDArray vectors = space.combined(owner, rows);
      return new Eigenpairs(owner, vectors, quality, space.products(), outcome);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }
}
