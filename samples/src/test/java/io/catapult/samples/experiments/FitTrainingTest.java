/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import io.catapult.djl.features.HiddenNeurons;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The training is that of the definition, computed beside it in float64. */
final class FitTrainingTest {

  private static final double ROUNDING = 1e-4;
  private static final OneDimensionalFit TASK = OneDimensionalFit.twoSteps(12, 5, 6, 0.4);

  /** f(x) of weights in the order of the network: w, b, a. */
  private static double output(float[] weights, double x) {
    int m = weights.length / 3;
    return IntStream.range(0, m)
        .mapToDouble(j -> weights[2 * m + j] * Math.tanh(weights[j] * x + weights[m + j]))
        .sum();
  }

  private static double loss(float[] weights) {
    double sum = 0;
    for (double x : TASK.x()) {
      sum += Math.pow(output(weights, x) - TASK.target().applyAsDouble(x), 2);
    }
    return sum / TASK.x().length;
  }

  @Test
  void theNetworkAndItsLossAreThoseOfThePaper() {
    assertArrayEquals(new double[] {-12, -6, 0, 6, 12}, TASK.x(), ROUNDING);
    try (FitTraining training = new FitTraining(TASK, 0.01, 4)) {
      float[] start = training.network().weights();
      assertEquals(18, start.length);
      assertEquals(output(start, 1.7), training.outputs(new double[] {0, 1.7})[1], ROUNDING);
      training.network().train(3);
      float[] end = training.network().weights();
      assertEquals(3, training.network().losses().length);
      assertEquals(loss(start), training.network().losses()[0], ROUNDING);
      HiddenNeurons neurons = training.neurons();
      for (int j = 0; j < 6; j++) {
        assertEquals(Math.atan2(end[6 + j], end[j]), neurons.orientations()[j], ROUNDING);
        assertEquals(Math.hypot(end[6 + j], end[j]), neurons.inputNorms()[j], ROUNDING);
        assertEquals(Math.abs(end[12 + j]), neurons.outputNorms()[j], ROUNDING);
      }
      double[] earlier =
          training
              .network()
              .measure(
                  (view, x, y) -> {
                    try (var then = DescendingNetwork.at(view, start);
                        var scope = NDManager.newBaseManager()) {
                      return then.outputs(scope, x).toDoubleArray();
                    }
                  });
      assertEquals(output(start, -12), earlier[0], ROUNDING);
    }
  }

  /** At a share below 1 of the critical rate the loss falls, above 1 it rises at first. */
  @Test
  void aShareIsOfTheCriticalRateAtTheStart() {
    OneDimensionalFit task = OneDimensionalFit.valley();
    try (FitTraining calm = FitTraining.atShare(task, 0.75, 1);
        FitTraining spike = FitTraining.atShare(task, 1.25, 1)) {
      assertEquals(calm.sharpness(), spike.sharpness(), ROUNDING * calm.sharpness());
      calm.network().train(50);
      spike.network().train(50);
      assertTrue(calm.highestRise() < 1.01, () -> "" + calm.highestRise());
      assertTrue(spike.highestRise() > 1.1, () -> "" + spike.highestRise());
    }
  }

  @Test
  void otherDataAndRatesAreTakenFromThenOn() {
    OneDimensionalFit other = OneDimensionalFit.twoSteps(11.14, 4, 6, 0.4);
    try (FitTraining training = new FitTraining(TASK, 0, 4)) {
      training.network().train(2);
      float[] start = training.network().weights();
      assertEquals(loss(start), training.network().losses()[1], ROUNDING);
      training.network().takeData(other);
      training.network().setRate(0.01);
      training.network().train(2);
      double[] losses = training.network().losses();
      assertTrue(Math.abs(losses[2] - losses[0]) > ROUNDING, "of the other data");
      assertTrue(losses[3] < losses[2], "it descends");
    }
  }

  @Test
  void initialWeightsHaveTheVarianceOfGamma() {
    OneDimensionalFit wide =
        OneDimensionalFit.valley().withGamma(1.5).withActivation(Activation::tanh);
    try (FitTraining training = new FitTraining(wide, 0, 2)) {
      float[] weights = training.network().weights();
      assertEquals(1500, weights.length);
      double variance =
          IntStream.range(0, 1500).mapToDouble(i -> weights[i] * weights[i]).sum() / 1500;
      assertEquals(1, variance * Math.pow(500, 1.5), 0.15);
    }
  }
}
