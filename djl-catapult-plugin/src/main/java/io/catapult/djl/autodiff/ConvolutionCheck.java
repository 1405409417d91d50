/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Convolution;
import io.catapult.djl.nn.NtkConvolution;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once if the engine cannot convolve on this processor. On some (seen: AMD EPYC of family 26
 * in a virtual machine) the oneDNN that PyTorch 2.7.1 brings gives wrong or NaN input gradients for
 * float32 convolutions of few channels, in every training and every measurement; float64, which
 * takes another route, is right.
 */
final class ConvolutionCheck {

  private static final Logger LOGGER = LoggerFactory.getLogger(ConvolutionCheck.class);
  private static final Shape INPUT = new Shape(24, 2, 5, 5);
  private static final Shape FILTER = new Shape(3, 2, 3, 3);
  private static final double ROUNDING = 1e-4;

  private static final AtomicBoolean IS_DONE = new AtomicBoolean();

  private ConvolutionCheck() {}

  /** Checks once in a process, when a model with convolutions is first seen on the CPU. */
  static void run(Block block, Device device) {
    if (!device.isGpu() && hasConvolution(block) && IS_DONE.compareAndSet(false, true)) {
      warn(error());
    }
  }

  private static boolean hasConvolution(Block block) {
    return block instanceof Convolution
        || block instanceof NtkConvolution
        || block.getChildren().values().stream().anyMatch(ConvolutionCheck::hasConvolution);
  }

  /** The relative error of an input gradient in float32, against float64. */
  static double error() {
    try (NDManager scratch = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray single = gradient(scratch, DataType.FLOAT32).toType(DataType.FLOAT64, false);
      NDArray exact = gradient(scratch, DataType.FLOAT64);
      return single.sub(exact).abs().max().getDouble() / exact.abs().max().getDouble();
    }
  }

  private static void warn(double error) {
    if (!(error <= ROUNDING)) {
      LOGGER.warn(
          "PyTorch's float32 convolutions are wrong on this processor (relative error {}): training"
              + " and measuring convolutional networks gives wrong numbers. Set the environment"
              + " variable ONEDNN_MAX_CPU_ISA=SSE41 before the JVM starts.",
          error);
    }
  }

  private static NDArray gradient(NDManager scratch, DataType type) {
    NDArray x = waves(scratch, INPUT, type);
    NDArray filter = waves(scratch, FILTER, type);
    Shape ones = new Shape(1, 1);
    ConvolutionGeometry plain = new ConvolutionGeometry(1, ones, new Shape(0, 0), ones);
    x.setRequiresGradient(true);
    return GradMode.recording(
        () -> {
          NDArray out = Aten.convolution(scratch, x, filter, plain);
          NDList seed = new NDList(out.onesLike());
          return Aten.grad(scratch, new NDList(out), new NDList(x), seed, Aten.Graph.RELEASE)
              .head();
        });
  }

  private static NDArray waves(NDManager scratch, Shape shape, DataType type) {
    return scratch.arange(0, (float) shape.size(), 1, type).sin().reshape(shape);
  }
}
