/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.detect.SlowMotion;
import io.catapult.djl.trace.Quantity;
import java.util.SplittableRandom;

/**
 * The slow motion of the weights beneath their bounces, seen in a sketch of them: 256 sums of
 * weights with random signs, which keep distances to 4 % (one standard deviation; exactly in ratio
 * along a line). Memory: a sign for each weight.
 */
final class MotionInstrument implements Follower.Following {

  private static final int WIDTH = 256;
  private static final long SEED = 1; // of the signs: any will do

  private final ModelView model;
  private final NDManager manager;
  private final NDArray signs;
  private final SlowMotion motion = new SlowMotion();

  MotionInstrument(ModelView model) {
    this.model = model;
    this.manager = NDManager.newBaseManager(model.device(), "PyTorch");
    int count = Math.toIntExact(model.parameterCount());
    SplittableRandom random = new SplittableRandom(SEED);
    float[] drawn = new float[rows(count) * WIDTH]; // beyond the weights there are zeros
    for (int i = 0; i < count; i++) {
      drawn[i] = random.nextBoolean() ? 1 : -1;
    }
    NDArray table = manager.create(drawn, new Shape(rows(count), WIDTH));
    signs = table.toType(model.dataType(), false);
  }

  private static int rows(int count) {
    return (count + WIDTH - 1) / WIDTH;
  }

  /** Takes note of an update that begins at the present weights. */
  void add(double rate) {
    motion.add(rate, sketch());
  }

  private double[] sketch() {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      return Aten.numbers(model.foldedSums(scratch, signs));
    }
  }

  /** Measures what was seen since the rate was set. */
  void measure(Values into) {
    motion
        .read()
        .ifPresent(
            reading -> {
              into.put(Quantity.MOTION_SPEED, reading.speed());
              into.put(Quantity.MOTION_STEP_SHARE, reading.stepShare());
              into.put(Quantity.MOTION_STRAIGHTNESS, reading.straightness());
              into.put(Quantity.MOTION_LATTER_SHARE, reading.latterShare());
            });
  }

  @Override
  public void close() {
    manager.close();
  }
}
