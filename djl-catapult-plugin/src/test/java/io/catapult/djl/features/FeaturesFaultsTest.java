/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: each error says what was expected, what was found and what to do. */
class FeaturesFaultsTest extends FeaturesFixture {

  /** A mistake, and the parts of the message that it must give, in order. */
  record Fault(String name, Mistake mistake, List<String> texts) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Mistake {
    Agop make(FeaturesFaultsTest test, ModelView model);
  }

  private static Fault fault(String name, Mistake mistake, String... texts) {
    return new Fault(name, mistake, List.of(texts));
  }

  static Stream<Fault> faultyInputs() {
    return Stream.of(
        fault(
            "integers",
            (test, model) -> Agop.of(model, test.manager.ones(new Shape(2, 4), DataType.INT64)),
            "floating-point inputs to differentiate by",
            "input 0 of int64",
            "cast it"),
        fault(
            "two inputs",
            (test, model) -> Agop.of(model, new NDList(test.normal(2, 4), test.normal(2, 4))),
            "one input array to differentiate by",
            "2 arrays",
            "give one array [n, ...]"),
        fault(
            "no inputs",
            (test, model) -> Agop.of(model, new NDList()),
            "one input array",
            "0 arrays",
            "give one array"),
        fault(
            "an empty batch",
            (test, model) -> Agop.of(model, test.normal(0, 4)),
            "at least one sample",
            "(0, 4)",
            "n > 0"),
        fault(
            "no batch axis",
            (test, model) -> Agop.of(model, test.manager.create(1.0)),
            "at least one sample",
            "()",
            "[n, ...]"),
        fault(
            "NaN inputs",
            (test, model) -> Agop.of(model, test.normal(2, 4).mul(Double.NaN)),
            "finite inputs",
            "input 0 of shape (2, 4)",
            "clean the data"),
        fault(
            "inputs of another size",
            (test, model) -> Agop.of(model, test.normal(2, 5)),
            "inputs that the model can take",
            "(2, 5)",
            "the model was built for"),
        fault(
            "a closed batch",
            (test, model) -> {
              NDArray x = test.normal(2, 4);
              x.close();
              return Agop.of(model, x);
            },
            "input 0 to be open",
            "a closed array",
            "keep a copy"));
  }

  @ParameterizedTest
  @MethodSource
  void faultyInputs(Fault fault) {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 4, 2))) {
      assertMessage(fault.texts(), () -> fault.mistake().make(this, model));
    }
  }

  static Stream<Fault> faultyMatrices() {
    return Stream.of(
        fault("not square", (t, m) -> Agop.ofMatrix(t.normal(2, 3)), "[d, d]", "(2, 3)", "J^T"),
        fault("a vector", (t, m) -> Agop.ofMatrix(t.normal(3)), "[d, d]", "(3)", "J^T J"),
        fault("no entry", (t, m) -> Agop.ofMatrix(t.normal(0, 0)), "[d, d]", "(0, 0)", "give"),
        fault(
            "integers",
            (t, m) -> Agop.ofMatrix(t.manager.ones(new Shape(2, 2), DataType.INT32)),
            "floating-point matrix",
            "int32",
            "give"),
        fault(
            "not symmetric",
            (t, m) -> Agop.ofMatrix(t.manager.create(new double[][] {{1, 2}, {0, 1}})),
            "symmetric matrix",
            "||M - M^T||_F = 2.828",
            "(M + M^T) / 2"),
        fault(
            "not finite",
            (t, m) -> Agop.ofMatrix(t.manager.ones(new Shape(2, 2)).div(0)),
            "a finite matrix",
            "(2, 2)",
            "check"),
        fault("a factor that is a vector", (t, m) -> Agop.ofFactor(t.normal(3)), "[r, d]", "(3)"),
        fault("an empty factor", (t, m) -> Agop.ofFactor(t.normal(0, 3)), "[r, d]", "F^T F"),
        fault(
            "a factor that is not finite",
            (t, m) -> Agop.ofFactor(t.manager.ones(new Shape(1, 2)).div(0)),
            "a finite factor",
            "(1, 2)",
            "check"));
  }

  @ParameterizedTest
  @MethodSource
  void faultyMatrices(Fault fault) {
    assertMessage(fault.texts(), () -> fault.mistake().make(this, null));
  }

  @Test
  void gradientsThatAreNotFiniteAreReported() {
    Block root = new SequentialBlock();
    ((SequentialBlock) root)
        .add(LambdaBlock.singleton(NDArray::sqrt, "sqrt"))
        .add(Linear.builder().setUnits(1).build());
    initialize(root, DataType.FLOAT64, 3);
    try (ModelView model = ModelView.of(root)) {
      NDArray zeros = manager.zeros(new Shape(2, 3), DataType.FLOAT64);
      assertMessage(
          List.of("finite input gradients", "NaN or infinite", "square root"),
          () -> Agop.of(model, zeros));
    }
  }

  @Test
  void agopsOfDifferentInputSizesAreNotCompared() {
    try (Agop a = Agop.ofMatrix(manager.eye(3));
        Agop b = Agop.ofMatrix(manager.eye(4))) {
      MeasurementException error = assertThrows(MeasurementException.class, () -> a.alignment(b));
      assertEquals(
          "Expected two AGOPs over the same number of input features; found d = 3 and d = 4."
              + " Remedy: compare models that take the same inputs.",
          error.getMessage());
    }
  }

  @Test
  void theAlignmentWithZeroIsAnError() {
    NDArray w = manager.zeros(new Shape(1, 3), DataType.FLOAT64);
    try (ModelView model = ModelView.of(linear(w));
        Agop zero = Agop.of(model, normal(2, 3));
        Agop given = Agop.ofMatrix(manager.zeros(new Shape(3, 3), DataType.FLOAT64));
        Agop other = Agop.ofMatrix(manager.eye(3))) {
      List<String> texts =
          List.of("not zero, to be aligned", "zero over all samples", "dead units");
      assertMessage(texts, () -> zero.alignment(other));
      assertMessage(texts, () -> other.alignment(zero));
      assertMessage(List.of("not zero", "a matrix of zeros"), () -> given.alignment(other));
      assertMessage(List.of("not zero, to have directions"), () -> zero.top(1));
    }
  }

  @Test
  void gradientsBeyondTheRangeOfTheirTypeAreReported() {
    NDArray huge = manager.create(new float[] {1e30f, 2e30f}, new Shape(1, 2));
    NDArray tiny = manager.create(new float[] {1e-30f, 2e-30f}, new Shape(1, 2));
    try (ModelView large = ModelView.of(linear(huge));
        ModelView small = ModelView.of(linear(tiny));
        Agop a = Agop.of(large, normal(DataType.FLOAT32, 1, 2));
        Agop b = Agop.of(small, normal(DataType.FLOAT32, 1, 2));
        Agop other = Agop.ofMatrix(manager.eye(2))) {
      String remedy = "model.toType(DataType.FLOAT64)";
      assertMessage(List.of("range of float32", "an overflow", remedy), a::frobeniusNorm);
      assertMessage(List.of("range of float32", "an underflow", remedy), () -> b.alignment(other));
    }
  }

  @Test
  void countsOutOfRangeAreReported() {
    try (Agop agop = Agop.ofMatrix(manager.eye(3))) {
      assertMessage(List.of("s between 1 and", "d = 3", "s = 4"), () -> agop.top(4));
      assertMessage(List.of("s between 1 and", "d = 3", "s = 0"), () -> agop.top(0));
      assertMessage(List.of("m between 1 and", "m = 9"), () -> agop.topInputs(9));
    }
  }

  @Test
  void aMatrixBeyondTheMemoryBoundIsNotBuilt() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 1000, 1))) {
      InputGradients bounded = InputGradients.of(model).withMemoryBytes(1L << 20);
      try (Agop agop = Agop.of(bounded, new NDList(normal(3, 1000)))) {
        assertMessage(
            List.of("1048576 bytes", "d = 1000, 8.00e+06 bytes", "use diagonal"), agop::matrix);
        assertEquals(3, agop.top(5).count());
        assertEquals(AlignmentRoute.GRAM, agop.alignment(agop).route());
      }
    }
  }

  @Test
  void aClosedAgopIsReported() {
    Agop agop = Agop.ofMatrix(manager.eye(3));
    agop.close();
    for (Runnable use :
        List.<Runnable>of(
            agop::matrix,
            agop::diagonal,
            agop::trace,
            agop::frobeniusNorm,
            () -> agop.top(1),
            () -> agop.topInputs(1),
            () -> agop.alignment(agop))) {
      assertMessage(List.of("an open AGOP", "a closed one", "before it is closed"), use);
    }
  }

  private static void assertMessage(List<String> texts, Runnable mistake) {
    String message = assertThrows(MeasurementException.class, mistake::run).getMessage();
    int from = 0;
    for (String text : texts) {
      int at = message.indexOf(text, from);
      assertTrue(at >= 0, () -> "\"" + text + "\" in: " + message);
      from = at;
    }
  }
}
