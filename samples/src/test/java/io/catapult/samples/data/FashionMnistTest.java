/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.tribuo.data.IdxFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

  private static final int PIXELS = 28 * 28;

  /** From {@code zcat} and {@code sha256sum} over the files, as the README beside them has it. */
  private static final String TRAIN_SHA256 =
      "9d2e9f06e00a6166f3b2aa63ccb2239e3ef4321f3aac4ac7d1515c5b892bc34b";

  private static final String TEST_SHA256 =
      "29c358d838a4f26a13d3cb4090a458c2459f8e1ca6b727a21d8413c3f1319d01";

  private static final String ALL_TRAIN_SHA256 =
      "0f2b32b84c3f0cf7f37c85d2cdb7c7e53c3cd023bc5c11693c6b140018f8ef3a";

  private static final String ALL_TEST_SHA256 =
      "dff2c6ab8c4ff4a66a3a1fd2e3f6dad6d2a9cb2330745335e2f29bd24831a764";

  @Test
  void theEmbeddedSubsetIsTheOneThatItsReadmeDescribes() throws IOException {
    FashionMnist data = FashionMnist.builder().build();
    assertEquals(512, data.train().size());
    assertEquals(256, data.test().size());
    assertEquals(TRAIN_SHA256, data.train().sha256());
    assertEquals(TEST_SHA256, data.test().sha256());
    try (NDManager manager = NDManager.newBaseManager()) {
      assertEquals(0, data.train().signs(manager).sum().getFloat());
      assertEquals(0, data.test().signs(manager).sum().getFloat());
    }
  }

  @Test
  void allTenClassesAreEmbedded() throws IOException {
    int[] all = IntStream.range(0, 10).toArray();
    FashionMnist data = FashionMnist.builder().optClasses(all).build();
    assertEquals(1280, data.train().size());
    assertEquals(512, data.test().size());
    assertEquals(ALL_TRAIN_SHA256, data.train().sha256());
    assertEquals(ALL_TEST_SHA256, data.test().sha256());
  }

  @Test
  void imagesAreScaledAndShapedAndTargetsFollowTheOrderOfTheClasses(@TempDir Path folder)
      throws IOException {
    writeSplit(folder, "train", 5, 7, 5, 1);
    writeSplit(folder, "t10k", 7, 5);
    FashionMnist data = FashionMnist.builder().optFolder(folder).optClasses(7, 5).build();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray rows = data.train().rows(manager);
      NDArray channels = data.train().channels(manager);
      assertEquals(new Shape(3, PIXELS), rows.getShape());
      assertEquals(new Shape(3, 1, 28, 28), channels.getShape());
      assertEquals(DataType.FLOAT32, rows.getDataType());
      assertArrayEquals(rows.toFloatArray(), channels.toFloatArray());
      assertEquals(255f / 255, rows.getFloat(0, 255));
      assertEquals(1f / 255, rows.getFloat(1, 0), "the second image begins with pixel value 1");
      assertArrayEquals(new float[] {-1, 1, -1}, data.train().signs(manager).toFloatArray());
      assertArrayEquals(
          new float[] {0, 1, 1, 0, 0, 1}, data.train().oneHot(manager).toFloatArray());
    }
  }

  @Test
  void theManagerOwnsTheImagesAndNothingElse() throws IOException {
    ImageSet images = FashionMnist.builder().optTrainSize(4).build().train();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray rows = images.rows(manager);
      assertEquals(1, manager.getManagedArrays().size());
      assertEquals(manager, rows.getManager());
    }
  }

  @Test
  void theSeedDecidesWhichImagesAreDrawn() throws IOException {
    String first = drawn(1).train().sha256();
    assertEquals(first, drawn(1).train().sha256());
    assertNotEquals(first, drawn(2).train().sha256());
    assertEquals(64, drawn(1).train().size());
    assertEquals(32, drawn(1).test().size());
  }

  @Test
  void allWrongSettingsAreReportedAtOnce() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                FashionMnist.builder()
                    .optClasses(3, 3)
                    .optTrainSize(0)
                    .optTestSize(-1)
                    .optFolder(Path.of("no-such-folder"))
                    .build());
    assertTrue(error.getMessage().contains("found [3, 3]"), error.getMessage());
    assertTrue(error.getMessage().contains("trainSize: expected at least 1 image, found 0"));
    assertTrue(error.getMessage().contains("testSize: expected at least 1 image, found -1"));
    assertTrue(error.getMessage().contains("found no-such-folder"));
  }

  @Test
  void aClassThatTheFilesLackIsReportedWithARemedy(@TempDir Path folder) throws IOException {
    writeSplit(folder, "train", 0, 2, 0);
    writeSplit(folder, "t10k", 2, 0);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> FashionMnist.builder().optFolder(folder).optClasses(0, 7).build());
    assertEquals(
        "expected images of the classes [0, 7] in the train files, found only [0, 2];"
            + " choose among these or name a folder with the published files",
        error.getMessage());
  }

  @Test
  void aWishForMoreImagesThanThereAreIsReportedWithARemedy() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> FashionMnist.builder().optTestSize(257).build());
    assertTrue(error.getMessage().contains("at most the 256 images"), error.getMessage());
    assertTrue(error.getMessage().contains("found 257; ask for fewer"), error.getMessage());
  }

  @Test
  void aMissingFileIsReportedByName(@TempDir Path folder) {
    IOException error =
        assertThrows(IOException.class, () -> FashionMnist.builder().optFolder(folder).build());
    assertTrue(
        error.getMessage().contains("expected train-images-idx3-ubyte or"), error.getMessage());
  }

  @Test
  void swappedFilesAreReportedByTheirDimensions(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), idx(new byte[3], 3));
    IOException error =
        assertThrows(IOException.class, () -> FashionMnist.builder().optFolder(folder).build());
    assertTrue(
        error.getMessage().contains("expected dimensions [any, 28, 28], found [3]"),
        error.getMessage());
  }

  @Test
  void targetsOfBothSignsNeedTwoClasses(@TempDir Path folder) throws IOException {
    writeSplit(folder, "train", 1, 2, 3);
    writeSplit(folder, "t10k", 1, 2, 3);
    ImageSet images = FashionMnist.builder().optFolder(folder).optClasses(1, 2, 3).build().train();
    try (NDManager manager = NDManager.newBaseManager()) {
      IllegalStateException error =
          assertThrows(IllegalStateException.class, () -> images.signs(manager));
      assertTrue(error.getMessage().contains("found [1, 2, 3]; use oneHot"), error.getMessage());
    }
  }

  private static FashionMnist drawn(long seed) throws IOException {
    return FashionMnist.builder().optTrainSize(64).optTestSize(32).optSeed(seed).build();
  }

  /** Pixel p of image i has the value (p + i) mod 256; images packed, labels plain. */
  private static void writeSplit(Path folder, String split, int... labels) throws IOException {
    byte[] pixels = new byte[labels.length * PIXELS];
    byte[] classes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (byte) labels[i];
      for (int p = 0; p < PIXELS; p++) {
        pixels[i * PIXELS + p] = (byte) (p + i);
      }
    }
    Files.write(
        folder.resolve(split + "-images-idx3-ubyte.gz"), gzip(idx(pixels, labels.length, 28, 28)));
    Files.write(folder.resolve(split + "-labels-idx1-ubyte"), idx(classes, labels.length));
  }

  private static byte[] idx(byte[] elements, Integer... dims) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new IdxFile(List.of(dims), ByteBuffer.wrap(elements)).writeTo(file);
    return file.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(content);
    }
    return packed.toByteArray();
  }
}
