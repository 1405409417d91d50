/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SimpleCompositeLoss;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be measured is refused with what was expected, what was found and a remedy. */
class CurvatureFaultsTest extends CurvatureFixture {

  private static final long SAMPLES = 4;
  private static final long FEATURES = 3;

  private ModelView model;
  private Block block;
  private NDList x;
  private NDArray y;

  @BeforeEach
  void buildModel() {
    block = initialize(Linear.builder().setUnits(2).build(), 1, FEATURES);
    model = ModelView.of(block);
    x = new NDList(normal(SAMPLES, FEATURES));
    y = normal(SAMPLES, 2);
    // Each of the engine's helper methods leaves one array behind at its first use.
    try (LossHessian hessian = hessian()) {
      hessian.apply(normal(hessian.size()));
    }
  }

  @AfterEach
  void closeModel() {
    model.close();
  }

  private LossHessian hessian() {
    return LossHessian.of(model, SquaredErrorLoss.create(), x, new NDList(y));
  }

  /**
   * A case.
   *
   * @param name what is wrong
   * @param attempt what is tried
   * @param text the message
   */
  private record Fault(String name, Attempt attempt, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Attempt {
    void run(CurvatureFaultsTest test);
  }

  private static Fault loss(String name, Loss loss, String text) {
    return new Fault(
        name, test -> LossHessian.of(test.model, loss, test.x, new NDList(test.y)), text);
  }

  private static Fault labels(
      String name, BiFunction<CurvatureFaultsTest, NDArray, NDArray> change, String text) {
    return new Fault(
        name,
        test -> {
          NDList labels = new NDList(change.apply(test, test.y));
          LossHessian.of(test.model, SquaredErrorLoss.create(), test.x, labels);
        },
        text);
  }

  private static Fault vector(
      String name, BiFunction<CurvatureFaultsTest, NDArray, NDArray> change, String text) {
    return new Fault(
        name,
        test -> {
          try (LossHessian hessian = test.hessian()) {
            hessian.apply(change.apply(test, test.normal(8)));
          }
        },
        text);
  }

  static List<Fault> faults() {
    return Stream.of(losses(), labels(), vectors(), closed()).flatMap(List::stream).toList();
  }

  private static List<Fault> losses() {
    return List.of(
        loss(
            "a loss for each sample",
            Losses.of("PerSample", (label, out) -> out.sub(label).square().sum(new int[] {1})),
            "Expected a scalar loss; found an array of shape (4) from PerSample. Remedy: average"
                + " or sum over the samples in its evaluate method."),
        loss(
            "accuracy",
            Losses.of(
                "Accuracy",
                (label, out) ->
                    out.argMax(1).eq(label.argMax(1)).toType(DataType.FLOAT64, false).mean()),
            "Expected a loss that is differentiable by the outputs; found Accuracy, whose value"
                + " carries no gradient. Remedy: measure with the loss that is trained on;"
                + " accuracy, argMax and comparisons are piecewise constant."),
        loss(
            "an infinite loss",
            Losses.of("Overflow", (label, out) -> out.square().mul(1e300).mul(1e300).sum()),
            "Expected a finite loss; found Overflow = Infinity at finite outputs and labels."
                + " Remedy: check the range of the outputs, as of logarithms and divisions in the"
                + " loss."),
        new Fault(
            "weight decay in the loss",
            test ->
                LossHessian.of(
                    test.model,
                    new SimpleCompositeLoss()
                        .addLoss(Loss.l2Loss())
                        .addLoss(
                            Losses.of(
                                "Decay",
                                (label, out) -> {
                                  NDArray w =
                                      test.block.getParameters().get(0).getValue().getArray();
                                  return w.square().sum();
                                })),
                    test.x,
                    new NDList(test.y)),
            "Expected a loss of outputs and labels alone; found CompositeLoss, which depends on"
                + " trainable arrays directly. Remedy: leave the weight decay out; a term"
                + " c ||w||^2 adds 2 c to every eigenvalue."));
  }

  private static List<Fault> labels() {
    return List.of(
        labels(
            "labels of another batch",
            (test, y) -> y.get("0:3"),
            "Expected labels for 4 samples, as many as there are inputs; found label 0 of shape"
                + " (3, 2). Remedy: give the labels of the same batch, samples along the first"
                + " axis."),
        labels(
            "labels of another shape",
            (test, y) -> test.normal(SAMPLES, 3),
            "Expected labels that SquaredErrorLoss can take for outputs (4, 2); found labels"
                + " (4, 3) of float64, on which it failed: "),
        labels(
            "NaN labels",
            (test, y) -> y.mul(Double.NaN),
            "Expected finite labels; found NaN or infinite entries in label 0. Remedy: clean the"
                + " data, or leave such samples out."),
        labels(
            "closed labels",
            (test, y) -> {
              y.close();
              return y;
            },
            "Expected label 0 to be open; found a closed array."));
  }

  private static List<Fault> vectors() {
    return List.of(
        vector(
            "a vector that is too short",
            (test, v) -> v.get("0:7"),
            "Expected a vector over the weights (8) of float64 on cpu(); found (7) of float64 on"
                + " cpu(). Remedy: create it as manager.create(shape, dataType) of the operator's"
                + " size and type, or convert it with reshape, toType and toDevice."),
        vector(
            "a matrix",
            (test, v) -> v.reshape(2, 4),
            "Expected a vector over the weights (8) of float64 on cpu(); found (2, 4) of float64"),
        vector(
            "a vector of another type",
            (test, v) -> v.toType(DataType.FLOAT32, false),
            "Expected a vector over the weights (8) of float64 on cpu(); found (8) of float32"),
        vector(
            "a closed vector",
            (test, v) -> {
              v.close();
              return v;
            },
            "Expected a vector over the weights to be open; found a closed array."));
  }

  private static List<Fault> closed() {
    return List.of(
        new Fault(
            "a closed Hessian",
            test -> {
              LossHessian hessian = test.hessian();
              hessian.close();
              hessian.apply(test.normal(8));
            },
            "Expected the Hessian to be open; found a closed one. Remedy: use it before its try"
                + " block ends, or build it anew."),
        new Fault(
            "inputs closed before the Hessian",
            test -> {
              try (LossHessian hessian = test.hessian()) {
                test.x.head().close();
                hessian.apply(test.normal(8));
              }
            },
            "Expected input 0 to be open; found a closed array."),
        new Fault(
            "a cotangent of another shape",
            test -> {
              try (OutputDerivatives derivatives = OutputDerivatives.of(test.model, test.x)) {
                derivatives.pullBack(test.normal(2, SAMPLES));
              }
            },
            "Expected a cotangent of the outputs (4, 2) of float64 on cpu(); found (2, 4)"),
        new Fault(
            "outputs of integers",
            test ->
                LossCurvature.of(
                    Loss.l2Loss(),
                    test.manager.zeros(new Shape(4, 2), DataType.INT64),
                    new NDList(test.y)),
            "Expected outputs [n, k] of a floating-point type; found (4, 2) of int64. Remedy: give"
                + " the outputs as ModelView.outputs returns them."),
        new Fault(
            "a loss whose second derivative is infinite",
            test -> {
              NDArray zero = test.manager.zeros(new Shape(4, 2), DataType.FLOAT64);
              Loss root = Losses.of("Root", (label, out) -> out.abs().pow(1.5).sum());
              LossCurvature.of(root, zero, new NDList(test.y));
            },
            "Expected finite second derivatives of the loss by the outputs; found NaN or infinite"
                + " ones in Root."));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isRefusedWithTheRemedy(Fault fault) {
    int before = arraysOfOthers();
    MeasurementException e =
        assertThrows(MeasurementException.class, () -> fault.attempt().run(this));
    assertTrue(e.getMessage().startsWith(fault.text()), e.getMessage());
    assertTrue(e.getMessage().contains(" Remedy: "), e.getMessage());
    assertEquals(before, arraysOfOthers(), "nothing is left");
  }

  /** Of all managers but that of the test. */
  private int arraysOfOthers() {
    return manager.getParentManager().getManagedArrays().size() - manager.getManagedArrays().size();
  }
}
