/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The optimizers that DJL's PyTorch engine lacks, as DJL optimizers whose state can be read: {@link
 * io.catapult.djl.optimizer.RmsProp}, {@link io.catapult.djl.optimizer.Adagrad}, {@link
 * io.catapult.djl.optimizer.Adadelta}, {@link io.catapult.djl.optimizer.NesterovMomentum}.
 *
 * <p>All follow the definitions of {@code torch.optim}. What each takes for the gradient g of a
 * weight w, in this order:
 *
 * <ol>
 *   <li>the gradient of the loss, times {@code rescaleGrad} (1 by default);
 *   <li>each entry limited to [-c, c] for {@code clipGrad} c above 0 (off by default). DJL's own
 *       optimizers limit it above only;
 *   <li>plus {@code weightDecays} times w (0 by default): the L2 penalty of {@code torch.optim},
 *       which adaptive optimizers divide by their preconditioner with the rest.
 * </ol>
 *
 * <p>An update changes weight and state in place, in one call of the engine, and then clears the
 * weight's gradient. Entries of the gradient that are NaN or infinite reach weight and state as
 * they do in PyTorch; they are cleared too. Sparse gradients are treated as dense ones.
 *
 * <p>The learning-rate tracker is asked once for each parameter and update, with 1 + the number of
 * updates of that parameter before (+ {@code beginNumUpdate}). The state is in the manager of the
 * weight and ends with it; there is one for each parameter and device.
 */
package io.catapult.djl.optimizer;
