/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Quantity;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be measured in a training. Costs are in training steps (forward, backward, update) on as
 * many samples as are measured, of a fully connected network; docs/watching.md has a table.
 */
public enum Instrument {

  /** The loss on the probe data: one forward pass, a third of a step. */
  LOSS(Quantity.PROBE_LOSS),

  /**
   * The tangent kernel of the training batch, what follows from it, and the changes of the loss by
   * the update: about one step for one output, half a step more for each further one.
   */
  BATCH_KERNEL(
      Quantity.BATCH_LOSS,
      Quantity.BATCH_NTK_NORM,
      Quantity.BATCH_NTK_EIGENVALUES,
      Quantity.BATCH_CRITICAL_RATE_KERNEL,
      Quantity.BATCH_LOSS_TOP,
      Quantity.BATCH_LOSS_REST,
      Quantity.PROJECTED_DIFFERENCE,
      Quantity.BATCH_LOSS_DIFFERENCE),

  /**
   * The tangent kernel of the probe data and what follows from it: about one step for one output,
   * half a step more for each further one, and 4 for 4,096 samples.
   */
  PROBE_KERNEL(
      Quantity.PROBE_LOSS,
      Quantity.PROBE_NTK_NORM,
      Quantity.PROBE_NTK_EIGENVALUES,
      Quantity.PROBE_CRITICAL_RATE_KERNEL,
      Quantity.PROBE_LOSS_TOP,
      Quantity.PROBE_LOSS_REST,
      Quantity.RESIDUAL_DOT_OUTPUTS,
      Quantity.RESIDUAL_TOP_COMPONENT),

  /**
   * What explains the edge of stability, on the probe data: the spectrum of the Gram matrix, the
   * output layer's part of it, where its norm and the sharpness move apart, and the residual
   * outside the top eigendirection against the one that gradient descent would have without that
   * direction. It measures {@link #PROBE_KERNEL} too, and costs about one step more than that.
   *
   * <p>What is of the output layer needs a network whose last layer is linear, what is of the
   * auxiliary residual a squared loss and plain gradient descent; the rest is measured without.
   */
  EDGE_OF_STABILITY(
      PROBE_KERNEL,
      Quantity.GRAM_EIGENVALUES,
      Quantity.OUTPUT_LAYER_NORM,
      Quantity.OUTPUT_LAYER_GRAM,
      Quantity.OUTPUT_LAYER_ANOMALY,
      Quantity.RESIDUAL_AUXILIARY,
      Quantity.RESIDUAL_AUXILIARY_DISTANCE),

  /**
   * How far the tangent kernel of the probe data is from that at the start: nothing beyond the
   * kernel if that is measured too, or else as much; memory for the kernel at the start.
   */
  KERNEL_CHANGE(Quantity.PROBE_NTK_CHANGE),

  /**
   * How far the outputs on the probe data are from the linearization at the start: about two steps;
   * memory for a copy of the weights. Parameters that are not trained, as running statistics, are
   * in the linearization what they were at the start.
   */
  LINEARIZATION(Quantity.LINEARIZATION_ERROR),

  /**
   * The largest spectral norm of the Hessians of the outputs of the first few probe data: for each
   * of these and each output 10 to 60 steps on one sample.
   */
  OUTPUT_HESSIAN(Quantity.OUTPUT_HESSIAN_NORM),

  /**
   * How far the neurons of the first hidden layer condense in one direction, and the orientation
   * and amplitude of each: a few passes over that layer's weights, and the Gram matrix of its rows
   * or columns, whichever is smaller. A network without a hidden linear layer has none, which is
   * told once.
   */
  CONDENSATION(
      Quantity.CONDENSED_VARIANCE,
      Quantity.CONDENSATION_COSINE,
      Quantity.NEURON_ORIENTATIONS,
      Quantity.NEURON_AMPLITUDES),

  /** lambda_max of the loss Hessian on the training batch: 10 to 30 steps, 40 the first time. */
  BATCH_SHARPNESS(Quantity.BATCH_LOSS, Quantity.BATCH_CRITICAL_RATE_HESSIAN),

  /** lambda_max of the loss Hessian on the probe data: 10 to 30 steps, 40 the first time. */
  PROBE_SHARPNESS(Quantity.SHARPNESS, Quantity.PROBE_CRITICAL_RATE_HESSIAN),

  /** lambda_min of the loss Hessian on the probe data: 10 to 30 steps and more. */
  SHARPNESS_MIN(Quantity.SHARPNESS_MIN),

  /**
   * lambda_max of the loss Hessian on the probe data in the coordinates of an adaptive optimizer:
   * 10 to 30 steps.
   */
  PRECONDITIONED_SHARPNESS(Quantity.PRECONDITIONED_SHARPNESS),

  /**
   * The average gradient outer product and its alignment with a reference: about one step. At about
   * log2(T) + 3 of T steps the trace carries it too, as a {@link
   * io.catapult.djl.trace.FeatureSnapshot}: its diagonal and five eigenvectors, 12 bytes a number
   * in the file (56 KB for inputs of 784 numbers, 220 KB for 3,072), and all of it up to 128
   * inputs.
   */
  AGOP(Quantity.AGOP_ALIGNMENT, Quantity.AGOP_TRACE),

  /** Norms of the weights: a few passes over them, a tenth of a step. */
  PARAMETERS(Quantity.PARAMETER_NORM, Quantity.PARAMETER_DISTANCE, Quantity.OUTPUT_LAYER_NORM),

  /**
   * The quadratic twin of the network at the beginning, trained beside it: 3.3 to 4.7 steps at
   * every update, about 7 where the network is a class of a user's own, whatever the schedule; and
   * five to eight forward passes to measure it, wherever the loss on the probe data is. No budget
   * counts the updates. It takes part in no preset.
   */
  TWIN(Quantity.TWIN_LOSS, Quantity.TWIN_DISTANCE),

  /**
   * The slow motion of the weights beneath their bounces, since the learning rate was set: {@link
   * io.catapult.djl.detect.SlowMotion}. One pass over the weights at every update, whatever the
   * schedule: 0.8 steps on a batch of 30, 0.2 on one of 128, and a wait for the device; memory for
   * one copy of the weights. No budget counts the updates. It takes part in no preset.
   */
  SLOW_MOTION(
      Quantity.MOTION_SPEED,
      Quantity.MOTION_STEP_SHARE,
      Quantity.MOTION_STRAIGHTNESS,
      Quantity.MOTION_LATTER_SHARE);

  private final Set<Quantity> measures;

  Instrument(Quantity... measures) {
    EnumSet<Quantity> all = EnumSet.noneOf(Quantity.class);
    all.addAll(Arrays.asList(measures));
    this.measures = Collections.unmodifiableSet(all);
  }

  Instrument(Instrument other, Quantity... more) {
    EnumSet<Quantity> all = EnumSet.copyOf(other.measures);
    all.addAll(Arrays.asList(more));
    this.measures = Collections.unmodifiableSet(all);
  }

  /** The quantities that it can measure; the parts of a loss only where it is a squared one. */
  public Set<Quantity> measures() {
    return measures;
  }

  /** Whether it measures the training batch and not the probe data or the weights. */
  public boolean isOfBatch() {
    return this == BATCH_KERNEL || this == BATCH_SHARPNESS;
  }
}
