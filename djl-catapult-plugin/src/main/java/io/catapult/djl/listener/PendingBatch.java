/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.kernel.LossSplit;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.trace.Quantity;

/**
 * A copy of the batch of step t, kept until the weights w(t+1) can be seen, for PDiff_1(t) =
 * L_top(1)(w(t+1)) - L_top(1)(w(t)). Zhu et al., Catapults in SGD, Eq. 4. Both projections are on
 * v_1 of the kernel K(w(t)): the paper does not say at which weights it takes the eigenvector of
 * the second, and one direction is what Claim 2 speaks of.
 */
final class PendingBatch implements AutoCloseable {

  private final NDManager manager;
  private final NDList x;
  private final NDArray labels;
  private final Eigenpairs pairs;
  private final double scale;
  private final double topBefore;
  private final double lossBefore;

  PendingBatch(NDList x, NDArray labels, Eigenpairs pairs, double scale, Values before) {
    this.manager = NDManager.newBaseManager(x.head().getDevice(), "PyTorch");
    this.x = new NDList();
    for (NDArray array : x) {
      this.x.add(copy(array));
    }
    this.labels = copy(labels);
    this.pairs = pairs;
    this.scale = scale;
    this.topBefore = before.get(Quantity.BATCH_LOSS_TOP);
    this.lossBefore = before.get(Quantity.BATCH_LOSS);
  }

  private NDArray copy(NDArray array) {
    NDArray copy = array.duplicate();
    copy.attach(manager);
    return copy;
  }

  /** Puts PDiff_1 and the change of the loss, once the update has been made. */
  void complete(ModelView model, Values into) {
    NDArray outputs = model.outputs(manager, x);
    LossSplit after = LossSplit.of(outputs, labels, pairs);
    into.put(Quantity.PROJECTED_DIFFERENCE, scale * after.top(1) - topBefore);
    into.put(Quantity.BATCH_LOSS_DIFFERENCE, scale * after.loss() - lossBefore);
  }

  @Override
  public void close() {
    pairs.close();
    manager.close();
  }
}
