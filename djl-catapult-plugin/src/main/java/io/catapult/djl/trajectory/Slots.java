/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import java.io.Closeable;
import java.nio.ByteBuffer;

/** Numbered places, each for the weights of one step, as bytes. */
interface Slots extends Closeable {

  /** Writes the weights of a step, of which nothing is left in the buffer then. */
  void put(int slot, long step, ByteBuffer weights);

  /** Empties a place. */
  void clear(int slot);

  /** Fills a buffer from a byte of the weights on. */
  void read(int slot, long from, ByteBuffer into);

  @Override
  void close();
}
