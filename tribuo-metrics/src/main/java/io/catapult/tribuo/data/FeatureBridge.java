/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;

/**
 * Tribuo's examples as dense rows: column i is the feature with id i, a feature that an example
 * lacks is 0, one that is not among the features is left out, as in all of Tribuo. There is no
 * column for a bias, which a network has of its own.
 */
public final class FeatureBridge {

  private final ImmutableFeatureMap features;
  private final String[] names;

  /**
   * Creates a bridge.
   *
   * @param features the features of a dataset or a model
   */
  public FeatureBridge(ImmutableFeatureMap features) {
    this.features = features;
    this.names =
        IntStream.range(0, features.size())
            .mapToObj(id -> features.get(id).getName())
            .toArray(String[]::new);
  }

  /** The number of columns d. */
  public int width() {
    return names.length;
  }

  /**
   * All examples of a dataset, in the order in which it gives them.
   *
   * @param data a {@link DenseDataset} of these features is copied as it is
   * @param manager owner of the result
   * @return [n, d], float32
   * @throws IllegalArgumentException if an example has none of the features
   */
  public NDArray toArray(Dataset<?> data, NDManager manager) {
    if (data instanceof DenseDataset<?> dense && dense.isOrderedAs(names)) {
      return dense.toArray(manager);
    }
    Iterator<? extends Example<?>> examples = data.iterator();
    return DenseArray.of(data.size(), width(), manager, (row, to) -> write(examples.next(), to));
  }

  /**
   * Some examples.
   *
   * @param examples at least one
   * @param manager owner of the result
   * @return [n, d], float32
   * @throws IllegalArgumentException if an example has none of the features
   */
  public NDArray toArray(List<? extends Example<?>> examples, NDManager manager) {
    return DenseArray.of(
        examples.size(), width(), manager, (row, to) -> write(examples.get(row), to));
  }

  /**
   * The number of features of an example that are columns.
   *
   * @param example any example
   */
  public int countKnown(Example<?> example) {
    if (example instanceof RowExample<?> row && row.isOrderedAs(names)) {
      return width();
    }
    int known = 0;
    for (Feature feature : example) {
      known += features.getID(feature.getName()) >= 0 ? 1 : 0;
    }
    return known;
  }

  private void write(Example<?> example, float[] to) {
    if (example instanceof RowExample<?> row && row.isOrderedAs(names)) {
      row.read(to);
      return;
    }
    Arrays.fill(to, 0);
    int known = 0;
    int expected = 0;
    for (Feature feature : example) {
      // Features come sorted as ids are: mostly the next one is the expected one.
      int id = idOf(feature.getName(), expected);
      if (id >= 0) {
        to[id] = (float) feature.getValue();
        expected = id + 1;
        known++;
      }
    }
    Faults.require(
        known > 0,
        "examples with at least one of the model's " + width() + " features",
        "none in " + example,
        "give examples of the kind that the model was trained on");
  }

  private int idOf(String name, int expected) {
    boolean isNext = expected < names.length && names[expected].equals(name);
    return isNext ? expected : features.getID(name);
  }
}
