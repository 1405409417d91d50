/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.dataset.DatasetView;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

class FeatureBridgeTest {

  private static final RegressionFactory FACTORY = new RegressionFactory();

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static Example<Regressor> example(String names, double... values) {
    return new ArrayExample<>(new Regressor("y", 1), names.split(" ", -1), values);
  }

  private static MutableDataset<Regressor> dataset(List<Example<Regressor>> examples) {
    return new MutableDataset<>(
        examples, new SimpleDataSourceProvenance("by hand", FACTORY), FACTORY);
  }

  private float[] array(FeatureBridge bridge, Dataset<?> data) {
    return bridge.toArray(data, manager).toFloatArray();
  }

  @Test
  void columnsAreIdsWhichFollowTheNamesAsText() {
    MutableDataset<Regressor> data =
        dataset(List.of(example("x1 x10 x2", 1, 10, 2), example("x2", 3), example("x10 x1", 4, 5)));
    FeatureBridge bridge = new FeatureBridge(data.getFeatureIDMap());
    assertArrayEquals(new float[] {1, 10, 2, 0, 0, 3, 5, 4, 0}, array(bridge, data));
    assertEquals(3, bridge.width());
  }

  @Test
  void unknownFeaturesAreLeftOut() {
    FeatureBridge bridge =
        new FeatureBridge(dataset(List.of(example("b d", 1, 1))).getFeatureIDMap());
    Example<Regressor> example = example("a b c d e", 9, 1, 9, 2, 9);
    assertArrayEquals(new float[] {1, 2}, bridge.toArray(List.of(example), manager).toFloatArray());
    assertEquals(2, bridge.countKnown(example));
  }

  @Test
  void anExampleWithoutKnownFeaturesIsAnError() {
    FeatureBridge bridge = new FeatureBridge(dataset(List.of(example("a", 1))).getFeatureIDMap());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> bridge.toArray(List.of(example("b", 1)), manager));
    assertTrue(
        error.getMessage().startsWith("Expected examples with at least one of the model's 1"),
        error.getMessage());
  }

  @Test
  void allWaysToADenseDatasetGiveTheSameRows() {
    float[][] x = {{1, 0, 2}, {0, 0, 3}, {4, 5, 0}};
    DenseDataset<Regressor> dense = DenseDataset.regression(x, new float[3][1]);
    FeatureBridge bridge = new FeatureBridge(dense.getFeatureIDMap());
    float[] expected = {1, 0, 2, 0, 0, 3, 4, 5, 0};
    assertArrayEquals(expected, array(bridge, dense));
    assertArrayEquals(expected, array(bridge, MutableDataset.createDeepCopy(dense)));
    assertArrayEquals(expected, array(bridge, ImmutableDataset.copyDataset(dense)));
    DatasetView<Regressor> view = new DatasetView<>(dense, new int[] {2, 0}, "two rows");
    assertArrayEquals(new float[] {4, 5, 0, 1, 0, 2}, array(bridge, view));
    assertEquals(3, bridge.countKnown(dense.getExample(0)));
  }

  @Test
  void aDenseDatasetOfOtherColumnsGoesByItsNames() {
    DenseDataset<Regressor> dense =
        DenseDataset.regression(new float[][] {{1, 2, 3}}, new float[1][1]);
    FeatureBridge bridge =
        new FeatureBridge(dataset(List.of(example("0 2 7", 1, 1, 1))).getFeatureIDMap());
    assertArrayEquals(new float[] {1, 3, 0}, array(bridge, dense));
    assertEquals(2, bridge.countKnown(dense.getExample(0)));
  }

  @Test
  void hashedNamesFindTheirColumns() {
    DenseDataset<Regressor> dense =
        DenseDataset.regression(new float[][] {{1, 2, 3}, {4, 5, 6}}, new float[2][1]);
    ImmutableDataset<Regressor> hashed =
        ImmutableDataset.hashFeatureMap(
            dense, new MessageDigestHasher("SHA-256", "salt for a test"));
    FeatureBridge bridge = new FeatureBridge(hashed.getFeatureIDMap());
    float[] rows = array(bridge, hashed);
    for (int column = 0; column < 3; column++) {
      int id = hashed.getFeatureIDMap().getID(dense.getFeatureName(column));
      assertEquals(column + 1, rows[id]);
    }
  }
}
