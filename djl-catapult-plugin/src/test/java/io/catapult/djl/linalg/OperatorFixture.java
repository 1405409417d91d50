/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A manager that owns every array of a test, and operators whose spectra are known. */
abstract class OperatorFixture {

  NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  /** Rounding of a sum of some thousand products, relative to the largest eigenvalue. */
  static double rounding(DataType type) {
    return type == DataType.FLOAT64 ? 1e-12 : 1e-5;
  }

  static double[] descending(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] result = new double[sorted.length];
    Arrays.setAll(result, i -> sorted[sorted.length - 1 - i]);
    return result;
  }

  /** An operator by a function, that counts its products. */
  static final class Counting implements LinearOperator {
    final long size;
    final DataType type;
    final UnaryOperator<NDArray> map;
    int products;

    Counting(long size, DataType type, UnaryOperator<NDArray> map) {
      this.size = size;
      this.type = type;
      this.map = map;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public DataType dataType() {
      return type;
    }

    @Override
    public Device device() {
      return Device.cpu();
    }

    @Override
    public NDArray apply(NDArray vector) {
      products++;
      return map.apply(vector);
    }
  }

  Counting diagonal(DataType type, double... values) {
    NDArray entries = manager.create(values).toType(type, true);
    return new Counting(values.length, type, v -> v.mul(entries));
  }

  /** Q diag(values) Q^T with Q the product of three random reflections. */
  NDArray matrix(DataType type, long seed, double... values) {
    double[][] a = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      a[i][i] = values[i];
    }
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      reflect(a, random.doubles(values.length, -1, 1).toArray());
    }
    return Vectors.matrix(manager, a, type);
  }

  /** a := H a H, H = I - 2 u u^T / u^T u. */
  private static void reflect(double[][] a, double[] u) {
    double square = 0;
    for (double entry : u) {
      square += entry * entry;
    }
    int m = u.length;
    double[] au = RitzPairs.times(a, u);
    double uau = 0;
    for (int i = 0; i < m; i++) {
      uau += u[i] * au[i];
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        a[i][j] +=
            -2 / square * (u[i] * au[j] + au[i] * u[j]) + 4 * uau / square / square * u[i] * u[j];
      }
    }
  }

  /** ||M v_i - theta_i v_i|| for each pair, computed in float64 from the products of M. */
  static double[] trueResiduals(LinearOperator operator, Eigenpairs pairs) {
    double[] residuals = new double[pairs.size()];
    for (int i = 0; i < residuals.length; i++) {
      double theta = pairs.values()[i];
      try (NDManager scratch = NDManager.newBaseManager()) {
        double[] x = column(pairs.vectors(), i);
        NDArray vector = scratch.create(x, new Shape(x.length)).toType(operator.dataType(), true);
        double[] mx = Vectors.doubles(operator.apply(vector));
        double square = 0;
        for (int j = 0; j < x.length; j++) {
          square += Math.pow(mx[j] - theta * x[j], 2);
        }
        residuals[i] = Math.sqrt(square);
      }
    }
    return residuals;
  }

  static double[] column(NDArray vectors, int index) {
    double[] all = Vectors.doubles(vectors);
    int columns = Math.toIntExact(vectors.getShape().get(1));
    double[] column = new double[all.length / columns];
    Arrays.setAll(column, j -> all[j * columns + index]);
    return column;
  }
}
