/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.util.passthrough.PassthroughNDManager;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.TangentKernel;
import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad input gets an exception of ours that says expected, found and remedy. */
class BadInputTest {

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** What is done to a sound model [n, 3] -> [n, 2], and what the message must say. */
  @FunctionalInterface
  interface Mistake {
    void make(BadInputTest test) throws Exception;
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("uninitialised block", t -> ModelView.of(block()), "an initialised block"),
        mistake("closed model", BadInputTest::closedModel, "an open model"),
        mistake("frozen model", BadInputTest::frozen, "trainParam"),
        mistake("two types", BadInputTest::twoTypes, "trainable parameters of one type"),
        mistake("other engine", BadInputTest::otherEngine, "a model on the PyTorch engine"),
        mistake("two devices", BadInputTest::twoDevices, "all parameters on one device"),
        mistake("input elsewhere", BadInputTest::inputElsewhere, "inputs on the model's device"),
        mistake("input of no engine", BadInputTest::inputOfNoEngine, "input 0 on the PyTorch"),
        mistake("NaN weight", t -> t.weights(Float.NaN), "parameter \"01Linear_weight\""),
        mistake("infinite weight", t -> t.weights(Float.NEGATIVE_INFINITY), "finite weights"),
        mistake("no input", t -> t.kernel(new NDList()), "an empty NDList"),
        mistake("empty batch", t -> t.kernel(t.zeros(0, 3)), "at least one sample"),
        mistake("scalar", t -> t.kernel(t.manager.create(1f)), "at least one sample"),
        mistake("too few features", t -> t.kernel(t.zeros(4, 2)), "shape (4, 2)"),
        mistake(
            "NaN input", t -> t.kernel(t.zeros(4, 3).add(Float.NaN)), "input 0 of shape (4, 3)"),
        mistake(
            "infinite input",
            t -> t.kernel(t.zeros(4, 3).add(Float.POSITIVE_INFINITY)),
            "finite inputs"),
        mistake("integer input", BadInputTest::integerInputs, "integers have no gradient"),
        mistake("closed input", BadInputTest::closedInput, "input 0 to be open"),
        mistake(
            "sample counts",
            t -> t.kernel(new NDList(t.zeros(4, 3), t.zeros(5, 3))),
            "4 in input 0, 5 in input 1"),
        mistake(
            "kernel too large",
            t -> t.kernel().withMemoryBytes(100).exact(t.zeros(4, 3)),
            "use operator(x)"),
        mistake("no memory", t -> t.kernel().withMemoryBytes(0), "a positive number of bytes"),
        mistake("unknown part", BadInputTest::unknownPart, "exactByParameter"),
        mistake("vector length", BadInputTest::vectorLength, "a vector [8] of float32"),
        mistake(
            "too few weights",
            t -> t.view().withParameters(new NDList(t.zeros(5, 3))),
            "4 arrays, one for each trainable parameter"),
        mistake("wrong weights", BadInputTest::wrongWeights, "an array (5, 3) of float32"),
        mistake("integer type", t -> t.view().toType(DataType.INT32), "a floating-point type"),
        mistake("several outputs", BadInputTest::severalOutputs, "one output array"),
        mistake("output without samples", BadInputTest::summedOutput, "4 samples along"),
        mistake("infinite slope", BadInputTest::infiniteSlope, "infinite slope"),
        mistake("overflow", BadInputTest::overflow, "the model has overflowed"));
  }

  private static Arguments mistake(String name, Mistake mistake, String text) {
    return Arguments.of(name, mistake, text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void messageSaysExpectedFoundAndRemedy(String name, Mistake mistake, String text) {
    MeasurementException e =
        assertThrows(MeasurementException.class, () -> mistake.make(this), name);
    assertAll(
        () -> assertTrue(e.getMessage().contains(text), e.getMessage()),
        () -> assertTrue(e.getMessage().startsWith("Expected "), e.getMessage()),
        () -> assertTrue(e.getMessage().contains("; found "), e.getMessage()),
        () -> assertTrue(e.getMessage().contains(". Remedy: "), e.getMessage()));
  }

  @Test
  void modelIsAsUsableAfterAMistakeAsBefore() {
    TangentKernel kernel = kernel();
    assertThrows(MeasurementException.class, () -> kernel.exact(zeros(4, 2)));
    try (KernelMatrix matrix = kernel.exact(zeros(4, 3))) {
      assertTrue(matrix.matrix().sum().getFloat() > 0);
    }
  }

  private static Block block() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(5).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(2).build());
  }

  private Block initialized() {
    Block block = block();
    block.initialize(manager, DataType.FLOAT32, new Shape(4, 3));
    return block;
  }

  private ModelView view() {
    return ModelView.of(initialized());
  }

  private TangentKernel kernel() {
    return TangentKernel.of(view());
  }

  private NDArray zeros(long... shape) {
    return manager.zeros(new Shape(shape));
  }

  private void kernel(NDArray x) {
    kernel(new NDList(x));
  }

  private void kernel(NDList x) {
    kernel().exact(x).close();
  }

  private void closedModel() {
    Model model = Model.newInstance("model", "PyTorch");
    Block block = block();
    model.setBlock(block);
    block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(4, 3));
    model.close();
    ModelView.of(block);
  }

  private void frozen() {
    Block block = initialized();
    block.freezeParameters(true);
    ModelView.of(block);
  }

  private void twoTypes() {
    Block block = initialized();
    NDArray weight = block.getParameters().get(0).getValue().getArray();
    replaceFirst(block, weight.toType(DataType.FLOAT64, true));
  }

  private void replaceFirst(Block block, NDArray array) {
    var parameter = block.getParameters().get(0).getValue();
    parameter.close();
    parameter.setShape(null);
    parameter.setArray(array);
    ModelView.of(block);
  }

  private void otherEngine() {
    replaceFirst(initialized(), passThrough());
  }

  private static NDArray passThrough() {
    float[] data = new float[15];
    return PassthroughNDManager.INSTANCE.create(FloatBuffer.wrap(data), new Shape(5, 3));
  }

  private void twoDevices() {
    replaceFirst(initialized(), elsewhere(5, 3));
  }

  private void inputElsewhere() {
    kernel(elsewhere(4, 3));
  }

  private void inputOfNoEngine() {
    kernel(passThrough());
  }

  /** An array that says it is on a GPU, which a machine for tests does not have. */
  private NDArray elsewhere(long... shape) {
    PtNDArray real = (PtNDArray) zeros(shape);
    real.detach();
    return new PtNDArray((PtNDManager) manager, real.getHandle()) {
      @Override
      public Device getDevice() {
        return Device.gpu();
      }
    };
  }

  private void weights(float value) {
    Block block = initialized();
    NDArray weight = block.getParameters().get(0).getValue().getArray();
    weight.stopGradient().get("0:1, 0:1").addi(value);
    ModelView.of(block);
  }

  private void integerInputs() {
    NDList x = new NDList(zeros(4, 3).toType(DataType.INT64, false));
    view().evaluate(x, Leaves.INPUTS);
  }

  private void closedInput() {
    NDArray x = zeros(4, 3);
    x.close();
    kernel(x);
  }

  private void unknownPart() {
    try (KernelMatrix matrix = kernel().exact(zeros(4, 3))) {
      matrix.part(manager, "01Linear");
    }
  }

  private void vectorLength() {
    try (var operator = kernel().operator(new NDList(zeros(4, 3)))) {
      operator.apply(zeros(4));
    }
  }

  private void wrongWeights() {
    view().withParameters(new NDList(zeros(3, 5), zeros(5), zeros(2, 5), zeros(2)));
  }

  private void run(Block tail) {
    Block block = new SequentialBlock().add(block()).add(tail);
    block.initialize(manager, DataType.FLOAT32, new Shape(4, 3));
    TangentKernel.of(ModelView.of(block)).exact(manager.ones(new Shape(4, 3))).close();
  }

  private void severalOutputs() {
    run(new LambdaBlock(x -> new NDList(x.head(), x.head())));
  }

  private void summedOutput() {
    run(new LambdaBlock(x -> new NDList(x.head().sum())));
  }

  private void infiniteSlope() {
    run(new LambdaBlock(x -> new NDList(x.head().mul(0).sqrt())));
  }

  private void overflow() {
    run(new LambdaBlock(x -> new NDList(x.head().mul(1e38f).square())));
  }
}
