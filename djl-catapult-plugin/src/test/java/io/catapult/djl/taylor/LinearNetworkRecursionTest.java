/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.OutputLayer;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.Instrument;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recursion against a network of two linear layers that DJL trains in float64. */
final class LinearNetworkRecursionTest {

  private static final int SAMPLES = 12;
  private static final int INPUTS = 5;
  private static final int WIDTH = 16;
  private static final int STEPS = 60;

  /** Of sixty steps in float64, which double a rounding error now and then above 2 / eta. */
  private static final double EXACT = 1e-10;

  /** Of sixty steps in float32, at the edge of stability. */
  private static final double FLOAT32 = 1e-4;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Random random = new Random(7);
  private final double[][] x = rows(SAMPLES, INPUTS, 1);
  private final double[] y = new double[SAMPLES];
  private final double[][] w = rows(WIDTH, INPUTS, 0.3);
  private final double[] a = rows(1, WIDTH, 0.3)[0];

  LinearNetworkRecursionTest() {
    for (int i = 0; i < SAMPLES; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private double[][] rows(int count, int length, double deviation) {
    double[][] rows = new double[count][length];
    for (double[] row : rows) {
      for (int j = 0; j < length; j++) {
        row[j] = deviation * random.nextGaussian();
      }
    }
    return rows;
  }

  private NDArray array(double[][] rows) {
    return manager.create(rows);
  }

  /** Linear layers without biases, W as [m, d] and A as [1, m], s = 1. */
  private Block network(DataType type) {
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(WIDTH).optBias(false).build())
            .add(Linear.builder().setUnits(1).optBias(false).build());
    block.initialize(manager, type, new Shape(1, INPUTS));
    array(w).toType(type, false).copyTo(block.getParameters().valueAt(0).getArray());
    array(new double[][] {a})
        .toType(type, false)
        .copyTo(block.getParameters().valueAt(1).getArray());
    return block;
  }

  /** Rates below and above 2 / Lambda(0): descent, and a catapult, with Lambda near 2 / eta. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.5, 2.4})
  void aTrainedNetworkFollowsItStepByStep(double rateTimesSharpness) {
    Block block = network(DataType.FLOAT64);
    float eta = (float) (rateTimesSharpness / sharpness(1)); // as DJL takes it
    LinearNetworkRecursion recursion = LinearNetworkRecursion.of(x, y, 1, eta);
    LinearNetworkRecursion.State state = recursion.start(x, w, a);
    try (Model model = Model.newInstance("linear", "PyTorch")) {
      model.setBlock(block);
      Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(eta)).build();
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create()).optOptimizer(sgd);
      try (Trainer trainer = model.newTrainer(config)) {
        for (int t = 0; t < STEPS; t++) {
          check(recursion, state, block, t);
          step(trainer, block, sgd);
          state = recursion.next(state);
        }
        check(recursion, state, block, STEPS);
      }
    }
  }

  /** Lambda(0). */
  private double sharpness(double scale) {
    LinearNetworkRecursion any = LinearNetworkRecursion.of(x, y, scale, 1);
    return any.sharpness(any.start(x, w, a));
  }

  /** DJL's trainer looks at gradients as floats, so float64 takes the optimizer without it. */
  private void step(Trainer trainer, Block block, Optimizer sgd) {
    try (NDManager scratch = manager.newSubManager()) {
      NDList data = new NDList(array(x));
      NDList labels = new NDList(manager.create(y, new Shape(SAMPLES, 1)));
      data.attach(scratch);
      labels.attach(scratch);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(labels, trainer.forward(data, labels));
        collector.backward(loss);
      }
      for (Parameter parameter : block.getParameters().values()) {
        NDArray weight = parameter.getArray();
        sgd.update(parameter.getId(), weight, weight.getGradient());
      }
    }
  }

  private void check(
      LinearNetworkRecursion recursion, LinearNetworkRecursion.State state, Block block, int t) {
    NDList inputs = new NDList(array(x));
    try (ModelView model = ModelView.of(block);
        KernelMatrix kernel = TangentKernel.of(model).exact(inputs);
        Eigenpairs top = Eigen.top(kernel.matrix(), 1)) {
      double[] f = kernel.outputs().toDoubleArray();
      double loss = 0;
      for (int i = 0; i < SAMPLES; i++) {
        assertEquals(f[i], state.outputs()[i], EXACT * (1 + Math.abs(f[i])), "step " + t);
        loss += (f[i] - y[i]) * (f[i] - y[i]) / SAMPLES;
      }
      assertEquals(loss, recursion.loss(state), EXACT * (1 + loss));
      double sharpness = 2.0 / SAMPLES * top.values()[0];
      assertEquals(sharpness, recursion.sharpness(state), EXACT * sharpness);
      double norm = OutputLayer.of(model, inputs).norm();
      assertEquals(norm, state.outputLayerNorm(), EXACT * norm);
      double[] matrix = kernel.matrix().mul(2.0 / SAMPLES).toDoubleArray();
      for (int i = 0; i < SAMPLES; i++) {
        for (int j = 0; j < SAMPLES; j++) {
          double entry = matrix[i * SAMPLES + j];
          assertEquals(entry, recursion.gram(state)[i][j], EXACT * sharpness);
        }
      }
    }
  }

  /** What a listener records of a training in float32, above 2 / eta. */
  @Test
  void theTraceOfAWatchedTrainingFollowsIt() throws Exception {
    Block block = network(DataType.FLOAT32);
    float eta = (float) (2.1 / sharpness(1));
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(eta)).build();
    NDArray inputs = array(x).toType(DataType.FLOAT32, false);
    NDArray labels = manager.create(y, new Shape(SAMPLES, 1)).toType(DataType.FLOAT32, false);
    CatapultListener listener =
        CatapultListener.builder()
            .setOptimizer(sgd)
            .setProbeData(inputs, labels)
            .addInstrument(Instrument.EDGE_OF_STABILITY)
            .optEvery(1)
            .build();
    try (Model model = Model.newInstance("linear", "PyTorch")) {
      model.setBlock(block);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create())
              .optOptimizer(sgd)
              .addTrainingListeners(listener);
      try (Trainer trainer = model.newTrainer(config)) {
        ArrayDataset data =
            new ArrayDataset.Builder()
                .setData(inputs)
                .optLabels(labels)
                .setSampling(SAMPLES, false)
                .build();
        EasyTrain.fit(trainer, STEPS, data, null);
      }
    }
    LinearNetworkRecursion recursion = LinearNetworkRecursion.of(x, y, 1, eta);
    LinearNetworkRecursion.State state = recursion.start(x, w, a);
    for (Measurement now : listener.trace().measurements()) {
      near(recursion.loss(state), now, Quantity.PROBE_LOSS);
      near(recursion.sharpness(state), now, Quantity.GRAM_EIGENVALUES);
      near(state.outputLayerNorm(), now, Quantity.OUTPUT_LAYER_NORM);
      state = recursion.next(state);
    }
    assertEquals(STEPS + 1, listener.trace().measurements().size());
  }

  private static void near(double truth, Measurement now, Quantity quantity) {
    double value = now.value(quantity).orElseThrow();
    assertEquals(truth, value, FLOAT32 * truth, () -> quantity + " of step " + now.step());
  }

  /** The paper's factor 1 / sqrt(m) is that of a network whose inputs carry it. */
  @Test
  void theFactorOfTheNetworkCanBeMovedToItsInputs() {
    double scale = 1 / Math.sqrt(WIDTH);
    double[][] scaled = rows(SAMPLES, INPUTS, 0);
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < INPUTS; j++) {
        scaled[i][j] = scale * x[i][j];
      }
    }
    double eta = 1.2 / sharpness(scale);
    LinearNetworkRecursion one = LinearNetworkRecursion.of(x, y, scale, eta);
    LinearNetworkRecursion other = LinearNetworkRecursion.of(scaled, y, 1, eta);
    LinearNetworkRecursion.State state = one.start(x, w, a);
    LinearNetworkRecursion.State same = other.start(scaled, w, a);
    for (int t = 0; t < STEPS; t++) {
      assertEquals(other.loss(same), one.loss(state), EXACT);
      assertEquals(other.sharpness(same), one.sharpness(state), EXACT * one.sharpness(state));
      state = one.next(state);
      same = other.next(same);
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    String words =
        assertThrows(
                IllegalArgumentException.class,
                () -> LinearNetworkRecursion.of(x, new double[] {1}, 0, Double.NaN))
            .getMessage();
    assertTrue(words.contains("12 labels"), words);
    assertTrue(words.contains("scale"), words);
    assertTrue(words.contains("rate"), words);
    LinearNetworkRecursion recursion = LinearNetworkRecursion.of(x, y, 1, 1);
    words =
        assertThrows(IllegalArgumentException.class, () -> recursion.start(x, x, a)).getMessage();
    assertTrue(words.contains("16 rows of 5 numbers"), words);
  }
}
