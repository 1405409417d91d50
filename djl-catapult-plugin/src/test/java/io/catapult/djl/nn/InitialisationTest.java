/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitialisationTest extends BlockFixture {

  private static final int DRAWS = 40_000;

  /** Five standard errors of a mean of squares of normal numbers, sqrt(2 / draws). */
  private static final double FIVE_SIGMA = 5 * Math.sqrt(2.0 / DRAWS);

  private static double meanSquare(double[] values) {
    return Arrays.stream(values).map(v -> v * v).sum() / values.length;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static void assertNormal(double std, double[] values) {
    assertEquals(1, meanSquare(values) / (std * std), FIVE_SIGMA);
    assertEquals(0, mean(values) / std, FIVE_SIGMA);
    double fourth = meanSquare(Arrays.stream(values).map(v -> v * v).toArray());
    // The fourth moment of a normal number is 3; its estimate spreads by sqrt(96 / draws).
    assertEquals(3, fourth / Math.pow(std, 4), 5 * Math.sqrt(96.0 / DRAWS));
  }

  private static void assertUniform(double bound, double[] values) {
    assertTrue(Arrays.stream(values).allMatch(v -> Math.abs(v) <= bound));
    assertEquals(1.0 / 3, meanSquare(values) / (bound * bound), FIVE_SIGMA);
    assertEquals(0, mean(values) / bound, FIVE_SIGMA);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.1})
  void weightsAndBiasesAreNormalWithTheGivenStandardDeviation(double std) {
    NtkLinear wide = NtkLinear.builder().setUnits(DRAWS).optInitialStd(std).build();
    initialize(wide, 1, 1);
    assertNormal(std, values(wide, "weight"));
    assertNormal(std, values(wide, "bias"));
    NtkConv2d conv =
        NtkConv2d.builder()
            .setKernelShape(new Shape(2, 2))
            .setFilters(DRAWS / 4)
            .optInitialStd(std)
            .build();
    initialize(conv, 1, 1, 2, 2);
    assertNormal(std, values(conv, "weight"));
  }

  @Test
  void theStandardDeviationIsOneUnlessChosen() {
    NtkLinear layer = NtkLinear.builder().setUnits(DRAWS).build();
    assertNormal(1, values(initialize(layer, 1, 1), "weight"));
  }

  @Test
  void standardLayersAreUniformInOneOverTheRootOfTheFanIn() {
    Linear linear = FanInUniformInitializer.applyTo(Linear.builder().setUnits(DRAWS).build());
    initialize(linear, 1, 4);
    assertUniform(0.5, values(linear, "weight"));
    assertUniform(0.5, values(linear, "bias"));
    Conv2d conv =
        FanInUniformInitializer.applyTo(
            Conv2d.builder().setKernelShape(new Shape(2, 2)).setFilters(DRAWS).build());
    initialize(conv, 1, 4, 2, 2);
    assertUniform(0.25, values(conv, "weight"));
    assertUniform(0.25, values(conv, "bias"));
  }

  @Test
  void theUniformInitialiserNeedsALayer() {
    Block container = Blocks.batchFlattenBlock();
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> FanInUniformInitializer.applyTo(container))
            .getMessage();
    assertEquals(
        "Expected a layer with a parameter \"weight\" of its own, found LambdaBlock with []; "
            + "apply it to each linear or convolution layer",
        message);
  }
}
