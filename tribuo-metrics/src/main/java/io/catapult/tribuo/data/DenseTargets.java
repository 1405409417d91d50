/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** Targets given as plain arrays, as Tribuo's outputs. */
final class DenseTargets {

  private static final float LARGEST_PIXEL = 255;

  private DenseTargets() {}

  static DenseDataset<Regressor> regression(FeatureRows rows, float[][] y) {
    Faults.require(
        y.length == rows.size(),
        "targets for each of " + rows.size() + " rows",
        y.length,
        "give as many targets as rows");
    int k = y[0].length;
    Faults.require(k > 0, "at least one target a row", "none", "give [n, k] numbers");
    String[] names =
        Arrays.stream(FeatureColumns.names(k))
            .map(digits -> Regressor.DEFAULT_NAME + "-" + digits)
            .toArray(String[]::new);
    List<Regressor> outputs = new ArrayList<>(y.length);
    for (int i = 0; i < y.length; i++) {
      outputs.add(new Regressor(names, targets(y[i], k, i)));
    }
    String source = String.format(Locale.ROOT, "float[][] of %d rows", y.length);
    return DenseDataset.of(rows, outputs, new RegressionFactory(), source);
  }

  private static double[] targets(float[] row, int k, int index) {
    Faults.require(
        row.length == k,
        "targets of one length, " + k + " as row 0 has",
        row.length + " in row " + index,
        "fill missing targets");
    double[] wide = new double[k];
    for (int c = 0; c < k; c++) {
      Faults.require(
          Float.isFinite(row[c]),
          "finite targets",
          row[c] + " in row " + index + ", column " + c,
          "drop the row or fill the gap");
      wide[c] = row[c];
    }
    return wide;
  }

  static DenseDataset<Label> classification(FeatureRows rows, String[] labels, String source) {
    long classes = Arrays.stream(labels).distinct().count();
    Faults.require(
        classes >= 2,
        "at least two classes",
        classes == 0 ? "none" : "only '" + labels[0] + "'",
        "give samples of each class");
    List<Label> outputs = Arrays.stream(labels).map(Label::new).toList();
    return DenseDataset.of(rows, outputs, new LabelFactory(), source);
  }

  static DenseDataset<Label> classification(IdxFile images, IdxFile labels, String source) {
    Faults.require(
        labels.dims().equals(images.dims().subList(0, 1)),
        "labels [n] for images [n, ...] of dimensions " + images.dims(),
        labels.dims(),
        "give the two files of one split");
    String[] names =
        IntStream.range(0, labels.bytes().limit())
            .mapToObj(i -> String.valueOf(Byte.toUnsignedInt(labels.bytes().get(i))))
            .toArray(String[]::new);
    return classification(FeatureRows.of(images, LARGEST_PIXEL), names, source);
  }
}
