/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.util.Merger;

/**
 * A row of a dense dataset as an example: a view of a few bytes until it is changed, and then a
 * copy of its own. The dataset never changes.
 */
final class RowExample<T extends Output<T>> extends Example<T> {

  private static final long serialVersionUID = 1L;

  private final transient FeatureRows rows;
  private final transient String[] names;
  private final int row;
  private ArrayExample<T> own;

  RowExample(T output, FeatureRows rows, String[] names, int row) {
    super(output);
    this.rows = rows;
    this.names = names;
    this.row = row;
  }

  private RowExample(RowExample<T> other) {
    super(other);
    this.rows = other.rows;
    this.names = other.names;
    this.row = other.row;
    this.own = other.own == null ? null : other.own.copy();
  }

  /** Whether it is as it came, its columns named like this. */
  boolean isOrderedAs(String[] columns) {
    return own == null && (names == columns || Arrays.equals(names, columns));
  }

  /** Writes the row to the first places. */
  void read(float[] to) {
    rows.read(row, to);
  }

  private ArrayExample<T> own() {
    if (own == null) {
      own = new ArrayExample<>(this);
    }
    return own;
  }

  @Override
  protected void sort() {
    // Rows are sorted, and so is what ArrayExample makes of them.
  }

  @Override
  public void add(Feature feature) {
    own().add(feature);
  }

  @Override
  public void addAll(Collection<? extends Feature> features) {
    own().addAll(features);
  }

  @Override
  public int size() {
    return own == null ? rows.width() : own.size();
  }

  @Override
  public void removeFeatures(List<Feature> features) {
    if (!features.isEmpty()) {
      own().removeFeatures(features);
    }
  }

  @Override
  public void reduceByName(Merger merger) {
    own().reduceByName(merger);
  }

  @Override
  public boolean validateExample() {
    return own == null || own.validateExample();
  }

  @Override
  public boolean isDense(FeatureMap features) {
    return new ArrayExample<>(this).isDense(features);
  }

  @Override
  protected void densify(List<String> features) {
    own().densify(features);
  }

  @Override
  public Example<T> copy() {
    return new RowExample<>(this);
  }

  @Override
  public void set(Feature feature) {
    own().set(feature);
  }

  @Override
  public void canonicalize(FeatureMap features) {
    // Only saves memory, of which there is nothing to save before the example is changed.
    if (own != null) {
      own.canonicalize(features);
    }
  }

  @Override
  public Iterator<Feature> iterator() {
    if (own != null) {
      return own.iterator();
    }
    return IntStream.range(0, rows.width())
        .mapToObj(j -> new Feature(names[j], rows.get(row, j)))
        .iterator();
  }

  @Override
  public ExampleProto serialize() {
    return new ArrayExample<>(this).serialize();
  }

  @Override
  public String toString() {
    return new ArrayExample<>(this).toString();
  }

  private Object writeReplace() {
    return new ArrayExample<>(this);
  }
}
