/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a NumPy array file, {@code .npy} of version 1 to 3, in row-major order whatever
 * order the file has. Booleans are 0 and 1.
 *
 * @param shape the dimensions; none for a single number
 * @param values as many as the product of the dimensions
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, handed on at once
record NpyArray(long[] shape, double[] values) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int MOST_NUMBERS = Integer.MAX_VALUE / Double.BYTES;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\s*\\{\\s*'descr':\\s*'([^']*)',\\s*'fortran_order':\\s*(True|False),"
              + "\\s*'shape':\\s*\\(([0-9, ]*)\\),?\\s*\\}\\s*");

  /** Reads a file: see {@link #read(InputStream, String)}. */
  static NpyArray read(Path file) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      return read(stream, file.toString());
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param stream the stream, left open
   * @param source what to call it in an error
   * @throws IOException if it is not a whole array of numbers
   */
  static NpyArray read(InputStream stream, String source) throws IOException {
    try {
      DataInputStream data = new DataInputStream(stream);
      Matcher header = header(data, source);
      NpyType type = NpyType.of(header.group(1), source);
      long[] shape = shape(header.group(3), source);
      long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      byte[] bytes = data.readNBytes(Math.toIntExact(size * type.bytes()));
      if (bytes.length < size * type.bytes()) {
        throw malformed(
            source,
            size * type.bytes() + " bytes for shape " + Arrays.toString(shape),
            bytes.length + " (the file is truncated)");
      }
      double[] values = type.numbers(ByteBuffer.wrap(bytes), (int) size);
      boolean byColumns = header.group(2).equals("True") && shape.length > 1;
      return new NpyArray(shape, byColumns ? rowMajor(values, shape) : values);
    } catch (EOFException e) {
      throw malformed(source, "a whole .npy file", "its end in the header (it is truncated)");
    }
  }

  private static Matcher header(DataInputStream data, String source) throws IOException {
    byte[] magic = new byte[MAGIC.length];
    data.readFully(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw malformed(source, "a .npy file, which begins with 0x93 NUMPY", "another beginning");
    }
    int version = data.readUnsignedByte();
    data.readUnsignedByte();
    byte[] size = new byte[version == 1 ? 2 : 4];
    data.readFully(size);
    int length = ByteBuffer.wrap(Arrays.copyOf(size, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (version < 1 || version > 3 || length < 0 || length > LONGEST_HEADER) {
      throw malformed(
          source,
          "a .npy file of version 1 to 3",
          "version " + version + " with a header of " + length + " bytes");
    }
    byte[] text = new byte[length];
    data.readFully(text);
    String header = new String(text, StandardCharsets.UTF_8).strip();
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw malformed(source, "an array of plain numbers", "the header " + header);
    }
    return matcher;
  }

  private static long[] shape(String text, String source) throws IOException {
    try {
      long[] shape =
          Arrays.stream(text.split(","))
              .map(String::strip)
              .filter(dim -> !dim.isEmpty())
              .mapToLong(Long::parseLong)
              .toArray();
      double size = Arrays.stream(shape).mapToDouble(dim -> dim).reduce(1, (a, b) -> a * b);
      if (size <= MOST_NUMBERS) {
        return shape;
      }
    } catch (NumberFormatException e) {
      // Falls through: a dimension too large for a long is too large as well.
    }
    throw malformed(source, "at most " + MOST_NUMBERS + " numbers", "the shape (" + text + ")");
  }

  /** The order in which the last dimension runs fastest, from that in which the first does. */
  private static double[] rowMajor(double[] values, long[] shape) {
    double[] result = new double[values.length];
    long[] index = new long[shape.length];
    for (int i = 0; i < result.length; i++) {
      long from = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from = from * shape[axis] + index[axis];
      }
      result[i] = values[(int) from];
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return result;
  }

  static IOException malformed(String source, String expected, String found) {
    return new IOException(
        source
            + ": expected "
            + expected
            + ", found "
            + found
            + "; save it again with numpy.save or numpy.savez");
  }
}
