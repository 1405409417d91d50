/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.GradMode;
import java.util.Map;
import java.util.Optional;

/**
 * The preconditioner of DJL's Adam and AdamW, which step by eta D^-1 m with m the running mean of
 * the gradients, v that of their squares and t the number of updates:
 *
 * <pre>
 *   D = (1 - beta_1^t) / sqrt(1 - beta_2^t) (sqrt(v) + eps) / rescaleGrad
 * </pre>
 *
 * <p>Cohen et al. (2022), Adaptive gradient methods at the edge of stability, has (1 - beta_1^t)
 * (sqrt(v / (1 - beta_2^t)) + eps): DJL adds eps before the bias is corrected. The running averages
 * hold rescaled gradients, and the Hessian is of the loss as it is, hence rescaleGrad.
 */
final class AdamPreconditioner {

  private final Map<?, ?> variances;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double rescale;

  AdamPreconditioner(Optimizer adam) {
    this.variances = PrivateFields.read(adam, "variances", Map.class).orElseThrow();
    this.beta1 = number(adam, "beta1");
    this.beta2 = number(adam, "beta2");
    this.epsilon = number(adam, "epsilon");
    this.rescale = number(adam, "rescaleGrad");
  }

  private static double number(Optimizer adam, String field) {
    return PrivateFields.read(adam, field, Float.class).orElseThrow();
  }

  double beta1() {
    return beta1;
  }

  /**
   * D of one parameter, of its shape.
   *
   * @param updates t, at least 1
   * @return empty if the parameter has not been updated on that device
   */
  Optional<NDArray> of(String parameterId, Device device, long updates, NDManager manager) {
    if (!(variances.get(parameterId) instanceof Map<?, ?> copies)
        || !(copies.get(device) instanceof NDArray variance)) {
      return Optional.empty();
    }
    double factor =
        (1 - Math.pow(beta1, updates)) / Math.sqrt(1 - Math.pow(beta2, updates)) / rescale;
    return Optional.of(
        GradMode.paused(
            () -> {
              NDArray diagonal = Aten.alias(variance, manager).sqrt();
              return diagonal.addi(epsilon).muli(factor);
            }));
  }
}
