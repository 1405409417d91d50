/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** Fixed points to measure on: a copy, on the device of the model once that is known. */
final class ProbeData implements AutoCloseable {

  private final NDManager manager;
  private final NDList x;
  private final NDList labels;

  private ProbeData(NDManager manager, NDList x, NDList labels) {
    this.manager = manager;
    this.x = x;
    this.labels = labels;
  }

  static ProbeData copyOf(NDList x, NDList labels) {
    return copyTo(x.head().getDevice(), x, labels);
  }

  /** A copy of this on a device, or this if it is there. */
  ProbeData on(Device device) {
    if (x.head().getDevice().equals(device)) {
      return this;
    }
    try (this) {
      return copyTo(device, x, labels);
    }
  }

  private static ProbeData copyTo(Device device, NDList x, NDList labels) {
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    return new ProbeData(manager, copy(x, device, manager), copy(labels, device, manager));
  }

  private static NDList copy(NDList arrays, Device device, NDManager manager) {
    NDList copies = new NDList();
    for (NDArray array : arrays) {
      NDArray copy = array.toDevice(device, true);
      copy.attach(manager);
      copies.add(copy);
    }
    return copies;
  }

  NDList x() {
    return x;
  }

  NDList labels() {
    return labels;
  }

  long samples() {
    return x.head().getShape().get(0);
  }

  @Override
  public void close() {
    manager.close();
  }
}
