/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The update of one parameter by an optimizer that DJL's PyTorch engine lacks: in place, on the
 * weight's device, in one call of the engine. The definitions are those of {@code torch.optim}.
 *
 * <p>The settings begin with the factor of the gradient, the bound of its entries (0 for none), the
 * weight decay and the learning rate; what follows them and the state are said at each constant.
 */
public enum UpdateRule {
  /**
   * Settings rho, epsilon, momentum (0 for none), 1 if centered or 0; state: mean square, the mean
   * gradient if centered, the velocity if there is momentum.
   */
  RMS_PROP("rms_prop"),
  /** Setting epsilon, and the learning rate as decayed; state: sum of squares. */
  ADAGRAD("adagrad"),
  /** Settings rho, epsilon; state: mean squares of the gradients and of the changes. */
  ADADELTA("adadelta"),
  /** Setting momentum; state: velocity. */
  NESTEROV("nesterov");

  private final String method;

  UpdateRule(String method) {
    this.method = method;
  }

  /**
   * Changes weight and state, then sets the weight's own gradient to zero, as DJL's optimizers do.
   *
   * @param weight the parameter
   * @param gradient its gradient, dense or sparse, left as it is unless it is the weight's own
   * @param state arrays of the weight's shape, type and device
   * @param settings see above
   * @throws MeasurementException if the gradient has another shape, type or device than the weight,
   *     or the engine is not PyTorch
   */
  public void apply(NDArray weight, NDArray gradient, NDList state, double... settings) {
    require(weight, gradient);
    try (NDManager scratch = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray dense = dense(scratch, gradient);
      // On the CPU wherever the weight is: reading the numbers there waits for no device.
      NDArray numbers = scratch.create(settings);
      GradMode.paused(
          () -> KernelScript.call((PtNDManager) scratch, method, weight, dense, state, numbers));
    }
    if (weight.hasGradient()) {
      JniUtils.zeroGrad((PtNDArray) weight);
    }
  }

  private static NDArray dense(NDManager scratch, NDArray gradient) {
    if (!gradient.isSparse()) {
      return gradient;
    }
    NDArray dense = gradient.toDense();
    dense.attach(scratch);
    return dense;
  }

  private static void require(NDArray weight, NDArray gradient) {
    if (!(weight instanceof PtNDArray) || !(gradient instanceof PtNDArray)) {
      throw new MeasurementException(
          "arrays of the PyTorch engine",
          weight.getClass().getSimpleName() + " and " + gradient.getClass().getSimpleName(),
          "train with the PyTorch engine");
    }
    if (!gradient.getShape().equals(weight.getShape())
        || gradient.getDataType() != weight.getDataType()
        || !gradient.getDevice().equals(weight.getDevice())) {
      throw new MeasurementException(
          "a gradient like its weight, " + describe(weight),
          describe(gradient),
          "hand over the gradient of this weight, on its device");
    }
  }

  private static String describe(NDArray array) {
    return array.getDataType() + " " + array.getShape() + " on " + array.getDevice();
  }
}
