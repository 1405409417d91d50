/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.catapult.djl.detect.DirectionAgreement;
import io.catapult.djl.kernel.AuxiliaryResidual;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.OutputLayer;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.trace.Quantity;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Measures what explains the edge of stability, beyond the kernel that it is given: see {@link
 * Instrument#EDGE_OF_STABILITY}.
 */
final class EdgeInstrument implements AutoCloseable {

  private final OutputLayer layer;
  private final double plain;
  private final AuxiliaryResidual auxiliary;
  private final DirectionAgreement directions = new DirectionAgreement();

  /**
   * @param layer the output layer, or null where the network has none
   */
  EdgeInstrument(ListenerSettings settings, OutputLayer layer) {
    this.layer = layer;
    this.plain = 2 / settings.criticalLimit();
    boolean isPlain = settings.hasCriticalRate() && settings.optimizer().momentum() == 0;
    this.auxiliary = isPlain ? new AuxiliaryResidual() : null;
  }

  /** Measures the spectrum of M and the residual. */
  void measureResidual(
      long step,
      KernelMatrix kernel,
      Eigenpairs pairs,
      NDList labels,
      OptionalDouble scale,
      KernelReading reading,
      Values into) {
    if (scale.isEmpty()) {
      into.put(Quantity.GRAM_EIGENVALUES, new double[] {reading.sharpness()});
      return;
    }
    double c = scale.getAsDouble();
    double factor = factor(c, kernel.outputs());
    into.put(
        Quantity.GRAM_EIGENVALUES,
        Arrays.stream(reading.eigenvalues()).map(lambda -> factor * lambda).toArray());
    if (auxiliary == null) {
      return;
    }
    observe(step, kernel, pairs, labels.head(), factor);
    putFinite(Quantity.RESIDUAL_AUXILIARY, c * auxiliary.meanSquare(), into);
    putFinite(Quantity.RESIDUAL_AUXILIARY_DISTANCE, c * auxiliary.distance(), into);
  }

  /** What makes M of K: 2 c / n for the loss (c/n) ||f - y||^2. */
  private static double factor(double c, NDArray samples) {
    return 2 * c / samples.getShape().get(0);
  }

  private void observe(
      long step, KernelMatrix kernel, Eigenpairs pairs, NDArray labels, double factor) {
    try {
      auxiliary.observe(step, kernel, pairs, labels, factor);
    } catch (RuntimeException e) {
      auxiliary.restart(); // the sequence is broken
      throw e;
    }
  }

  /** It grows without bound where eta lambda_2(M) stays above 2. */
  private static void putFinite(Quantity quantity, double value, Values into) {
    if (Double.isFinite(value)) {
      into.put(quantity, value);
    }
  }

  /** Measures the output layer's norm, its part of M, and whether it moves like the sharpness. */
  void measureLayer(NDList x, OptionalDouble scale, Values into) {
    if (layer == null) {
      return;
    }
    double norm = layer.norm();
    into.put(Quantity.OUTPUT_LAYER_NORM, norm);
    if (scale.isPresent()) {
      double factor = factor(scale.getAsDouble(), x.head());
      into.put(Quantity.OUTPUT_LAYER_GRAM, factor * layer.kernelNorm(x));
    }
    double sharpness = into.get(Quantity.GRAM_EIGENVALUES);
    if (!directions.accept(sharpness, norm).orElse(true)) {
      into.put(Quantity.OUTPUT_LAYER_ANOMALY, sharpness);
    }
  }

  /**
   * Takes note of the update that follows.
   *
   * @param measured what was measured before it, with its learning rate
   * @param isRestored whether it starts from earlier weights
   */
  void noteUpdate(Values measured, boolean isRestored) {
    if (auxiliary == null) {
      return;
    }
    if (isRestored) {
      auxiliary.restart();
    } else if (measured.has(Quantity.GRAM_EIGENVALUES)) {
      auxiliary.setRate(plain * measured.get(Quantity.LEARNING_RATE));
    }
  }

  /** What is left out in this training, in words; null if nothing is. */
  String leftOut() {
    String ofLayer =
        "no linear block gives the network's outputs by weights of its own, applied once a sample"
            + " (the layers inside a GraphNetwork, such as a DenseNet, cannot be seen): nothing is"
            + " measured of an output layer";
    String ofResidual =
        "the optimizer is not plain gradient descent: the auxiliary residual is left out";
    if (layer == null) {
      return auxiliary == null ? ofLayer + "; " + ofResidual : ofLayer;
    }
    return auxiliary == null ? ofResidual : null;
  }

  @Override
  public void close() {
    if (auxiliary != null) {
      auxiliary.close();
    }
  }
}
