/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtkLinearTest extends BlockFixture {

  private static final int IN = 7;
  private static final int OUT = 5;

  private static NtkLinear layer(boolean bias) {
    return NtkLinear.builder().setUnits(OUT).optBias(bias).build();
  }

  /** y_r = sum_j W_oj x_rj / sqrt(in) + b_o, row by row. */
  private static double[] naive(NtkLinear layer, double[] rows) {
    double[] weight = values(layer, "weight");
    double[] bias = layer.hasBias() ? values(layer, "bias") : new double[OUT];
    double[] result = new double[rows.length / IN * OUT];
    for (int i = 0; i < result.length; i++) {
      double sum = 0;
      for (int j = 0; j < IN; j++) {
        sum += weight[i % OUT * IN + j] * rows[i / OUT * IN + j];
      }
      result[i] = sum / Math.sqrt(IN) + bias[i % OUT];
    }
    return result;
  }

  // One row is smaller than the weights and takes the factor itself; 40 rows leave it to them.
  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void outputsAreTheScaledProductAndTheBias(int samples) {
    for (boolean bias : new boolean[] {true, false}) {
      NtkLinear layer = initialize(layer(bias), samples, IN);
      NDArray input = normal(samples, IN);
      double[] expected = naive(layer, input.toDoubleArray());
      assertArrayEquals(expected, forward(layer, input).toDoubleArray(), ROUNDING_64);
    }
  }

  @Test
  void worksAlongASequence() {
    NtkLinear layer = initialize(layer(true), 3, 4, IN);
    NDArray input = normal(3, 4, IN);
    NDArray output = forward(layer, input);
    assertEquals(new Shape(3, 4, OUT), output.getShape());
    assertEquals(output.getShape(), layer.getOutputShapes(new Shape[] {input.getShape()})[0]);
    assertArrayEquals(naive(layer, input.toDoubleArray()), output.toDoubleArray(), ROUNDING_64);
  }

  @Test
  void keepsFloat32() {
    NtkLinear layer = layer(true);
    layer.initialize(manager, DataType.FLOAT32, new Shape(1, IN));
    for (int samples : new int[] {1, 40}) {
      NDArray input = manager.ones(new Shape(samples, IN));
      assertEquals(DataType.FLOAT32, forward(layer, input).getDataType());
    }
  }

  @Test
  void leavesInputAndWeightsUnchanged() {
    NtkLinear layer = initialize(layer(true), 1, IN);
    double[] weight = values(layer, "weight");
    for (int samples : new int[] {1, 40}) {
      NDArray input = normal(samples, IN);
      double[] before = input.toDoubleArray();
      forward(layer, input);
      assertArrayEquals(before, input.toDoubleArray());
      assertArrayEquals(weight, values(layer, "weight"));
    }
  }

  @Test
  void scaleIsOneOverTheRootOfTheFanIn() {
    assertEquals(1 / Math.sqrt(IN), initialize(layer(true), 1, IN).scale());
  }

  @Test
  void scaleBeforeInitialisationSaysWhatToDo() {
    String message =
        assertThrows(IllegalStateException.class, () -> layer(true).scale()).getMessage();
    assertEquals(
        "Expected a layer that knows its fan-in, found an uninitialised NtkLinear; "
            + "call initialize or loadParameters first",
        message);
  }

  @Test
  void weightComesBeforeBias() {
    assertEquals(List.of("weight", "bias"), layer(true).getParameters().keys());
    assertEquals(List.of("weight"), layer(false).getParameters().keys());
  }

  @Test
  void sameSeedGivesTheSameParameters() {
    Engine.getInstance().setRandomSeed(3);
    NtkLinear first = initialize(layer(true), 1, IN);
    Engine.getInstance().setRandomSeed(3);
    NtkLinear second = initialize(layer(true), 1, IN);
    assertArrayEquals(values(first, "weight"), values(second, "weight"));
    assertArrayEquals(values(first, "bias"), values(second, "bias"));
  }

  @Test
  void savedParametersGiveIdenticalOutputs() throws IOException, MalformedModelException {
    NtkLinear layer = initialize(layer(true), 2, IN);
    NtkLinear loaded = layer(true);
    load(loaded, save(layer));
    NDArray input = normal(2, IN);
    assertTrue(loaded.isInitialized());
    assertEquals(layer.scale(), loaded.scale());
    assertArrayEquals(
        forward(layer, input).toDoubleArray(), forward(loaded, input).toDoubleArray());
  }

  @Test
  void refusesParametersOfAnotherLayer() throws IOException {
    byte[] saved = save(initialize(layer(true), 1, IN));
    NtkLinear other = layer(false);
    String message =
        assertThrows(MalformedModelException.class, () -> load(other, saved)).getMessage();
    assertEquals(
        "Expected saved parameters of NtkLinear(units=5, bias=false), found those of "
            + "NtkLinear(units=5, bias=true); build the layer with the settings it was saved with",
        message);
    assertFalse(other.isInitialized());
  }

  @Test
  void builderNamesAllFaultsAtOnce() {
    NtkLinear.Builder builder = NtkLinear.builder().optInitialStd(Double.NaN);
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertEquals(
        "Cannot build NtkLinear. units: expected at least 1, found 0; call setUnits. "
            + "initialStd: expected a finite standard deviation above 0, found NaN; "
            + "the papers use 1, and 0.1 for the near-zero initialisation.",
        message);
  }
}
