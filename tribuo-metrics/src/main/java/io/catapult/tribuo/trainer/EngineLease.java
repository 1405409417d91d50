/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.catapult.djl.autodiff.Aten;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The engine for one training, with its own number of threads. Seed, threads and gradient collector
 * are the process's, so one training has them at a time.
 */
final class EngineLease implements AutoCloseable {

  private static final ReentrantLock LOCK = new ReentrantLock();

  private final int threadsBefore;

  private EngineLease(int threadsBefore) {
    this.threadsBefore = threadsBefore;
  }

  /** Waits for the engine and sets the number of threads of one operation. */
  static EngineLease take(int threads) {
    LOCK.lock();
    engine();
    int before = Aten.threads();
    Aten.setThreads(threads);
    return new EngineLease(before);
  }

  /** Sets the seed of what the engine draws from now on: initial weights, dropout. */
  void seed(int seed) {
    engine().setRandomSeed(seed);
  }

  static Engine engine() {
    return Engine.getEngine("PyTorch");
  }

  /**
   * A device by its name.
   *
   * @param name "cpu", "gpu0" and so on; empty for the engine's default
   * @throws IllegalArgumentException if there is no such device
   */
  static Device device(String name) {
    if (name.isEmpty()) {
      return engine().defaultDevice();
    }
    Device device = parse(name);
    int gpus = engine().getGpuCount();
    boolean exists = !device.isGpu() || device.getDeviceId() < gpus;
    Faults.require(
        exists, "'cpu' or one of " + gpus + " GPUs, as 'gpu0'", "'" + name + "'", "leave it empty");
    return device;
  }

  private static Device parse(String name) {
    try {
      return Device.fromName(name);
    } catch (IllegalArgumentException e) {
      throw Faults.of("a device as 'cpu' or 'gpu0'", "'" + name + "'", "leave it empty");
    }
  }

  @Override
  public void close() {
    Aten.setThreads(threadsBefore);
    LOCK.unlock();
  }
}
