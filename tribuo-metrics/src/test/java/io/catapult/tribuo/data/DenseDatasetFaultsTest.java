/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DenseDatasetFaultsTest {

  private static final float[][] X = {{1, 2}, {3, 4}};
  private static final float[][] Y = {{1}, {2}};

  private static Arguments fault(Executable mistake, String message) {
    return Arguments.of(message, mistake);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        fault(
            () -> DenseDataset.regression(new float[0][], Y),
            "Expected at least one row; found none. Remedy: give the samples as rows."),
        fault(
            () -> DenseDataset.regression(new float[][] {{1, 2}, {3}}, Y),
            "Expected rows of one length, 2 as row 0 has; found 1 in row 1. Remedy: fill missing"
                + " features."),
        fault(
            () -> DenseDataset.regression(new float[][] {{}, {}}, Y),
            "Expected rows of at least one feature; found empty rows. Remedy: give the features."),
        fault(
            () -> DenseDataset.regression(new float[][] {{1, 2}, {3, Float.NaN}}, Y),
            "Expected finite features; found NaN in row 1, column 1. Remedy: drop the row or fill"
                + " the gap."),
        fault(
            () -> DenseDataset.regression(new float[3], 2, Y),
            "Expected whole rows of 2 numbers, at least one; found 3 numbers. Remedy: give n times"
                + " 2 numbers."),
        fault(
            () -> DenseDataset.regression(X, new float[][] {{1}}),
            "Expected targets for each of 2 rows; found 1. Remedy: give as many targets as rows."),
        fault(
            () -> DenseDataset.regression(X, new float[][] {{1}, {1, 2}}),
            "Expected targets of one length, 1 as row 0 has; found 2 in row 1. Remedy: fill missing"
                + " targets."),
        fault(
            () -> DenseDataset.regression(X, new float[][] {{1}, {Float.POSITIVE_INFINITY}}),
            "Expected finite targets; found Infinity in row 1, column 0. Remedy: drop the row or"
                + " fill the gap."),
        fault(
            () -> DenseDataset.classification(X, new String[] {"a", "a"}),
            "Expected at least two classes; found only 'a'. Remedy: give samples of each class."),
        fault(
            () -> DenseDataset.classification(X, new String[] {"a", "b", "c"}),
            "Expected an output for each of 2 rows; found 3 outputs. Remedy: give as many outputs"
                + " as rows."),
        fault(
            () -> DenseDataset.regression(X, Y).subset(new int[0]),
            "Expected at least one row; found none. Remedy: choose some."),
        fault(
            () -> DenseDataset.regression(X, Y).subset(new int[] {2}),
            "Expected rows from 0 to 1; found 2. Remedy: choose others."),
        fault(
            () -> DenseDataset.regression(X, Y).getExample(-1),
            "Expected an example from 0 to 1; found -1. Remedy: see size()."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void mistakes(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }
}
