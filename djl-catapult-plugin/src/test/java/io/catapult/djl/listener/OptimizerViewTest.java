/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.optimizer.Adadelta;
import io.catapult.djl.optimizer.Adagrad;
import io.catapult.djl.optimizer.NesterovMomentum;
import io.catapult.djl.optimizer.RmsProp;
import io.catapult.djl.trace.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerViewTest {

  private static final float RATE = 0.05f;
  private static final Tracker FIXED = Tracker.fixed(RATE);

  /** Steps are near the rate, weights near 1: some ulps of float32. */
  private static final double ROUNDING = 2e-6;

  /** A small network with a frozen layer, trained by an optimizer, step by step. */
  private static final class Bench implements AutoCloseable {
    private final Model model = Model.newInstance("bench", "PyTorch");
    private final Block block;
    private final Trainer trainer;
    private final ModelView view;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final NDArray x;
    private final NDArray y;

    Bench(Optimizer optimizer) {
      Engine.getInstance().setRandomSeed(3);
      block =
          new SequentialBlock()
              .add(Linear.builder().setUnits(4).build())
              .add(Activation.tanhBlock())
              .add(Linear.builder().setUnits(3).build())
              .add(Activation.tanhBlock())
              .add(Linear.builder().setUnits(1).build());
      model.setBlock(block);
      block.getChildren().get(2).getValue().freezeParameters(true);
      trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(optimizer));
      trainer.initialize(new Shape(8, 5));
      view = ModelView.of(trainer);
      x = manager.randomNormal(new Shape(8, 5));
      y = manager.randomNormal(new Shape(8, 1));
    }

    /** Makes an update and answers the gradient of the loss before it. */
    double[] step() {
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(new NDList(y), trainer.forward(new NDList(x)));
        collector.backward(loss);
      }
      double[] gradient = gradient();
      trainer.step();
      return gradient;
    }

    private double[] gradient() {
      List<Double> all = new ArrayList<>();
      for (ParameterInfo info : view.parameters()) {
        try (NDArray gradient = block.getParameters().get(info.name()).getArray().getGradient()) {
          for (float entry : gradient.toFloatArray()) {
            all.add((double) entry);
          }
        }
      }
      return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    float[] weights() {
      return view.flatParameters(manager).toFloatArray();
    }

    @Override
    public void close() {
      view.close();
      manager.close();
      trainer.close();
      model.close();
    }
  }

  /** Whether w' = w - eta D^-1 m with m the mean of the loss gradients, over some steps. */
  private static void assertPreconditions(Optimizer optimizer, double beta1, double rate) {
    OptimizerView seen = OptimizerView.of(optimizer);
    try (Bench bench = new Bench(optimizer)) {
      assertTrue(seen.preconditioner(bench.manager, bench.block, bench.view).isEmpty());
      double[] mean = new double[(int) bench.view.parameterCount()];
      for (int step = 0; step < 5; step++) {
        float[] before = bench.weights();
        double[] gradient = bench.step();
        float[] after = bench.weights();
        Optional<NDArray> d = seen.preconditioner(bench.manager, bench.block, bench.view);
        float[] diagonal = d.orElseThrow().toFloatArray();
        assertEquals(mean.length, diagonal.length);
        for (int i = 0; i < mean.length; i++) {
          mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
          String where = "step " + step + " weight " + i;
          assertEquals(rate * mean[i] / diagonal[i], before[i] - after[i], ROUNDING, where);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.9f})
  void adamStepsByItsPreconditionerFromTheFirstUpdateOn(float beta1) {
    Adam adam =
        Optimizer.adam()
            .optLearningRateTracker(FIXED)
            .optBeta1(beta1)
            .optBeta2(0.95f)
            .optEpsilon(0.01f)
            .build();
    assertPreconditions(adam, beta1, RATE);
  }

  @Test
  void theFactorOfTheGradientIsPartOfThePreconditioner() {
    Adam adam = Optimizer.adam().optLearningRateTracker(FIXED).setRescaleGrad(3).build();
    assertPreconditions(adam, 0.9, RATE);
  }

  @Test
  void aResumedAdamCorrectsItsBiasByItsOwnClock() {
    Adam adam = Optimizer.adam().optLearningRateTracker(FIXED).optBeginNumUpdate(20).build();
    assertPreconditions(adam, 0.9, RATE);
  }

  @Test
  void adamWStepsByItsPreconditioner() {
    assertPreconditions(
        Optimizer.adamW().optLearningRateTracker(FIXED).optWeightDecays(0).build(), 0.9, RATE);
  }

  @Test
  void ourOptimizersTellTheirPreconditioner() {
    assertPreconditions(RmsProp.builder().setLearningRateTracker(FIXED).build(), 0, RATE);
    assertPreconditions(Adagrad.builder().setLearningRateTracker(FIXED).build(), 0, RATE);
  }

  @Test
  void aParameterThatNoUpdateHasMetCountsAsOne() {
    Adam adam = Optimizer.adam().optLearningRateTracker(FIXED).build();
    try (Bench bench = new Bench(adam)) {
      bench.step();
      Block larger =
          new SequentialBlock().add(bench.block).add(Linear.builder().setUnits(2).build());
      larger.initialize(bench.manager, DataType.FLOAT32, new Shape(8, 5));
      try (ModelView view = ModelView.of(larger)) {
        OptimizerView seen = OptimizerView.of(adam);
        NDArray known = seen.preconditioner(bench.manager, bench.block, bench.view).orElseThrow();
        NDArray all = seen.preconditioner(bench.manager, larger, view).orElseThrow();
        NDArray expected = known.concat(bench.manager.ones(new Shape(4)));
        assertArrayEquals(expected.toFloatArray(), all.toFloatArray());
      }
    }
  }

  @Test
  void theThresholdsOfOurOptimizersAreThoseDerivedHere() {
    assertLimit(
        StabilityThreshold.adaptive(0.5),
        RmsProp.builder().setLearningRateTracker(FIXED).optMomentum(0.5).build());
    assertLimit(
        StabilityThreshold.adaptive(0), Adagrad.builder().setLearningRateTracker(FIXED).build());
    assertLimit(
        StabilityThreshold.adaptive(0), Adadelta.builder().setLearningRateTracker(FIXED).build());
    assertLimit(
        StabilityThreshold.nesterov(0.9),
        NesterovMomentum.builder().setLearningRateTracker(FIXED).setMomentum(0.9).build());
  }

  private static void assertLimit(StabilityThreshold expected, Optimizer optimizer) {
    StabilityThreshold found = OptimizerView.of(optimizer).stability().orElseThrow();
    assertEquals(expected.limit(), found.limit(), 1e-12, optimizer.getClass().getName());
    assertEquals(expected.isPreconditioned(), found.isPreconditioned());
  }

  @Test
  void sgdWithMomentumHasTheThresholdOfHeavyBallAndNoPreconditioner() {
    Sgd sgd =
        Optimizer.sgd().setLearningRateTracker(FIXED).optMomentum(0.5f).setRescaleGrad(2).build();
    OptimizerView view = OptimizerView.of(sgd);
    assertEquals(0.5, view.momentum());
    assertEquals(2 * 1.5 / 0.1 / 2, view.threshold(0.1).orElseThrow(), 1e-12);
    assertSame(FIXED, view.tracker());
    try (Bench bench = new Bench(sgd)) {
      bench.step();
      assertTrue(view.preconditioner(bench.manager, bench.block, bench.view).isEmpty());
    }
  }

  @Test
  void adamHasTheThresholdOfItsMomentum() {
    OptimizerView view = OptimizerView.of(Optimizer.adam().build());
    assertEquals(38 / 0.1, view.threshold(0.1).orElseThrow(), 1e-3); // beta_1 is a float
    assertEquals(0, view.momentum());
  }

  @Test
  void theClockIsThatWhichTheTrackerIsAskedBy() {
    List<Integer> asked = new ArrayList<>();
    Tracker recording =
        numUpdate -> {
          asked.add(numUpdate);
          return RATE;
        };
    Sgd sgd = Optimizer.sgd().setLearningRateTracker(recording).optBeginNumUpdate(7).build();
    OptimizerView view = OptimizerView.of(sgd);
    try (Bench bench = new Bench(sgd)) {
      for (int step = 7; step < 10; step++) {
        assertEquals(step, view.updates().orElseThrow());
        asked.clear();
        bench.step();
        assertEquals(List.of(step + 1), asked.stream().distinct().toList());
      }
    }
  }

  @Test
  void settingsAreDescribedAndTheClockIsNot() {
    Component adam =
        OptimizerView.of(Optimizer.adam().optLearningRateTracker(FIXED).optBeta1(0.8f).build())
            .describe();
    assertEquals("ai.djl.training.optimizer.Adam", adam.name());
    assertEquals(0.8, adam.parameters().get("beta1"));
    assertEquals(1e-8, adam.parameters().get("epsilon"));
    assertEquals(-1.0, adam.parameters().get("clipGrad"));
    assertEquals(0L, adam.parameters().get("beginNumUpdate"));
    assertEquals(
        Map.of("name", FIXED.getClass().getName(), "value", 0.05),
        adam.parameters().get("learningRateTracker"));
    assertTrue(!adam.parameters().containsKey("numUpdate"));
  }

  @Test
  void aLambdaForATrackerIsDescribedAlikeInEveryRun() {
    Sgd sgd = Optimizer.sgd().setLearningRateTracker((id, numUpdate) -> RATE).build();
    Object tracker = OptimizerView.of(sgd).describe().parameters().get("learningRateTracker");
    assertEquals(Map.of("name", OptimizerViewTest.class.getName() + " (a lambda)"), tracker);
  }

  /** An optimizer that nobody here knows. */
  private static final class Unknown extends Optimizer {
    private Unknown() {
      super(Optimizer.sgd());
    }

    @Override
    public void update(String parameterId, NDArray weight, NDArray grad) {}
  }

  /** Its update may be anything, whatever it inherits. */
  private static final class OwnSgd extends Sgd {
    private OwnSgd() {
      super(Optimizer.sgd().setLearningRateTracker(FIXED).optMomentum(0.9f));
    }
  }

  @Test
  void anOptimizerThatIsNotKnownIsNamedAndNothingIsClaimedOfIt() {
    OptimizerView unknown = OptimizerView.of(new Unknown());
    assertEquals(Unknown.class.getName(), unknown.describe().name());
    assertNull(unknown.tracker());
    assertEquals(0, unknown.updates().orElseThrow());
    for (OptimizerView view : List.of(unknown, OptimizerView.of(new OwnSgd()))) {
      assertEquals(0, view.momentum());
      assertTrue(view.stability().isEmpty());
      assertTrue(view.threshold(0.1).isEmpty());
    }
  }

  @Test
  void settingsThatAreStableAtNoRateHaveNoThreshold() {
    Sgd lasting = Optimizer.sgd().setLearningRateTracker(FIXED).optMomentum(1).build();
    assertTrue(OptimizerView.of(lasting).stability().isEmpty());
    Sgd ascent = Optimizer.sgd().setLearningRateTracker(FIXED).setRescaleGrad(-1).build();
    assertTrue(OptimizerView.of(ascent).stability().isEmpty());
  }

  @Test
  void anOptimizerThatWasNotGivenIsAbsentEverywhere() {
    OptimizerView view = OptimizerView.unknown();
    assertEquals(Component.of("unknown optimizer"), view.describe());
    assertNull(view.tracker());
    assertTrue(view.updates().isEmpty());
    assertTrue(view.stability().isEmpty());
    assertEquals(0, view.momentum());
  }
}
