/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import io.catapult.tribuo.data.IdxFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An array of numbers in a file, named as on a command line: {@code FILE}, or {@code FILE:KEY} for
 * one array of a {@code .npz} or some columns of a {@code .csv} ({@code data.csv:a,b}). What a file
 * is, its name's ending says: {@code .npy}, {@code .npz}, {@code .csv}; anything else is read as
 * IDX, packed or plain.
 *
 * @param file the file
 * @param key the array's name or the columns' names; empty for what the file holds
 */
public record ArrayFile(Path file, Optional<String> key) {

  private static final String NPY = ".npy";
  private static final String NPZ = ".npz";
  private static final String CSV = ".csv";
  private static final float LARGEST_PIXEL = 255;

  /**
   * Numbers in row-major order.
   *
   * @param shape the dimensions, samples first
   * @param values as many as the product of the dimensions
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, handed on at once
  public record Numbers(long[] shape, double[] values) {}

  /**
   * Reads an argument of the command line.
   *
   * @param argument a file, or a file and a key
   */
  public static ArrayFile parse(String argument) {
    int colon = argument.lastIndexOf(':');
    if (colon > 0) {
      String file = argument.substring(0, colon);
      if (has(file, NPZ) || has(file, CSV)) {
        return new ArrayFile(Path.of(file), Optional.of(argument.substring(colon + 1)));
      }
    }
    return new ArrayFile(Path.of(argument), Optional.empty());
  }

  /**
   * Reads an array from a stream of the form of a {@code .npy} file.
   *
   * @param source what to call it in an error
   * @throws IOException if it cannot be read, or is of another form
   */
  public static Numbers readNpy(InputStream stream, String source) throws IOException {
    return numbers(NpyArray.read(stream, source));
  }

  /** Whether this is a table. */
  public boolean isCsv() {
    return has(file.toString(), CSV);
  }

  /** The columns that the key names; none without a key. */
  public List<String> columns() {
    return key.map(names -> Arrays.stream(names.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  /**
   * Reads the array. An IDX file's bytes are pixels and become numbers from 0 to 1, unless its one
   * dimension says that they are class numbers.
   *
   * @param usualKeys the names to look for in a {@code .npz} of several arrays if none is given
   * @param header whether a table's first line holds names
   * @param excluded the columns of a table to leave out if none is named
   * @throws IOException if the file cannot be read, or is not what its name says; the message says
   *     what was expected, what was found, and the remedy
   */
  public Numbers read(List<String> usualKeys, CsvTable.Header header, Set<String> excluded)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": expected a file, found none; check the path");
    }
    String name = file.toString();
    if (has(name, NPY)) {
      return numbers(NpyArray.read(file));
    }
    if (has(name, NPZ)) {
      return readArchive(usualKeys);
    }
    return isCsv() ? readTable(header, excluded) : pixels(IdxFile.read(file));
  }

  private static Numbers numbers(NpyArray array) {
    return new Numbers(array.shape(), array.values());
  }

  private Numbers readArchive(List<String> usualKeys) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> keys =
          Collections.list(zip.entries()).stream()
              .map(ZipEntry::getName)
              .filter(entry -> entry.endsWith(NPY))
              .map(entry -> entry.substring(0, entry.length() - NPY.length()))
              .toList();
      String chosen = choose(keys, usualKeys);
      ZipEntry entry = zip.getEntry(chosen + NPY);
      return numbers(NpyArray.read(zip.getInputStream(entry), file + ":" + chosen));
    } catch (ZipException e) {
      throw new IOException(
          file
              + ": expected a .npz file, a complete zip archive, found none or one cut short ("
              + e.getMessage()
              + "); copy it again",
          e);
    }
  }

  private String choose(List<String> keys, List<String> usualKeys) throws IOException {
    if (key.isPresent() && keys.contains(key.get())) {
      return key.get();
    }
    if (key.isEmpty() && keys.size() == 1) {
      return keys.get(0);
    }
    Optional<String> usual = usualKeys.stream().filter(keys::contains).findFirst();
    if (key.isEmpty() && usual.isPresent()) {
      return usual.get();
    }
    throw new IOException(
        "%s: expected an array named %s, found %s; name one as %s:KEY"
            .formatted(
                file,
                key.map(name -> "\"" + name + "\"").orElse(String.join(" or ", usualKeys)),
                keys.isEmpty() ? "no array" : String.join(", ", keys),
                file.getFileName()));
  }

  private Numbers readTable(CsvTable.Header header, Set<String> excluded) throws IOException {
    CsvTable table = CsvTable.read(file, header);
    float[][] rows = key.isPresent() ? table.numbers(columns()) : table.numbersWithout(excluded);
    int width = rows[0].length;
    double[] values = new double[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[i / width][i % width];
    }
    return new Numbers(new long[] {rows.length, width}, values);
  }

  private static Numbers pixels(IdxFile idx) {
    ByteBuffer bytes = idx.bytes();
    double scale = idx.dims().size() == 1 ? 1 : LARGEST_PIXEL;
    double[] values = new double[bytes.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes.get() & 0xff) / scale;
    }
    return new Numbers(idx.dims().stream().mapToLong(dim -> dim).toArray(), values);
  }

  private static boolean has(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  @Override
  public String toString() {
    return key.map(name -> file + ":" + name).orElse(file.toString());
  }
}
