/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.linalg.LinearOperator;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A manager that owns every array of a test, and short ways to build models and directions. */
abstract class CurvatureFixture {

  /**
   * Central differences in float64 lose STEP^2 to the next derivative, 1e-16 / STEP to rounding.
   */
  static final double STEP = 1e-5;

  /** About 1e-10 by the two errors of STEP, with room for derivatives larger than one. */
  static final double DIFFERENCE_ERROR = 1e-7;

  /** Sums of some hundred products of order one: 1e-15 each, 1e-12 with room. */
  static final double ROUNDING_64 = 1e-12;

  /** The same in float32: 1e-7 each. */
  static final double ROUNDING_32 = 1e-5;

  final Random random = new Random(17);
  NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  NDArray normal(long... shape) {
    return normal(DataType.FLOAT64, shape);
  }

  NDArray normal(DataType type, long... shape) {
    double[] numbers = new double[(int) new Shape(shape).size()];
    Arrays.setAll(numbers, i -> random.nextGaussian());
    return manager.create(numbers, new Shape(shape)).toType(type, false);
  }

  /** Weights of order 1 / 2 in float64, also for biases, so that nothing is zero by accident. */
  <T extends Block> T initialize(T block, long... inputShape) {
    for (Parameter parameter : block.getParameters().values()) {
      boolean positive = parameter.getType() == Parameter.Type.RUNNING_VAR;
      parameter.setInitializer(
          (owner, shape, type) -> {
            NDArray value = normal(shape.getShape()).mul(0.5);
            NDArray array = (positive ? value.abs().add(0.5) : value).toType(type, true);
            array.attach(owner);
            return array;
          });
    }
    block.initialize(manager, DataType.FLOAT64, new Shape(inputShape));
    return block;
  }

  /** The operator as a matrix: its products with the unit vectors, as rows. */
  NDArray dense(LinearOperator operator) {
    int size = (int) operator.size();
    NDArray identity = manager.eye(size, size, 0, operator.dataType(), Device.cpu());
    NDList rows = new NDList();
    for (int i = 0; i < size; i++) {
      rows.add(operator.apply(identity.get(i)));
    }
    return NDArrays.stack(rows);
  }

  /** The derivative of a function of the weights along a direction, by central differences. */
  NDArray difference(ModelView model, NDArray direction, MeasurementAt function) {
    NDArray ahead = at(model, direction.mul(STEP), function);
    NDArray behind = at(model, direction.mul(-STEP), function);
    return ahead.sub(behind).div(2 * STEP);
  }

  private NDArray at(ModelView model, NDArray shift, MeasurementAt function) {
    NDArray flat = model.flatParameters(manager).add(shift);
    NDList values = new NDList();
    for (ParameterInfo info : model.parameters()) {
      NDArray part = flat.get("{}:{}", info.offset(), info.offset() + info.size());
      values.add(part.reshape(info.shape()));
    }
    try (ModelView moved = model.withParameters(values)) {
      return function.of(moved);
    }
  }

  /** What is measured at moved weights; the result belongs to the fixture's manager. */
  interface MeasurementAt {
    NDArray of(ModelView model);
  }

  static double distance(NDArray expected, NDArray actual) {
    NDArray wide = expected.toType(DataType.FLOAT64, false);
    double scale = wide.abs().max().getDouble();
    return wide.sub(actual.toType(DataType.FLOAT64, false)).abs().max().getDouble() / scale;
  }
}
