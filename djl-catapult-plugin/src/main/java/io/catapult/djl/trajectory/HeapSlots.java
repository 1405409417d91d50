/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Places in memory, taken as they are filled. */
final class HeapSlots implements Slots {

  private final ByteBuffer[] slots;

  HeapSlots(int capacity) {
    this.slots = new ByteBuffer[capacity];
  }

  @Override
  public void put(int slot, long step, ByteBuffer weights) {
    if (slots[slot] == null) {
      slots[slot] = ByteBuffer.allocate(weights.remaining());
    }
    slots[slot].clear().put(weights);
  }

  @Override
  public void clear(int slot) {
    slots[slot] = null;
  }

  @Override
  public void read(int slot, long from, ByteBuffer into) {
    into.put(slots[slot].slice(Math.toIntExact(from), into.remaining()));
  }

  @Override
  public void close() {
    Arrays.fill(slots, null);
  }
}
