/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import java.util.Arrays;
import java.util.Locale;
import org.tribuo.MutableFeatureMap;
import org.tribuo.RealInfo;

/** The columns of dense rows as Tribuo's features. */
final class FeatureColumns {

  private FeatureColumns() {}

  /**
   * Names whose order as text is that of the columns, since Tribuo gives ids in that order: "0" to
   * "9" for ten columns, "000" to "783" for 784, which are those of Tribuo's own IDX reader.
   */
  static String[] names(int width) {
    String format = "%0" + Integer.toString(width - 1).length() + "d";
    String[] names = new String[width];
    Arrays.setAll(names, j -> String.format(Locale.ROOT, format, j));
    return names;
  }

  /**
   * Count, range, mean and spread of each column; as in all of Tribuo, zeros are not observed.
   *
   * @param names a name for each column
   */
  static MutableFeatureMap describe(FeatureRows rows, String[] names) {
    int width = rows.width();
    int[] count = new int[width];
    double[] sum = new double[width];
    double[] squares = new double[width];
    float[] min = new float[width];
    float[] max = new float[width];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
    float[] row = new float[width];
    for (int i = 0; i < rows.size(); i++) {
      rows.read(i, row);
      for (int j = 0; j < width; j++) {
        float value = row[j];
        if (value != 0) {
          count[j]++;
          sum[j] += value;
          squares[j] += (double) value * value;
          min[j] = Math.min(min[j], value);
          max[j] = Math.max(max[j], value);
        }
      }
    }
    MutableFeatureMap map = new MutableFeatureMap();
    for (int j = 0; j < width; j++) {
      map.put(info(names[j], count[j], sum[j], squares[j], min[j], max[j]));
    }
    return map;
  }

  private static RealInfo info(
      String name, int count, double sum, double squares, float min, float max) {
    if (count == 0) {
      return new RealInfo(name, 0, 0, 0, 0, 0);
    }
    // Rounding must not carry the mean out of the range, nor the spread below zero.
    double mean = Math.min(max, Math.max(min, sum / count));
    double spread = Math.max(0, squares - sum * mean);
    return new RealInfo(name, count, max, min, mean, spread);
  }
}
