/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Rows of numbers, n x d, in whatever form they are held. */
interface FeatureRows {

  /** The number of rows n. */
  int size();

  /** The number of columns d. */
  int width();

  /** Writes a row to the first d places. */
  void read(int row, float[] to);

  /** One number. */
  float get(int row, int column);

  /** The rows of an array, which is not copied. */
  static FeatureRows of(float[][] rows) {
    Faults.require(rows.length > 0, "at least one row", "none", "give the samples as rows");
    int width = rows[0].length;
    Faults.require(width > 0, "rows of at least one feature", "empty rows", "give the features");
    for (int i = 0; i < rows.length; i++) {
      Faults.require(
          rows[i].length == width,
          "rows of one length, " + width + " as row 0 has",
          rows[i].length + " in row " + i,
          "fill missing features");
    }
    return new Arrayed(rows, width);
  }

  /** The rows of an array that holds them one after another and is not copied. */
  static FeatureRows of(float[] rows, int width) {
    Faults.require(width > 0, "at least one feature", width, "give the number of columns");
    Faults.require(
        rows.length > 0 && rows.length % width == 0,
        "whole rows of " + width + " numbers, at least one",
        rows.length + " numbers",
        "give n times " + width + " numbers");
    return new Flat(rows, width);
  }

  /** One row for each entry of the first dimension; a byte b counts as b / divisor. */
  static FeatureRows of(IdxFile file, float divisor) {
    int size = file.dims().get(0);
    ByteBuffer bytes = file.bytes();
    return new Bytes(bytes, size, bytes.limit() / size, divisor);
  }

  /** The chosen rows, which may repeat. */
  default FeatureRows subset(int[] rows) {
    return new Chosen(this, rows.clone());
  }

  /**
   * Checks every number.
   *
   * @throws IllegalArgumentException if one is NaN or infinite, naming its place
   */
  default void requireFinite() {
    float[] row = new float[width()];
    for (int i = 0; i < size(); i++) {
      read(i, row);
      for (int j = 0; j < row.length; j++) {
        if (!Float.isFinite(row[j])) {
          throw Faults.of(
              "finite features",
              row[j] + " in row " + i + ", column " + j,
              "drop the row or fill the gap");
        }
      }
    }
  }

  /** Rows as arrays. */
  final class Arrayed implements FeatureRows {

    private final float[][] rows;
    private final int width;

    private Arrayed(float[][] rows, int width) {
      this.rows = rows;
      this.width = width;
    }

    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public void read(int row, float[] to) {
      System.arraycopy(rows[row], 0, to, 0, width);
    }

    @Override
    public float get(int row, int column) {
      return rows[row][column];
    }
  }

  /** Rows one after another. */
  final class Flat implements FeatureRows {

    private final float[] rows;
    private final int width;

    private Flat(float[] rows, int width) {
      this.rows = rows;
      this.width = width;
    }

    @Override
    public int size() {
      return rows.length / width;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public void read(int row, float[] to) {
      System.arraycopy(rows, row * width, to, 0, width);
    }

    @Override
    public float get(int row, int column) {
      return rows[row * width + column];
    }
  }

  /** Unsigned bytes, a quarter of the memory of floats. */
  record Bytes(ByteBuffer bytes, int size, int width, float divisor) implements FeatureRows {
    @Override
    public void read(int row, float[] to) {
      int start = row * width;
      for (int j = 0; j < width; j++) {
        to[j] = Byte.toUnsignedInt(bytes.get(start + j)) / divisor;
      }
    }

    @Override
    public float get(int row, int column) {
      return Byte.toUnsignedInt(bytes.get(row * width + column)) / divisor;
    }
  }

  /** Some rows of others. */
  final class Chosen implements FeatureRows {

    private final FeatureRows all;
    private final int[] rows;

    private Chosen(FeatureRows all, int[] rows) {
      this.all = all;
      this.rows = rows;
    }

    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public int width() {
      return all.width();
    }

    @Override
    public void read(int row, float[] to) {
      all.read(rows[row], to);
    }

    @Override
    public float get(int row, int column) {
      return all.get(rows[row], column);
    }

    @Override
    public FeatureRows subset(int[] chosen) {
      return new Chosen(all, Arrays.stream(chosen).map(i -> rows[i]).toArray());
    }
  }
}
