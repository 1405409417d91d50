/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.samples.data.FashionMnist;
import java.io.IOException;

/**
 * What can be measured of a small network on real images: T-shirts against pullovers, at the start
 * and after some steps of gradient descent at half the critical learning rate.
 */
public final class MeasureFashionMnist {

  private static final int SAMPLES = 128;
  private static final int STEPS = 100;
  private static final int SEED = 1;

  private MeasureFashionMnist() {}

  /**
   * Runs the sample.
   *
   * @param args none
   * @throws IOException if the embedded images cannot be read
   */
  public static void main(String[] args) throws IOException {
    Engine.getInstance().setRandomSeed(SEED);
    FashionMnist data =
        FashionMnist.builder().optClasses(0, 2).optTrainSize(SAMPLES).optSeed(SEED).build();
    try (Model model = Model.newInstance("fashion-mnist", "PyTorch")) {
      NDArray x = data.train().rows(model.getNDManager());
      NDArray y = data.train().signs(model.getNDManager());
      Block block = Networks.fullyConnected().setDepth(3).setWidth(512).optBias(false).build();
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 784));
      System.out.printf(
          "%d images of Fashion-MNIST, T-shirt (+1) against pullover (-1); 3 layers, width 512;"
              + " squared loss; %s, %s%n",
          SAMPLES,
          Engine.getInstance().getEngineName() + " " + Engine.getInstance().getVersion(),
          x.getDevice());
      run(model, x, y);
    }
  }

  private static void run(Model model, NDArray x, NDArray y) {
    Loss loss = SquaredErrorLoss.create();
    try (ModelView view = ModelView.of(model);
        Instruments instruments = new Instruments(view, loss, x, y)) {
      double critical = instruments.print("At the start");
      float rate = (float) (critical / 2);
      Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
      DefaultTrainingConfig config = new DefaultTrainingConfig(loss).optOptimizer(sgd);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(x.getShape());
        TrainingStep step = new TrainingStep(trainer, x, y);
        for (int i = 0; i < STEPS; i++) {
          step.run();
        }
        instruments.print("After %d steps at learning rate %.2f".formatted(STEPS, rate));
        instruments.printCosts(step);
      }
    }
  }
}
