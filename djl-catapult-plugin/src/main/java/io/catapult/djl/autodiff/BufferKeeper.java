/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import java.lang.reflect.Field;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The resources of a manager under which graphs are recorded: it keeps the Java buffers of arrays
 * that are closed, or moved away, until the manager itself is closed.
 *
 * <p>DJL's {@code x.mul(2)} writes the number into a Java buffer, lets the engine record a tensor
 * that points into it, and closes that tensor's handle, which drops the buffer. The graph then
 * reads freed memory: every backward pass after the next garbage collection multiplies by whatever
 * lies there.
 */
public final class BufferKeeper extends ConcurrentHashMap<String, AutoCloseable> {

  private static final long serialVersionUID = 1L;

  private static final Field RESOURCES = field(BaseNDManager.class, "resources");
  private static final Field BUFFER = field(PtNDArray.class, "dataRef");

  private final transient Queue<Object> buffers;
  private final boolean child;

  private BufferKeeper(Queue<Object> buffers, boolean child) {
    this.buffers = buffers;
    this.child = child;
  }

  /** A new manager to record graphs under. */
  public static NDManager open(Device device) {
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    install(manager, new BufferKeeper(new ConcurrentLinkedQueue<>(), false));
    return manager;
  }

  /**
   * A new manager to record graphs under that outlive it, which are used up before another manager
   * is closed: the buffers are kept until then.
   *
   * @param holder such as the manager of a batch
   */
  public static NDManager open(Device device, NDManager holder) {
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    Queue<Object> buffers = new ConcurrentLinkedQueue<>();
    install(manager, new BufferKeeper(buffers, true));
    holder.attachInternal(UUID.randomUUID().toString(), (AutoCloseable) buffers::clear);
    return manager;
  }

  private static void install(NDManager manager, BufferKeeper keeper) {
    try {
      RESOURCES.set(manager, keeper);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A manager that a block opens below this one records into the same graph. */
  @Override
  public AutoCloseable put(String key, AutoCloseable resource) {
    if (resource instanceof BaseNDManager manager) {
      install(manager, new BufferKeeper(buffers, true));
    }
    return super.put(key, resource);
  }

  @Override
  public AutoCloseable remove(Object key) {
    AutoCloseable resource = super.remove(key);
    keepBufferOf(resource);
    return resource;
  }

  private void keepBufferOf(AutoCloseable resource) {
    try {
      Object buffer = resource instanceof PtNDArray array ? BUFFER.get(array) : null;
      if (buffer != null) {
        buffers.add(buffer);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void clear() {
    values().forEach(this::keepBufferOf);
    super.clear();
    if (!child) {
      buffers.clear();
    }
  }

  private static Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("DJL without " + type.getName() + "." + name, e);
    }
  }
}
