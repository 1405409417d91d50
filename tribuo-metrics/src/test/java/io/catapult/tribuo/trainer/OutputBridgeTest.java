/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

class OutputBridgeTest {

  private static final double ROUNDING = 1e-12;

  private final NDManager manager = NDManager.newBaseManager();
  private final ClassificationBridge classes = new ClassificationBridge();
  private final RegressionBridge targets = new RegressionBridge();

  @AfterEach
  void close() {
    manager.close();
  }

  private static List<Label> labels(String names) {
    return Arrays.stream(names.split(" ", -1)).map(Label::new).toList();
  }

  private static ImmutableOutputInfo<Label> info(String names) {
    MutableOutputInfo<Label> info = new LabelFactory().generateInfo();
    labels(names).forEach(info::observe);
    return info.generateImmutableOutputInfo();
  }

  private Prediction<Label> predict(String names, LossFunction loss, float... scores) {
    ArrayExample<Label> example = new ArrayExample<>(new Label("?"));
    return classes.predict(scores, info(names), loss, example, 1);
  }

  @Test
  void softmaxTargetsAreClassNumbers() {
    NDArray y =
        classes.targets(
            labels("c a b a"), info("a b c"), LossFunction.SOFTMAX_CROSS_ENTROPY, manager);
    assertArrayEquals(new long[] {2, 0, 1, 0}, y.toLongArray());
    assertEquals(new Shape(4), y.getShape());
    assertEquals(3, classes.outputs(info("a b c"), LossFunction.SOFTMAX_CROSS_ENTROPY));
  }

  @Test
  void softmaxScoresAreProbabilities() {
    Prediction<Label> prediction =
        predict("a b", LossFunction.SOFTMAX_CROSS_ENTROPY, 1000, 1000 + (float) Math.log(3));
    assertEquals("b", prediction.getOutput().getLabel());
    assertEquals(0.75, prediction.getOutput().getScore(), 1e-4);
    assertEquals(0.25, prediction.getOutputScores().get("a").getScore(), 1e-4);
    assertTrue(prediction.hasProbabilities());
  }

  @Test
  void twoClassesBySquaredLossAreTheTwoSignsOfOneOutput() {
    NDArray y = classes.targets(labels("b a"), info("a b"), LossFunction.SQUARED_ERROR, manager);
    assertArrayEquals(new float[] {-1, 1}, y.toFloatArray());
    assertEquals(new Shape(2, 1), y.getShape());
    assertEquals(1, classes.outputs(info("a b"), LossFunction.L2));
    Prediction<Label> prediction = predict("a b", LossFunction.SQUARED_ERROR, -0.5f);
    assertEquals("b", prediction.getOutput().getLabel());
    assertEquals(0.5, prediction.getOutput().getScore(), ROUNDING);
    assertEquals(-0.5, prediction.getOutputScores().get("a").getScore(), ROUNDING);
    assertFalse(prediction.hasProbabilities());
  }

  @Test
  void moreClassesBySquaredLossAreOneHot() {
    NDArray y = classes.targets(labels("c a"), info("a b c"), LossFunction.SQUARED_ERROR, manager);
    assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0}, y.toFloatArray());
    Prediction<Label> prediction = predict("a b c", LossFunction.SQUARED_ERROR, 0.1f, 0.7f, 0);
    assertEquals("b", prediction.getOutput().getLabel());
    assertFalse(prediction.hasProbabilities());
  }

  @Test
  void aDivergedNetworkPredictsTheFirstClass() {
    Prediction<Label> prediction = predict("a b", LossFunction.SQUARED_ERROR, Float.NaN);
    assertEquals("a", prediction.getOutput().getLabel());
  }

  @Test
  void regressionTargetsFollowTheIds() {
    MutableOutputInfo<Regressor> mutable = new RegressionFactory().generateInfo();
    Regressor first = new Regressor(new String[] {"b", "a"}, new double[] {1, 2});
    mutable.observe(first);
    ImmutableOutputInfo<Regressor> info = mutable.generateImmutableOutputInfo();
    NDArray y = targets.targets(List.of(first), info, LossFunction.L2, manager);
    float[] row = y.toFloatArray();
    Prediction<Regressor> prediction =
        targets.predict(row, info, LossFunction.L2, new ArrayExample<>(first), 1);
    assertEquals(1, prediction.getOutput().getDimension("b").orElseThrow().getValue());
    assertEquals(2, prediction.getOutput().getDimension("a").orElseThrow().getValue());
    assertEquals(new Shape(1, 2), y.getShape());
  }

  @Test
  void whatDoesNotSuitIsNamed() {
    assertFault(
        "Expected at least two classes; found 1 in [a]. Remedy: give samples of each class.",
        () -> classes.outputs(info("a"), LossFunction.L2));
    assertFault(
        "Expected a class among [a, b]; found c. Remedy: give data of the classes that"
            + " are trained on.",
        () -> classes.targets(labels("c"), info("a b"), LossFunction.L2, manager));
    assertFault(
        "Expected a squared loss for regression; found SOFTMAX_CROSS_ENTROPY. Remedy: take"
            + " SQUARED_ERROR or L2.",
        () ->
            DjlTrainer.regression()
                .setBlockFactory(new FullyConnectedFactory(1, 1))
                .setOptimizer(OptimizerSpec.sgd(1))
                .setEpochs(1)
                .optLoss(LossFunction.SOFTMAX_CROSS_ENTROPY)
                .build()
                .train(Tasks.products()));
  }

  private static void assertFault(String message, Runnable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake::run).getMessage());
  }

  @Test
  void eachLossLearnsToClassify() {
    for (LossFunction loss : LossFunction.values()) {
      for (int classCount = 2; classCount <= 3; classCount++) {
        double accuracy =
            new LabelEvaluator()
                .evaluate(
                    Tasks.classification()
                        .optLoss(loss)
                        .setEpochs(300)
                        .build()
                        .train(Tasks.largest(Tasks.SAMPLES, classCount, 1)),
                    Tasks.largest(Tasks.SAMPLES, classCount, 1))
                .accuracy();
        assertTrue(accuracy > 0.9, loss + " with " + classCount + " classes: " + accuracy);
      }
    }
  }
}
