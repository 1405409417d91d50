/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of an IDX file of unsigned bytes: the format in which MNIST and its successors are
 * published.
 *
 * <p>Layout: two zero bytes, the element type (0x08), the number of dimensions, each dimension as a
 * big-endian 32-bit integer, then the elements, last dimension fastest. Files may be packed by
 * gzip.
 *
 * @param dims the dimensions, each at least 1
 * @param bytes the elements, read-only, as many as the product of the dimensions
 */
public record IdxFile(List<Integer> dims, ByteBuffer bytes) {

  private static final int UNSIGNED_BYTE = 0x08;
  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * Checks that dimensions and elements agree.
   *
   * @throws IllegalArgumentException if they do not
   */
  public IdxFile {
    dims = List.copyOf(dims);
    bytes = bytes.asReadOnlyBuffer();
    if (dims.isEmpty()
        || dims.stream().anyMatch(dim -> dim < 1)
        || size(dims) != bytes.remaining()) {
      throw new IllegalArgumentException(
          "expected positive dimensions whose product is the number of elements, found "
              + dims
              + " and "
              + bytes.remaining()
              + " elements; give one byte per element");
    }
  }

  /**
   * Reads a file, packed by gzip or plain.
   *
   * @param file the file
   * @return its content
   * @throws IOException if it cannot be read or is not a whole IDX file of unsigned bytes
   */
  public static IdxFile read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return read(stream, file.toString());
    }
  }

  /**
   * Reads a stream to its end, packed by gzip or plain, and leaves it open.
   *
   * @param stream the stream
   * @param source what to call it in an error
   * @return its content
   * @throws IOException if it cannot be read or is not a whole IDX file of unsigned bytes
   */
  public static IdxFile read(InputStream stream, String source) throws IOException {
    try {
      DataInputStream data = new DataInputStream(unpacked(stream));
      List<Integer> dims = readHeader(data, source);
      int size = (int) size(dims);
      byte[] elements = data.readNBytes(size);
      int surplus = data.read() < 0 ? 0 : 1;
      if (elements.length != size || surplus > 0) {
        throw malformed(
            source,
            size + " elements for dimensions " + dims,
            surplus > 0 ? "more" : elements.length + " (the file is truncated)");
      }
      return new IdxFile(dims, ByteBuffer.wrap(elements));
    } catch (EOFException e) {
      throw malformed(source, "a whole IDX file", "its end too early (the file is truncated)");
    } catch (ZipException e) {
      throw malformed(source, "intact gzip data", e.getMessage());
    }
  }

  /**
   * Writes the file, plain.
   *
   * @param stream left open
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream stream) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(Integer.BYTES * (1 + dims.size()));
    header.putInt(UNSIGNED_BYTE << 8 | dims.size());
    dims.forEach(header::putInt);
    stream.write(header.array());
    byte[] elements = new byte[bytes.remaining()];
    bytes().get(elements);
    stream.write(elements);
  }

  /**
   * Checks the dimensions.
   *
   * @param source what to call the file in an error
   * @param expected the dimensions wanted; -1 stands for any
   * @return this
   * @throws IOException if they differ
   */
  public IdxFile requireDims(String source, int... expected) throws IOException {
    boolean agree = expected.length == dims.size();
    for (int i = 0; agree && i < expected.length; i++) {
      agree = expected[i] == -1 || expected[i] == dims.get(i);
    }
    if (!agree) {
      List<String> wanted = new ArrayList<>();
      for (int dim : expected) {
        wanted.add(dim == -1 ? "any" : String.valueOf(dim));
      }
      throw malformed(source, "dimensions " + wanted, dims.toString());
    }
    return this;
  }

  /** The elements from the first, in a buffer of the caller's own over the same bytes. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }

  private static InputStream unpacked(InputStream stream) throws IOException {
    InputStream buffered = new BufferedInputStream(stream);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(buffered)) : buffered;
  }

  private static List<Integer> readHeader(DataInputStream data, String source) throws IOException {
    int magic = data.readInt();
    int rank = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTE || rank == 0) {
      throw malformed(
          source,
          "the magic number 0x000008NN of unsigned bytes with NN dimensions",
          String.format("0x%08x", magic));
    }
    List<Integer> dims = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      dims.add(data.readInt());
    }
    if (dims.stream().anyMatch(dim -> dim < 1) || size(dims) > Integer.MAX_VALUE) {
      throw malformed(source, "positive dimensions of at most 2^31-1 elements", dims.toString());
    }
    return dims;
  }

  /** Product of the dimensions; a double is exact here to far above what a buffer can hold. */
  private static double size(List<Integer> dims) {
    return dims.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
  }

  private static IOException malformed(String source, String expected, String found) {
    return new IOException(
        source
            + ": expected "
            + expected
            + ", found "
            + found
            + "; take the file as it was published, packed by gzip or plain");
  }
}
