/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LinearOperator} promises. A test of an implementation extends this and says how
 * to make one.
 */
public abstract class LinearOperatorContract {

  private final Random random = new Random(5);
  private NDManager manager;
  private LinearOperator operator;

  /**
   * A new operator, the same each time; it is closed after the test if it can be.
   *
   * @param manager owns what the operator needs and ends with the test
   */
  protected abstract LinearOperator operator(NDManager manager);

  /** The rounding error to allow, relative to ||x|| ||M y||. */
  protected double rounding() {
    return operator.dataType() == DataType.FLOAT64 ? 1e-12 : 1e-5;
  }

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    operator = operator(manager);
  }

  @AfterEach
  void close() throws Exception {
    if (operator instanceof AutoCloseable closeable) {
      closeable.close();
    }
    manager.close();
  }

  private NDArray vector() {
    double[] entries = random.doubles(operator.size(), -1, 1).toArray();
    return manager
        .create(entries, new Shape(entries.length))
        .toType(operator.dataType(), true)
        .toDevice(operator.device(), false);
  }

  private static double dot(NDArray a, NDArray b) {
    double[] x = Vectors.doubles(a);
    double[] y = Vectors.doubles(b);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double norm(NDArray a) {
    return Math.sqrt(dot(a, a));
  }

  @Test
  void isSymmetric() {
    NDArray x = vector();
    NDArray y = vector();
    NDArray mx = operator.apply(x);
    NDArray my = operator.apply(y);
    double allowed = rounding() * (norm(x) * norm(my) + norm(y) * norm(mx));
    assertEquals(dot(x, my), dot(y, mx), allowed);
  }

  @Test
  void isLinear() {
    NDArray x = vector();
    NDArray y = vector();
    NDArray expected = operator.apply(x).mul(0.5).sub(operator.apply(y));
    NDArray found = operator.apply(x.mul(0.5).sub(y));
    assertEquals(0, norm(found.sub(expected)), rounding() * (norm(expected) + norm(found)));
  }

  @Test
  void leavesItsArgumentUnchanged() {
    NDArray x = vector();
    double[] before = Vectors.doubles(x);
    operator.apply(x);
    assertArrayEquals(before, Vectors.doubles(x));
  }

  @Test
  void givesTheSameAnswerTwice() {
    NDArray x = vector();
    assertArrayEquals(Vectors.doubles(operator.apply(x)), Vectors.doubles(operator.apply(x)));
  }

  @Test
  void mapsTheZeroVectorToItself() {
    assertEquals(0, norm(operator.apply(vector().zerosLike())));
  }

  @Test
  void keepsTypeShapeAndDevice() {
    NDArray x = vector();
    NDArray product = operator.apply(x);
    assertEquals(x.getDataType(), product.getDataType());
    assertEquals(x.getShape(), product.getShape());
    assertEquals(x.getDevice(), product.getDevice());
  }

  @Test
  void givesItsResultAndNothingElseToTheManagerOfTheArgument() {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray x = vector();
      x.attach(scratch);
      NDArray product = operator.apply(x);
      assertNotSame(x, product);
      assertSame(scratch, product.getManager());
      assertEquals(2, scratch.getManagedArrays().size());
    }
  }

  @Test
  void canChangeTheResultWithoutAnEffectOnTheNext() {
    NDArray x = vector();
    double[] before = Vectors.doubles(operator.apply(x));
    operator.apply(x).muli(-7);
    assertArrayEquals(before, Vectors.doubles(operator.apply(x)));
  }

  @Test
  void takesARowOfALargerArray() {
    NDArray x = vector();
    NDArray rows = manager.create(new Shape(3, operator.size()), operator.dataType());
    rows.set(new NDIndex("1"), x);
    NDArray product = operator.apply(x);
    NDArray ofRow = operator.apply(rows.get(new NDIndex("1")));
    assertArrayEquals(
        Vectors.doubles(product), Vectors.doubles(ofRow), rounding() * (1e-30 + norm(product)));
  }
}
