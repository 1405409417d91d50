/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import java.util.Arrays;
import java.util.Random;

/**
 * Random directions that suit the scale of a network's weights: each filter of a convolution, and
 * each neuron's row of a matrix, of a Gaussian direction is given the norm of that of the weights,
 *
 * <pre>
 * d_ij = g_ij |w_ij| / |g_ij|
 * </pre>
 *
 * so that how sharp a loss looks does not depend on a scale of the weights that it does not depend
 * on itself, such as that of ReLU layers. Parameters of one axis or none, such as biases and the
 * scales of norms, do not move. Li, Xu, Taylor, Studer and Goldstein, Visualizing the loss
 * landscape of neural nets, section 4.
 *
 * <p>Where all parameters are of one axis or none, as those of a {@code GraphNetwork}, which has an
 * array of weights for each layer, each whole parameter takes the place of a filter.
 */
final class FilterNormalization {

  private FilterNormalization() {}

  /**
   * Draws a direction from Java's random numbers.
   *
   * @param manager the owner of the result [p], of the view's type
   * @throws MeasurementException if fewer than two weights would move, as there is no plane then
   */
  static NDArray direction(ModelView model, Random random, NDManager manager) {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      double[] weights = Aten.numbers(model.flatParameters(scratch));
      double[] direction = new double[weights.length];
      boolean isWhole = model.parameters().stream().noneMatch(FilterNormalization::hasFilters);
      for (ParameterInfo parameter : model.parameters()) {
        if (isWhole || hasFilters(parameter)) {
          draw(direction, parameter, isWhole ? 1 : parameter.shape().get(0), weights, random);
        }
      }
      requireMoving(direction);
      NDArray wide = scratch.create(direction, new Shape(direction.length));
      NDArray result = wide.toType(model.dataType(), true);
      result.attach(manager);
      return result;
    }
  }

  private static boolean hasFilters(ParameterInfo parameter) {
    return parameter.shape().dimension() > 1;
  }

  private static void requireMoving(double[] direction) {
    long moving = Arrays.stream(direction).filter(d -> d != 0).count();
    if (moving < 2) {
      throw new MeasurementException(
          "at least 2 weights that a random direction moves, each filter by its own length",
          moving + " of " + direction.length + "; filters of length 0 and biases do not move",
          "give directions of your own to WeightPlane.of, or weights that are not 0");
    }
  }

  private static void draw(
      double[] direction, ParameterInfo parameter, long filters, double[] weights, Random random) {
    int size = Math.toIntExact(parameter.size() / filters);
    for (int i = 0; i < filters; i++) {
      int from = Math.toIntExact(parameter.offset()) + i * size;
      fill(direction, from, weights, from + size, random);
    }
  }

  private static void fill(double[] direction, int from, double[] weights, int to, Random random) {
    for (int i = from; i < to; i++) {
      direction[i] = random.nextGaussian();
    }
    double scale = norm(weights, from, to) / norm(direction, from, to);
    for (int i = from; i < to; i++) {
      direction[i] *= scale;
    }
  }

  private static double norm(double[] numbers, int from, int to) {
    return Math.sqrt(Arrays.stream(numbers, from, to).map(x -> x * x).sum());
  }
}
