/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.trace.Described;
import java.util.Optional;

/**
 * An optimizer whose update is w - eta D^-1 g without momentum, D diagonal, and which tells D.
 *
 * <p>On a quadratic loss with Hessian H and a fixed D such an update is stable while eta times the
 * largest eigenvalue of D^-1 H (the preconditioned sharpness, the top of {@code
 * PreconditionedOperator}) is below {@link #stabilityLimit()}. Cohen et al. (2022), Adaptive
 * gradient methods at the edge of stability, section 3.
 */
public interface InspectableOptimizer extends Described {

  /**
   * The diagonal D of a parameter, as its latest update on the manager's device used it. The factor
   * {@code rescaleGrad} is part of it, gradient clipping is not.
   *
   * @param parameterId as DJL hands it to {@link Optimizer#update}, from {@link
   *     ai.djl.nn.Parameter#getId()}
   * @param manager the owner of the result; its device says which copy of the parameter is meant
   * @return a new array of the weight's shape and type; empty before the first update
   */
  Optional<NDArray> preconditioner(String parameterId, NDManager manager);

  /**
   * An optimizer of the same settings that begins anew, without what this one remembers.
   *
   * @param rates its learning rates
   */
  Optimizer restarted(ParameterTracker rates);

  /** The momentum coefficient beta in [0, 1), 0 without momentum. */
  double momentum();

  /**
   * The product of learning rate and preconditioned sharpness above which steps along the sharpest
   * direction grow: 2 without momentum, 2 + 2 beta with heavy-ball momentum, (2 + 2 beta) / (1 + 2
   * beta) with Nesterov's. Cohen et al. (2021), Gradient descent on neural networks typically
   * occurs at the edge of stability, section 2 and appendix B.
   */
  double stabilityLimit();
}
