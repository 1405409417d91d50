/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import com.google.protobuf.ByteString;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;

/**
 * A network whose parameters are bytes on the heap; native arrays are made at the first use, and
 * freed by {@link #close} or when this is no longer reachable. Safe for several threads.
 */
final class NativeNetwork implements AutoCloseable {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Supplier<NDManager> newManager;
  private final Function<NDManager, Block> newBlock;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Held held = new Held();

  /**
   * A network.
   *
   * @param newManager makes the owner of the arrays
   * @param newBlock makes the network with its arrays
   */
  NativeNetwork(Supplier<NDManager> newManager, Function<NDManager, Block> newBlock) {
    this.newManager = newManager;
    this.newBlock = newBlock;
    CLEANER.register(this, held::free);
  }

  /** A network that is made by its factory from its parameters. */
  static <T extends Output<T>> NativeNetwork of(
      NetworkSpec<T> network,
      int features,
      ImmutableOutputInfo<T> outputs,
      String device,
      ByteString parameters) {
    return new NativeNetwork(
        () -> NDManager.newBaseManager(deviceOrDefault(device), "PyTorch"),
        manager -> {
          Block block = network.newBlock(features, outputs);
          ParameterBytes.load(parameters, block, manager);
          return block;
        });
  }

  /** What is trained on a GPU predicts on a machine without one too. */
  private static Device deviceOrDefault(String name) {
    try {
      return EngineLease.device(name);
    } catch (IllegalArgumentException e) {
      return EngineLease.engine().defaultDevice();
    }
  }

  /** A block of the caller's, which is never closed here. */
  static NativeNetwork around(Block block) {
    Device device =
        block.getParameters().isEmpty()
            ? EngineLease.engine().defaultDevice()
            : block.getParameters().valueAt(0).getArray().getDevice();
    return new NativeNetwork(() -> NDManager.newBaseManager(device, "PyTorch"), owner -> block);
  }

  /** What is to be freed; knows nothing of the network, so that this can become unreachable. */
  private static final class Held {
    private NDManager manager;
    private Block block;

    private void free() {
      NDManager closing = manager;
      manager = null;
      block = null;
      if (closing != null) {
        closing.close();
      }
    }
  }

  /**
   * The outputs for a batch.
   *
   * @param input makes the batch [n, d] with its owner
   * @return n k numbers, row by row
   */
  float[] outputs(Function<NDManager, NDArray> input) {
    lockOpen();
    try (NDManager scratch = held.manager.newSubManager()) {
      NDArray x = input.apply(scratch);
      ParameterStore store = new ParameterStore(scratch, false);
      NDArray f = held.block.forward(store, new NDList(x), false).singletonOrThrow();
      f.attach(scratch);
      return f.toFloatArray();
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  /** Takes the lock to read with the arrays there. */
  private void lockOpen() {
    lock.readLock().lock();
    while (held.manager == null) {
      lock.readLock().unlock();
      open();
      lock.readLock().lock();
    }
  }

  private void open() {
    lock.writeLock().lock();
    try {
      if (held.manager == null) {
        NDManager manager = newManager.get();
        try {
          held.block = newBlock.apply(manager);
          held.manager = manager;
        } catch (RuntimeException e) {
          manager.close();
          throw e;
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Frees the native arrays; the next use makes them again. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      held.free();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
