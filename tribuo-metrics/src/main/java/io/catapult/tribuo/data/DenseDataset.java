/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.FeatureMap;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.MutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.OutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.DatasetProto;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.util.Util;

/**
 * A Tribuo dataset over dense rows of numbers [n, d], which go to an NDArray as they are: no object
 * for each feature, no copy on the heap. All of Tribuo works with it; examples are made on demand,
 * and changing one does not change the dataset.
 *
 * <p>The features are named by their columns, zero-padded ("000" to "783"), so that Tribuo's ids,
 * given in the order of the text, are the columns, and the names are those of Tribuo's {@code
 * IDXDataSource}. Arrays that it is given are not copied: leave them as they are.
 *
 * @param <T> the type of the outputs
 */
public final class DenseDataset<T extends Output<T>> extends Dataset<T> {

  private static final long serialVersionUID = 1L;

  private final transient FeatureRows rows;
  private final transient List<T> outputs;
  private final transient String[] names;
  private final transient MutableOutputInfo<T> outputInfo;
  private transient FeatureMap featureMap;
  private transient String contentHash;

  DenseDataset(
      FeatureRows rows,
      List<T> outputs,
      String[] names,
      DataProvenance provenance,
      OutputFactory<T> factory) {
    super(provenance, factory);
    this.rows = rows;
    this.outputs = outputs;
    this.names = names;
    this.outputInfo = factory.generateInfo();
    outputs.forEach(outputInfo::observe);
  }

  /** Of rows that are checked here, named by their columns, from a source in words. */
  static <T extends Output<T>> DenseDataset<T> of(
      FeatureRows rows, List<T> outputs, OutputFactory<T> factory, String source) {
    Faults.require(
        rows.size() == outputs.size(),
        "an output for each of " + rows.size() + " rows",
        outputs.size() + " outputs",
        "give as many outputs as rows");
    rows.requireFinite();
    String[] names = FeatureColumns.names(rows.width());
    return new DenseDataset<>(
        rows, outputs, names, new SimpleDataSourceProvenance(source, factory), factory);
  }

  /**
   * A regression task.
   *
   * @param x features [n, d]
   * @param y targets [n, k], named "DIM-0" to "DIM-k", zero-padded
   * @throws IllegalArgumentException if there is no sample, a row is ragged, the numbers of rows
   *     differ, or a number is not finite
   */
  public static DenseDataset<Regressor> regression(float[][] x, float[][] y) {
    return DenseTargets.regression(FeatureRows.of(x), y);
  }

  /**
   * A regression task.
   *
   * @param rows features [n, d], one row after another
   * @param d the number of features
   * @param y targets [n, k]
   * @throws IllegalArgumentException as {@link #regression(float[][], float[][])} does
   */
  public static DenseDataset<Regressor> regression(float[] rows, int d, float[][] y) {
    return DenseTargets.regression(FeatureRows.of(rows, d), y);
  }

  /**
   * A classification task.
   *
   * @param x features [n, d]
   * @param labels the class of each row, of at least two classes
   * @throws IllegalArgumentException if there is no sample, a row is ragged, the numbers of rows
   *     differ, a feature is not finite, or there is only one class
   */
  public static DenseDataset<Label> classification(float[][] x, String[] labels) {
    return DenseTargets.classification(FeatureRows.of(x), labels, "float[][]");
  }

  /**
   * A classification task.
   *
   * @param rows features [n, d], one row after another
   * @param d the number of features
   * @param labels the class of each row, of at least two classes
   * @throws IllegalArgumentException as {@link #classification(float[][], String[])} does
   */
  public static DenseDataset<Label> classification(float[] rows, int d, String[] labels) {
    return DenseTargets.classification(FeatureRows.of(rows, d), labels, "float[]");
  }

  /**
   * Images and their classes. Pixels are divided by 255, so that they lie in [0, 1], and held as
   * bytes; classes are named by their numbers.
   *
   * @param images dimensions [n, ...]
   * @param labels dimensions [n]
   * @throws IllegalArgumentException if the numbers of images and labels differ, or there is only
   *     one class
   */
  public static DenseDataset<Label> classification(IdxFile images, IdxFile labels) {
    return classification(images, labels, "IDX");
  }

  /**
   * The same.
   *
   * @param source where they come from, in words, for the provenance
   * @throws IllegalArgumentException as {@link #classification(IdxFile, IdxFile)} does
   */
  public static DenseDataset<Label> classification(IdxFile images, IdxFile labels, String source) {
    return DenseTargets.classification(images, labels, source);
  }

  /**
   * The same from two files, packed by gzip or plain.
   *
   * @throws IOException if a file cannot be read or is no IDX file of unsigned bytes
   * @throws IllegalArgumentException if the numbers of images and labels differ, or there is only
   *     one class
   */
  public static DenseDataset<Label> classification(Path images, Path labels) throws IOException {
    String source = "IDX files " + images + " and " + labels;
    return DenseTargets.classification(IdxFile.read(images), IdxFile.read(labels), source);
  }

  /** The number of features d. */
  public int width() {
    return rows.width();
  }

  /**
   * All rows as an array.
   *
   * @param manager owner of the result
   * @return [n, d], float32; its memory, n d floats, is all that is needed besides the rows
   */
  public NDArray toArray(NDManager manager) {
    return DenseArray.of(size(), width(), manager, rows::read);
  }

  boolean isOrderedAs(String[] columns) {
    return indices == null && Arrays.equals(names, columns);
  }

  /** The output of a row. */
  public T getOutput(int row) {
    return outputs.get(row);
  }

  /** The name of a column, which is the feature's. */
  public String getFeatureName(int column) {
    return names[column];
  }

  /**
   * Some rows, as those of one fold; the numbers are shared, not copied.
   *
   * @param indices rows, which may repeat
   * @throws IllegalArgumentException if there is none, or no such row
   */
  public DenseDataset<T> subset(int[] indices) {
    Faults.require(indices.length > 0, "at least one row", "none", "choose some");
    for (int index : indices) {
      Faults.require(
          index >= 0 && index < size(), "rows from 0 to " + (size() - 1), index, "choose others");
    }
    List<T> chosen = Arrays.stream(indices).mapToObj(outputs::get).toList();
    return new DenseDataset<>(
        rows.subset(indices), chosen, names, getSourceProvenance(), getOutputFactory());
  }

  @Override
  public List<Example<T>> getData() {
    return new AbstractList<>() {
      @Override
      public Example<T> get(int index) {
        return getExample(index);
      }

      @Override
      public int size() {
        return rows.size();
      }
    };
  }

  @Override
  public Example<T> getExample(int index) {
    Faults.require(
        index >= 0 && index < size(), "an example from 0 to " + (size() - 1), index, "see size()");
    return new RowExample<>(outputs.get(index), rows, names, index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public synchronized void shuffle(boolean shuffle) {
    indices = shuffle ? Util.randperm(size(), rng) : null;
  }

  @Override
  public synchronized Iterator<Example<T>> iterator() {
    return indices == null
        ? getData().iterator()
        : Arrays.stream(indices).mapToObj(this::getExample).iterator();
  }

  @Override
  public Set<T> getOutputs() {
    return outputInfo.getDomain();
  }

  @Override
  public ImmutableOutputInfo<T> getOutputIDInfo() {
    return outputInfo.generateImmutableOutputInfo();
  }

  @Override
  public OutputInfo<T> getOutputInfo() {
    return outputInfo;
  }

  @Override
  public ImmutableFeatureMap getFeatureIDMap() {
    return new ImmutableFeatureMap(getFeatureMap());
  }

  /** The features and their statistics, worked out at the first call: one pass over the rows. */
  @Override
  public synchronized FeatureMap getFeatureMap() {
    if (featureMap == null) {
      featureMap = FeatureColumns.describe(rows, names);
    }
    return featureMap;
  }

  /** With a hash of the content, which is worked out at the first call: one pass over the rows. */
  @Override
  public synchronized DenseDatasetProvenance getProvenance() {
    if (contentHash == null) {
      contentHash = ContentHash.of(rows, outputs);
    }
    return new DenseDatasetProvenance(getSourceProvenance(), this, contentHash);
  }

  /**
   * As a {@link MutableDataset} of the same examples, which reading it back gives (regression
   * datasets excepted, which Tribuo 4.3.2 writes but does not read).
   */
  @Override
  public DatasetProto serialize() {
    return MutableDataset.createDeepCopy(this).serialize();
  }

  @Override
  public String toString() {
    return "DenseDataset(" + size() + " x " + width() + ", source=" + sourceProvenance + ")";
  }

  private Object writeReplace() {
    return MutableDataset.createDeepCopy(this);
  }
}
