/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.regression.Regressor;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.TransformerMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

class DenseDatasetTest {

  private static final double ROUNDING = 1e-6;

  private static final float[][] X = {
    {1, 0, 3, 4, 5, 6, 7, 8, 9, 10, 0.25f},
    {2, 0, 4, -4, 5, 7, 7, 8, 9, 10, 0.5f},
    {4, 0, 5, 0, 5, 8, 7, 8, 9, 10, 0.75f}
  };

  private static final float[][] Y = {{1}, {2}, {3}};

  private final DenseDataset<Regressor> data = DenseDataset.regression(X, Y);

  private static float[][] rows(Dataset<?> data) {
    List<float[]> rows = new ArrayList<>();
    for (Example<?> example : data) {
      float[] row = new float[example.size()];
      int column = 0;
      for (Feature feature : example) {
        row[column++] = (float) feature.getValue();
      }
      rows.add(row);
    }
    return rows.toArray(new float[0][]);
  }

  @Test
  void idsAreColumns() {
    for (int column = 0; column < X[0].length; column++) {
      assertEquals(column, data.getFeatureIDMap().getID(data.getFeatureName(column)));
    }
    assertEquals("00", data.getFeatureName(0));
    assertEquals("10", data.getFeatureName(10));
  }

  @Test
  void examplesAreTheRows() {
    assertArrayEquals(X, rows(data));
    assertEquals(3, data.size());
    assertEquals(3, data.getData().size());
    assertEquals(2, data.getExample(1).getOutput().getValues()[0]);
    assertEquals("DIM-0", data.getOutput(0).getNames()[0]);
  }

  @Test
  void theArrayIsTheRows() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] flat = data.toArray(manager).toFloatArray();
      assertEquals(33, flat.length);
      assertEquals(0.5f, flat[21]);
      assertEquals(manager, data.toArray(manager).getManager());
    }
  }

  @Test
  void rowsOneAfterAnotherAreTheSameDataset() {
    float[] flat = {1, 2, 3, 4};
    DenseDataset<Regressor> byFlat = DenseDataset.regression(flat, 2, new float[][] {{1}, {2}});
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}}, rows(byFlat));
    DenseDataset<Regressor> byRows =
        DenseDataset.regression(new float[][] {{1, 2}, {3, 4}}, new float[][] {{1}, {2}});
    assertEquals(byRows.getProvenance().getContentHash(), byFlat.getProvenance().getContentHash());
  }

  @Test
  void statisticsOfTheColumnsAreTribuosOwn() {
    MutableDataset<Regressor> copy = MutableDataset.createDeepCopy(data);
    for (VariableInfo info : data.getFeatureMap()) {
      RealInfo ours = (RealInfo) info;
      VariableInfo theirs = copy.getFeatureMap().get(info.getName());
      assertEquals(theirs.getCount(), ours.getCount(), info.getName());
    }
    // Tribuo keeps a histogram of columns with few values; this is the one column by hand.
    RealInfo first = (RealInfo) data.getFeatureMap().get("00");
    assertEquals(7.0 / 3, first.getMean(), ROUNDING);
    assertEquals(7.0 / 3, first.getVariance(), ROUNDING);
    assertEquals(1, first.getMin());
    assertEquals(4, first.getMax());
    assertEquals(copy.getFeatureMap().size(), data.getFeatureMap().size());
    assertTrue(copy.isDense());
  }

  @Test
  void shufflingChangesTheOrderOfIterationOnly() {
    DenseDataset<Regressor> many = DenseDataset.regression(new float[100][1], new float[100][1]);
    many.shuffle(true);
    int count = 0;
    for (Example<Regressor> example : many) {
      assertEquals(1, example.size());
      count++;
    }
    assertEquals(100, count);
    data.shuffle(true);
    assertEquals(1, data.getExample(0).getOutput().getValues()[0]);
    data.shuffle(false);
    assertArrayEquals(X, rows(data));
  }

  @Test
  void aSubsetHasTheChosenRowsAndAHashOfItsOwn() {
    DenseDataset<Regressor> subset = data.subset(new int[] {2, 0, 2});
    assertArrayEquals(new float[][] {X[2], X[0], X[2]}, rows(subset));
    assertArrayEquals(new float[][] {X[2]}, rows(subset.subset(new int[] {2})));
    assertEquals(3, subset.getOutput(0).getValues()[0]);
    assertNotEquals(data.getProvenance().getContentHash(), subset.getProvenance().getContentHash());
    assertTrue(data.getProvenance().isDense());
  }

  @Test
  void changingAnExampleChangesNeitherTheDatasetNorACopy() {
    Example<Regressor> example = data.getExample(0);
    Example<Regressor> copy = example.copy();
    example.set(new Feature("00", 99));
    example.add(new Feature("new", 1));
    assertEquals(99, example.lookup("00").getValue());
    assertEquals(12, example.size());
    assertEquals(1, copy.lookup("00").getValue());
    assertEquals(11, copy.size());
    assertArrayEquals(X, rows(data));
  }

  @Test
  void transformersSeeTheRows() {
    TransformationMap scaling =
        new TransformationMap(List.of(new LinearScalingTransformation(0, 1)));
    TransformerMap transformers = data.createTransformers(scaling);
    MutableDataset<Regressor> scaled = transformers.transformDataset(data);
    assertEquals(1.0 / 3, scaled.getExample(1).lookup("00").getValue(), ROUNDING);
    assertArrayEquals(X, rows(data));
  }

  @Test
  void itIsReadBackAsTribuosOwnDataset() throws IOException, ClassNotFoundException {
    // Tribuo 4.3.2 itself cannot read a regression dataset back from its protobuf form.
    DenseDataset<Label> labelled = DenseDataset.classification(X, new String[] {"a", "b", "a"});
    assertArrayEquals(X, rows(Dataset.deserialize(labelled.serialize())));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(data);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertArrayEquals(X, rows((Dataset<?>) in.readObject()));
    }
  }

  @Test
  void imagesAreScaledAndTheirClassesNamedByTheirNumbers(@TempDir Path folder) throws IOException {
    IdxFile images =
        new IdxFile(List.of(2, 1, 2), ByteBuffer.wrap(new byte[] {0, 51, (byte) 255, 1}));
    IdxFile labels = new IdxFile(List.of(2), ByteBuffer.wrap(new byte[] {3, 9}));
    DenseDataset<Label> read = DenseDataset.classification(images, labels);
    assertArrayEquals(new float[][] {{0, 0.2f}, {1, 1f / 255}}, rows(read));
    assertEquals("9", read.getOutput(1).getLabel());
    Path imageFile = write(folder.resolve("images"), images);
    Path labelFile = write(folder.resolve("labels"), labels);
    DenseDataset<Label> fromFiles = DenseDataset.classification(imageFile, labelFile);
    assertEquals(read.getProvenance().getContentHash(), fromFiles.getProvenance().getContentHash());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> DenseDataset.classification(images, images));
    assertTrue(error.getMessage().contains("labels [n] for images [n, ...]"), error.getMessage());
  }

  private static Path write(Path path, IdxFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    file.writeTo(bytes);
    return Files.write(path, bytes.toByteArray());
  }
}
