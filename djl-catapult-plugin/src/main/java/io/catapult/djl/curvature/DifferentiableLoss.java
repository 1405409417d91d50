/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.NonFiniteException;

/** A loss with its labels, as a checked, differentiable function of the outputs [n, k]. */
final class DifferentiableLoss {

  private final Loss loss;
  private final NDList labels;
  private final Shape modelShape;

  /**
   * @param manager the owner of all that an evaluation creates
   * @param outputs [n, k]
   * @param modelShape the shape in which the loss is to see them
   */
  DifferentiableLoss(
      NDManager manager, Loss loss, NDList labels, NDArray outputs, Shape modelShape) {
    this.loss = loss;
    this.modelShape = modelShape;
    this.labels = new NDList(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      requireSuitable(labels.get(i), i, outputs);
      this.labels.add(copy(manager, labels.get(i)));
    }
    requireNoOtherWeights(manager, outputs);
  }

  /**
   * What a loss computes from a label belongs to the manager of the label; and the graph needs the
   * label for as long as it lives.
   */
  private static NDArray copy(NDManager manager, NDArray label) {
    try (NDArray detached = label.stopGradient()) {
      NDArray copy = detached.duplicate();
      copy.attach(manager);
      return copy;
    }
  }

  /**
   * The loss with its graph.
   *
   * @param outputs arrays that require gradients
   * @return a scalar that belongs to the manager of the labels and outputs
   */
  NDArray at(NDArray outputs) {
    NDArray value = scalar(outputs);
    if (!isRecorded(value)) {
      throw new MeasurementException(
          "a loss that is differentiable by the outputs",
          loss.getName() + ", whose value carries no gradient",
          "measure with the loss that is trained on; accuracy, argMax and comparisons are"
              + " piecewise constant");
    }
    requireFinite(value);
    return value;
  }

  /** The loss as a number. */
  double valueAt(NDArray outputs) {
    NDArray value = scalar(outputs);
    requireFinite(value);
    return Vectors.number(value);
  }

  private NDArray scalar(NDArray outputs) {
    NDArray value = evaluate(outputs);
    if (value.getShape().size() != 1) {
      throw new MeasurementException(
          "a scalar loss",
          "an array of shape " + value.getShape() + " from " + loss.getName(),
          "average or sum over the samples in its evaluate method");
    }
    return value;
  }

  private NDArray evaluate(NDArray outputs) {
    try {
      return GradMode.recording(
          () -> loss.evaluate(new NDList(labels), new NDList(outputs.reshape(modelShape))));
    } catch (EngineException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      throw new MeasurementException(
          "labels that " + loss.getName() + " can take for outputs " + modelShape,
          describe() + ", on which it failed: " + firstLine(e),
          "give labels of the shape and type that the loss is trained with",
          e);
    }
  }

  private String describe() {
    StringBuilder text = new StringBuilder("labels ");
    for (int i = 0; i < labels.size(); i++) {
      NDArray label = labels.get(i);
      text.append(i == 0 ? "" : ", ").append(label.getShape()).append(" of ");
      text.append(label.getDataType());
    }
    return text.toString();
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no message");
  }

  static void requireSuitable(NDArray label, int position, NDArray outputs) {
    Inputs.requireOpen(label, "label " + position);
    Shape shape = label.getShape();
    long samples = outputs.getShape().get(0);
    if (shape.dimension() == 0 || shape.get(0) != samples) {
      throw new MeasurementException(
          "labels for " + samples + " samples, as many as there are inputs",
          "label " + position + " of shape " + shape,
          "give the labels of the same batch, samples along the first axis");
    }
    if (!label.getDevice().equals(outputs.getDevice())) {
      throw new MeasurementException(
          "labels on the model's device " + outputs.getDevice(),
          "label " + position + " on " + label.getDevice(),
          "move it with label.toDevice(device, false)");
    }
  }

  /** At constant outputs nothing may be left to differentiate by: it would be left out silently. */
  private void requireNoOtherWeights(NDManager manager, NDArray outputs) {
    NDArray constant = outputs.stopGradient();
    constant.attach(manager);
    NDArray value = evaluate(constant);
    if (isRecorded(value)) {
      throw new MeasurementException(
          "a loss of outputs and labels alone",
          loss.getName() + ", which depends on trainable arrays directly",
          "leave the weight decay out; a term c ||w||^2 adds 2 c to every eigenvalue");
    }
  }

  /** DJL knows of leaves only; the engine refuses to take a result of recorded operations back. */
  private static boolean isRecorded(NDArray value) {
    if (value.hasGradient()) {
      return true;
    }
    try {
      value.setRequiresGradient(false);
      return false;
    } catch (EngineException e) {
      return true;
    }
  }

  private void requireFinite(NDArray value) {
    double number = Vectors.number(value);
    if (Double.isFinite(number)) {
      return;
    }
    try (NDManager scratch = value.getManager().newSubManager()) {
      boolean[] finite = labels.isEmpty() ? new boolean[0] : Aten.finite(scratch, labels);
      for (int i = 0; i < finite.length; i++) {
        if (!finite[i]) {
          throw new MeasurementException(
              "finite labels",
              "NaN or infinite entries in label " + i,
              "clean the data, or leave such samples out");
        }
      }
    }
    throw new NonFiniteException(
        "a finite loss",
        loss.getName() + " = " + number + " at finite outputs and labels",
        "check the range of the outputs, as of logarithms and divisions in the loss");
  }
}
