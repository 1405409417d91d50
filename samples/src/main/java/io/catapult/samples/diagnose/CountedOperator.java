/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.linalg.LinearOperator;
import io.catapult.samples.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An operator whose products are told as they are made: how many an eigenvalue needs is not known
 * before.
 *
 * @param operator M
 * @param bar takes the number of products
 * @param products made so far
 */
record CountedOperator(LinearOperator operator, Progress bar, AtomicInteger products)
    implements LinearOperator {

  static CountedOperator of(LinearOperator operator, Progress bar) {
    return new CountedOperator(operator, bar, new AtomicInteger());
  }

  @Override
  public long size() {
    return operator.size();
  }

  @Override
  public DataType dataType() {
    return operator.dataType();
  }

  @Override
  public Device device() {
    return operator.device();
  }

  @Override
  public NDArray apply(NDArray vector) {
    NDArray product = operator.apply(vector);
    bar.at(products.incrementAndGet() + " products");
    return product;
  }
}
