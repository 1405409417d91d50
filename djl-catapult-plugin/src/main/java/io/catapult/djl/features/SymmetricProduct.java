/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;

/** P P^T, of which only blocks on and under the diagonal are worked out: half of the work. */
final class SymmetricProduct {

  /** Below this, a block's matrix product loses more speed than the left-out half saves. */
  private static final long MIN_BLOCK = 160;

  private static final long MAX_BLOCKS = 8;

  private SymmetricProduct() {}

  /** P P^T [m, m] for P [m, l]. */
  static NDArray of(NDArray p, NDManager owner) {
    long m = p.getShape().get(0);
    NDArray product = owner.zeros(new Shape(m, m), p.getDataType());
    addLower(product, p);
    complete(product);
    return product;
  }

  /** Adds the blocks on and under the diagonal of P P^T. */
  static void addLower(NDArray total, NDArray p) {
    Aten.addGram(total, p, p, 1, block(total.getShape().get(0)));
  }

  /** Fills in the blocks above the diagonal. */
  static void complete(NDArray total) {
    Aten.mirror(total, block(total.getShape().get(0)));
  }

  /** Rows of a block of a symmetric [m, m] matrix. */
  static long block(long m) {
    long blocks = Math.max(1, Math.min(MAX_BLOCKS, m / MIN_BLOCK));
    return (m + blocks - 1) / blocks;
  }
}
