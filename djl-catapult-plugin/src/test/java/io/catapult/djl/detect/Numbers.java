/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/** The numbers of a step, of which everything that is not said was not measured. */
final class Numbers {

  private final long step;
  private double rate = Double.NaN;
  private double loss = Double.NaN;
  private double validation = Double.NaN;
  private double batchKernel = Double.NaN;
  private double batchHessian = Double.NaN;
  private double difference = Double.NaN;
  private double critical = Double.NaN;
  private double norm = Double.NaN;
  private double top = Double.NaN;
  private double sharpness = Double.NaN;
  private double outputLayer = Double.NaN;

  private Numbers(long step) {
    this.step = step;
  }

  static Numbers at(long step) {
    return new Numbers(step);
  }

  Numbers rate(double value) {
    rate = value;
    return this;
  }

  Numbers loss(double value) {
    loss = value;
    return this;
  }

  Numbers validation(double value) {
    validation = value;
    return this;
  }

  Numbers batchKernel(double value) {
    batchKernel = value;
    return this;
  }

  Numbers batchHessian(double value) {
    batchHessian = value;
    return this;
  }

  Numbers difference(double value) {
    difference = value;
    return this;
  }

  Numbers critical(double value) {
    critical = value;
    return this;
  }

  Numbers norm(double value) {
    norm = value;
    return this;
  }

  Numbers top(double value) {
    top = value;
    return this;
  }

  Numbers sharpness(double value) {
    sharpness = value;
    return this;
  }

  Numbers outputLayer(double value) {
    outputLayer = value;
    return this;
  }

  StepNumbers numbers() {
    return new StepNumbers(
        step,
        rate,
        loss,
        validation,
        batchKernel,
        batchHessian,
        difference,
        critical,
        norm,
        top,
        sharpness,
        outputLayer);
  }
}
