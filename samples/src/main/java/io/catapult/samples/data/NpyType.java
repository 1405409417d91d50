/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How NumPy writes a number.
 *
 * @param bytes its size
 * @param order the order of its bytes
 * @param next takes the next number off a buffer
 */
record NpyType(int bytes, ByteOrder order, ToDoubleFunction<ByteBuffer> next) {

  private static final long UNSIGNED_INT = 0xffffffffL;

  private static final Map<String, ToDoubleFunction<ByteBuffer>> NUMBERS =
      Map.ofEntries(
          Map.entry("b1", ByteBuffer::get),
          Map.entry("i1", ByteBuffer::get),
          Map.entry("u1", buffer -> buffer.get() & 0xff),
          Map.entry("i2", ByteBuffer::getShort),
          Map.entry("u2", buffer -> buffer.getShort() & 0xffff),
          Map.entry("i4", ByteBuffer::getInt),
          Map.entry("u4", buffer -> buffer.getInt() & UNSIGNED_INT),
          Map.entry("i8", ByteBuffer::getLong),
          Map.entry("f2", buffer -> half(buffer.getShort())),
          Map.entry("f4", ByteBuffer::getFloat),
          Map.entry("f8", ByteBuffer::getDouble));

  /**
   * The type of a description such as {@code <f8}.
   *
   * @throws IOException if it is not a real number
   */
  static NpyType of(String description, String source) throws IOException {
    String number = description.isEmpty() ? "" : description.substring(1);
    ToDoubleFunction<ByteBuffer> next = NUMBERS.get(number);
    if (next == null || "<>|=".indexOf(description.charAt(0)) < 0) {
      throw NpyArray.malformed(
          source,
          "real numbers: " + NUMBERS.keySet().stream().sorted().toList(),
          "the type '" + description + "'" + (number.startsWith("O") ? " of Python objects" : ""));
    }
    boolean bigEndian = description.charAt(0) == '>';
    return new NpyType(
        number.charAt(1) - '0', bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, next);
  }

  /** The numbers in a buffer, in its order. */
  double[] numbers(ByteBuffer buffer, int size) {
    ByteBuffer ordered = buffer.order(order);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = next.applyAsDouble(ordered);
    }
    return values;
  }

  /** A float16: 1 bit of sign, 5 of exponent, 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
