/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.samples.UsageFault;
import io.catapult.samples.data.ArrayFile.Numbers;
import java.util.Arrays;

/** Targets as a loss takes them, [n, k], from what a file holds. */
final class Targets {

  private static final double PROBABILITY_ROUNDING = 1e-3;

  private Targets() {}

  /**
   * Checks the numbers and shapes them.
   *
   * @param numbers [n, k], or [n] for one output or for class numbers
   * @param loss the loss in use
   * @param outputs f [n, k]
   * @throws UsageFault if they do not suit the outputs or the loss
   */
  static NDArray of(NDManager manager, Numbers numbers, LossChoice loss, NDArray outputs) {
    long n = outputs.getShape().get(0);
    int k = Math.toIntExact(outputs.getShape().get(1));
    double[] values = numbers.values();
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new UsageFault(
          "--targets: expected finite numbers, found NaN or infinity; clean the data");
    }
    if (loss == LossChoice.CE) {
      values = probabilities(numbers, n, k);
    } else if (numbers.shape().length == 0 || numbers.shape()[0] != n || values.length != n * k) {
      throw mismatch(
          "[%d, %d] as the outputs".formatted(n, k), numbers, oneHotAdvice(numbers, n, k));
    }
    try (NDArray plain = manager.create(values, new Shape(n, k))) {
      return plain.toType(outputs.getDataType(), true);
    }
  }

  private static String oneHotAdvice(Numbers numbers, long n, int k) {
    return k > 1 && numbers.values().length == n
        ? "; give one-hot rows, or take --loss ce for class numbers"
        : "; give one number for each sample and output";
  }

  private static double[] probabilities(Numbers numbers, long n, int k) {
    if (k < 2) {
      throw new UsageFault(
          "--loss ce: expected a model of at least 2 outputs, found 1; take --loss mse or l2");
    }
    double[] values = numbers.values();
    boolean bySample = numbers.shape().length > 0 && numbers.shape()[0] == n;
    if (bySample && values.length == n) {
      return oneHot(values, k);
    }
    if (!bySample || values.length != n * k) {
      throw mismatch(
          "class numbers [%d] or probabilities [%d, %d]".formatted(n, n, k),
          numbers,
          "; give targets for the same samples");
    }
    for (int i = 0; i < n; i++) {
      double[] row = Arrays.copyOfRange(values, i * k, (i + 1) * k);
      double distance = Math.abs(Arrays.stream(row).sum() - 1);
      if (distance > PROBABILITY_ROUNDING || Arrays.stream(row).anyMatch(v -> v < 0)) {
        throw new UsageFault(
            "--targets, row %d: expected probabilities that sum to 1 (one-hot for a class), found %s; give class numbers [n] or such rows"
                .formatted(i, Arrays.toString(row)));
      }
    }
    return values;
  }

  private static double[] oneHot(double[] classes, int k) {
    double[] rows = new double[Math.multiplyExact(classes.length, k)];
    for (int i = 0; i < classes.length; i++) {
      int number = (int) classes[i];
      if (number != classes[i] || number < 0 || number >= k) {
        throw new UsageFault(
            "--targets, row %d: expected a class number from 0 to %d, as the model has %d outputs, found %s; number the classes from 0"
                .formatted(i, k - 1, k, classes[i]));
      }
      rows[i * k + number] = 1;
    }
    return rows;
  }

  private static UsageFault mismatch(String expected, Numbers found, String advice) {
    return new UsageFault(
        "--targets: expected "
            + expected
            + ", found shape "
            + Arrays.toString(found.shape())
            + advice);
  }
}
