/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.ArrayHash;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.trajectory.PrincipalComponents;
import java.util.Random;

/**
 * A plane through the weights of a model: {@code (a, b) -> o + a d_1 + b d_2}. It keeps copies of
 * the origin o and of both directions, [p] each, on the model's device.
 */
public final class WeightPlane implements AutoCloseable {

  /** Of the sine of the angle between two directions; below it they are parallel. */
  private static final double PARALLEL = 1e-4;

  private final NDManager manager;
  private final NDArray origin;
  private final NDArray first;
  private final NDArray second;
  private final double[] gram; // d_1.d_1, d_1.d_2, d_2.d_2

  private WeightPlane(NDManager manager, NDArray origin, NDArray first, NDArray second) {
    this.manager = manager;
    this.origin = origin;
    this.first = first;
    this.second = second;
    this.gram = new double[] {dot(first, first), dot(first, second), dot(second, second)};
    double lengths = gram[0] * gram[2];
    double square = lengths - gram[1] * gram[1];
    if (!Double.isFinite(lengths) || square <= PARALLEL * PARALLEL * lengths) {
      throw new MeasurementException(
          "two directions of finite length that are not parallel",
          "the lengths %.4g and %.4g with the scalar product %.4g"
              .formatted(Math.sqrt(gram[0]), Math.sqrt(gram[2]), gram[1]),
          "give two that differ, random ones by another seed");
    }
  }

  /** Makes directions; what it leaves behind ends with the scratch manager. */
  private interface Directions {
    NDList make(NDManager scratch);
  }

  /** Origin and two directions, copied. */
  private static WeightPlane of(Device device, Directions arrays) {
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    try (NDManager scratch = manager.newSubManager()) {
      NDList made = arrays.make(scratch);
      NDArray[] own = made.stream().map(NDArray::duplicate).toArray(NDArray[]::new);
      for (NDArray array : own) {
        array.attach(manager);
      }
      return new WeightPlane(manager, own[0], own[1], own[2]);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Through given weights in two given directions of any length.
   *
   * @param origin o [p]
   * @param first d_1 [p]
   * @param second d_2 [p]
   * @throws MeasurementException if their sizes or types differ, or the directions are parallel
   */
  public static WeightPlane of(NDArray origin, NDArray first, NDArray second) {
    requireAlike(origin, first, second);
    return of(
        origin.getDevice(),
        scratch -> new NDList(flat(origin, scratch), flat(first, scratch), flat(second, scratch)));
  }

  /**
   * Through three weights; the axes are distances between weights: the second weights are at (|d|,
   * 0), and the third on the side of b above 0. Garipov et al., Loss surfaces, mode connectivity
   * and fast ensembling of DNNs, appendix A.1.
   *
   * @throws MeasurementException if their sizes or types differ, or they lie on a line
   */
  public static WeightPlane through(NDArray origin, NDArray second, NDArray third) {
    requireAlike(origin, second, third);
    return of(
        origin.getDevice(),
        scratch -> {
          NDArray o = flat(origin, scratch);
          NDArray u = flat(second, scratch).sub(o);
          return orthonormal(o, u, flat(third, scratch).sub(o));
        });
  }

  /**
   * Through a model's weights and others, and at right angles to that in a random filter-normalised
   * direction; the axes are distances between weights.
   *
   * @param other [p]
   * @param seed of the random direction
   * @throws MeasurementException if the other weights do not suit, or are the same, or a random
   *     direction would move fewer than two weights
   */
  public static WeightPlane towards(ModelView model, NDArray other, long seed) {
    return of(
        model.device(),
        scratch -> {
          NDArray o = model.flatParameters(scratch);
          requireAlike(o, other, other);
          NDArray u = flat(other, scratch).sub(o);
          if (!(dot(u, u) > 0)) {
            throw new MeasurementException(
                "other weights than the model's",
                "the same",
                "give those of another training or step");
          }
          return orthonormal(o, u, FilterNormalization.direction(model, new Random(seed), scratch));
        });
  }

  /**
   * Through a model's weights in two random filter-normalised directions, drawn from Java's random
   * numbers: at a distance of 1 each filter has moved as far as it is long. They are nearly, but
   * not exactly, at right angles. Of a model whose parameters all have one axis, as those of a
   * {@code GraphNetwork}, each whole parameter moves as far as it is long. Li et al., Visualizing
   * the loss landscape of neural nets, section 4.
   *
   * @throws MeasurementException if fewer than two weights would move
   */
  public static WeightPlane random(ModelView model, long seed) {
    Random random = new Random(seed);
    return of(
        model.device(),
        scratch ->
            new NDList(
                model.flatParameters(scratch),
                FilterNormalization.direction(model, random, scratch),
                FilterNormalization.direction(model, random, scratch)));
  }

  /**
   * Through the last weights of a path in its first two principal directions: {@link
   * PrincipalComponents#coordinates} are places in it.
   *
   * @param end the last weights of the path [p]
   * @param components at least two, of the same path
   * @throws MeasurementException if the sizes differ
   */
  public static WeightPlane of(NDArray end, PrincipalComponents components) {
    return of(
        end.getDevice(),
        scratch -> {
          NDArray o = flat(end, scratch);
          NDArray first = direction(components, 0, o, scratch);
          NDArray second = direction(components, 1, o, scratch);
          requireAlike(o, first, second);
          return new NDList(o, first, second);
        });
  }

  private static NDArray direction(
      PrincipalComponents components, int k, NDArray like, NDManager scratch) {
    double[] numbers = components.direction(k);
    return scratch.create(numbers, new Shape(numbers.length)).toType(like.getDataType(), true);
  }

  private static NDArray flat(NDArray array, NDManager scratch) {
    return Aten.alias(array, scratch).flatten();
  }

  private static NDList orthonormal(NDArray origin, NDArray u, NDArray v) {
    NDArray first = u.div(length(u));
    NDArray rest = v.sub(first.mul(dot(first, v)));
    return new NDList(origin, first, rest.div(length(rest)));
  }

  private static double length(NDArray vector) {
    double length = Math.sqrt(dot(vector, vector));
    if (!(length > 0)) {
      throw new MeasurementException(
          "three weights that do not lie on a line",
          "a direction of length " + length,
          "give weights of other trainings, or of other steps");
    }
    return length;
  }

  private static double dot(NDArray a, NDArray b) {
    try (NDArray product = a.dot(b)) {
      return Aten.numbers(product)[0];
    }
  }

  private static void requireAlike(NDArray origin, NDArray second, NDArray third) {
    for (NDArray other : new NDArray[] {second, third}) {
      if (other.size() != origin.size() || other.getDataType() != origin.getDataType()) {
        throw new MeasurementException(
            origin.size() + " weights of " + origin.getDataType(),
            other.size() + " of " + other.getDataType(),
            "give vectors of one model, as ModelView.flatParameters has them");
      }
    }
  }

  /** p, the number of weights. */
  public long size() {
    return origin.size();
  }

  /**
   * A view of a model at a place of the plane.
   *
   * @throws io.catapult.djl.autodiff.NonFiniteException if the weights there are not finite
   * @throws MeasurementException if the model has another number or type of weights
   */
  public ModelView at(ModelView model, double a, double b) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray weights = Aten.alias(first, scratch).mul(a);
      weights.addi(Aten.alias(origin, scratch)).addi(Aten.alias(second, scratch).mul(b));
      return model.at(weights);
    }
  }

  /**
   * The place of the plane that is nearest to weights.
   *
   * @param weights [p]
   * @return a, b
   */
  public double[] coordinates(NDArray weights) {
    requireAlike(origin, weights, weights);
    try (NDManager scratch = manager.newSubManager()) {
      NDArray way = flat(weights, scratch).sub(origin);
      double x = dot(way, first);
      double y = dot(way, second);
      double determinant = gram[0] * gram[2] - gram[1] * gram[1];
      return new double[] {
        (gram[2] * x - gram[1] * y) / determinant, (gram[0] * y - gram[1] * x) / determinant
      };
    }
  }

  /** SHA-256 of the origin. */
  String originHash() {
    return ArrayHash.sha256(new NDList(origin));
  }

  /** SHA-256 of the directions. */
  String directionHash() {
    return ArrayHash.sha256(new NDList(first, second));
  }

  @Override
  public void close() {
    manager.close();
  }
}
