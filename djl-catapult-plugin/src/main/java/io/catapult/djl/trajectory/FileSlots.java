/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Places in a file: a header, then for each place its step, or -1, and the weights. A step is
 * written after its weights, so that a process that is killed leaves no half of a snapshot behind.
 */
final class FileSlots implements Slots {

  private static final long MAGIC = 0x43_41_54_57_50_41_54_31L; // CATWPAT1
  private static final int HEADER = 3 * Long.BYTES;
  private static final long EMPTY = -1;

  private final FileChannel channel;
  private final WeightLayout layout;
  private final int capacity;

  private FileSlots(FileChannel channel, WeightLayout layout, int capacity) {
    this.channel = channel;
    this.layout = layout;
    this.capacity = capacity;
  }

  /**
   * A new file.
   *
   * @throws IOException if there is one already, or it cannot be written
   */
  static FileSlots create(Path file, WeightLayout layout, int capacity) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileSlots slots = new FileSlots(channel, layout, capacity);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putLong(MAGIC).putLong(layout.count()).putInt(layout.width()).putInt(capacity).flip();
    slots.write(header, 0);
    for (int i = 0; i < capacity; i++) {
      slots.clear(i);
    }
    return slots;
  }

  /**
   * A file that is there, to be read.
   *
   * @throws IOException if it is none of weights, or cannot be read
   */
  static FileSlots open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw notOne(file, Files.exists(file) ? "what is no file" : "none");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = channel.size();
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      while (header.hasRemaining() && channel.read(header) >= 0) {}
      if (header.hasRemaining() || header.getLong(0) != MAGIC) {
        throw notOne(file, "another of %d bytes".formatted(size));
      }
      header.position(Long.BYTES);
      WeightLayout layout = new WeightLayout(header.getLong(), header.getInt());
      FileSlots slots = new FileSlots(channel, layout, header.getInt());
      if (slots.capacity < 1 || slots.leastSize().compareTo(BigInteger.valueOf(size)) > 0) {
        throw notOne(file, "one that is damaged or was cut short, of %d bytes".formatted(size));
      }
      return slots;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * As a new file has the steps of all places; what a damaged header asks for may be any number.
   */
  private BigInteger leastSize() {
    BigInteger place =
        BigInteger.valueOf(layout.count())
            .multiply(BigInteger.valueOf(layout.width()))
            .add(BigInteger.valueOf(Long.BYTES));
    return place
        .multiply(BigInteger.valueOf(capacity - 1L))
        .add(BigInteger.valueOf(HEADER + Long.BYTES));
  }

  private static IOException notOne(Path file, String found) {
    return new IOException(
        "Expected a file of a weight trajectory at %s; found %s. Remedy: give the file that WeightTrajectory.inFile wrote."
            .formatted(file, found));
  }

  WeightLayout layout() {
    return layout;
  }

  int capacity() {
    return capacity;
  }

  /** The step of a place, below 0 if it is empty. */
  long step(int slot) {
    ByteBuffer step = ByteBuffer.allocate(Long.BYTES);
    read(step, start(slot));
    return step.getLong(0);
  }

  private long start(int slot) {
    return HEADER + slot * (Long.BYTES + layout.bytes());
  }

  @Override
  public void put(int slot, long step, ByteBuffer weights) {
    clear(slot);
    write(weights, start(slot) + Long.BYTES);
    write(number(step), start(slot));
  }

  @Override
  public void clear(int slot) {
    write(number(EMPTY), start(slot));
  }

  private static ByteBuffer number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, number);
  }

  @Override
  public void read(int slot, long from, ByteBuffer into) {
    read(into, start(slot) + Long.BYTES + from);
  }

  private void write(ByteBuffer from, long position) {
    try {
      long at = position;
      while (from.hasRemaining()) {
        at += channel.write(from, at);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(ByteBuffer into, long position) {
    try {
      long at = position;
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          throw new EOFException(
              "Expected weights up to byte %d; found the end of the file. Remedy: record again, the file was cut short."
                  .formatted(at + into.remaining()));
        }
        at += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
