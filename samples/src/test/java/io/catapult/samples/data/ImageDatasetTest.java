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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every set, on small ones in the published form. */
final class ImageDatasetTest {

  private static final int[] LABELS = {1, 0, 1, 1, 0, 1, 0, 1, 1, 0};

  /** Of colours, by the compression of pictures. */
  private static final int JPEG_ERROR = 3;

  /** From {@code zcat}, {@code tail -c} and {@code sha256sum} over the published files. */
  private static final String FULL_TRAIN =
      "16d82e2b505296aa2b78bd5ea0992634f30419a4c97def7c907d154a35ac6157";

  private static final String FULL_TEST =
      "9f1ec356a747bfe4ebab3cfb722d3694c9ca737e2570f6f90cf31d7b6fd689d4";

  @TempDir private Path folder;

  private ImageData.Builder small(ImageDataset dataset) throws IOException {
    PublishedFiles.write(dataset, folder, LABELS);
    return ImageData.builder().setDataset(dataset).setFolder(folder).optClasses(0, 1);
  }

  @ParameterizedTest
  @EnumSource
  void everyImageIsReadInTheOrderOfTheFilesChannelFirstAndScaled(ImageDataset dataset)
      throws IOException {
    ImageData data = small(dataset).build();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (ImageSet split : List.of(data.train(), data.test())) {
        NDArray images = split.channels(manager);
        int side = dataset.side();
        assertEquals(new Shape(10, dataset.channels(), side, side), images.getShape());
        assertEquals(DataType.FLOAT32, images.getDataType());
        assertArrayEquals(expected(dataset), images.toFloatArray(), tolerance(dataset));
        assertArrayEquals(images.toFloatArray(), split.rows(manager).toFloatArray());
        assertArrayEquals(
            new float[] {-1, 1, -1, -1, 1, -1, 1, -1, -1, 1}, split.signs(manager).toFloatArray());
      }
    }
  }

  private static float tolerance(ImageDataset dataset) {
    return dataset == ImageDataset.CELEBA ? JPEG_ERROR / 255f : 0;
  }

  private static float[] expected(ImageDataset dataset) {
    int plane = dataset.side() * dataset.side();
    int length = dataset.channels() * plane;
    float[] all = new float[LABELS.length * length];
    for (int i = 0; i < all.length; i++) {
      int image = i / length;
      int[] colour = {8 * image, 100, 200 - 8 * image};
      int value =
          dataset == ImageDataset.CELEBA
              ? colour[i % length / plane]
              : PublishedFiles.pixel(image, i % length);
      all[i] = value / 255f;
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void theSeedDecidesWhichAreDrawn(ImageDataset dataset) throws IOException {
    ImageData.Builder builder = small(dataset).optTrain(Draw.of(5)).optTest(Draw.perClass(2));
    ImageData first = builder.optSeed(1).build();
    assertEquals(5, first.train().size());
    assertEquals(4, first.test().size());
    ImageData again = builder.optSeed(1).build();
    assertEquals(first.train().sha256(), again.train().sha256());
    assertEquals(first.test().sha256(), again.test().sha256());
    assertNotEquals(first.train().sha256(), builder.optSeed(2).build().train().sha256());
  }

  @ParameterizedTest
  @EnumSource
  void aFolderWithoutTheFilesIsAFaultThatNamesThemAndWhatIsThere(ImageDataset dataset)
      throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "");
    ImageData.Builder builder = ImageData.builder().setDataset(dataset).setFolder(folder);
    String found = assertThrows(IOException.class, builder::build).getMessage();
    assertTrue(found.startsWith("expected "), found);
    assertTrue(found.contains(" in " + folder + ", found notes.txt; take "), found);
    assertTrue(found.endsWith("as published (nothing is downloaded)"), found);
    builder.setFolder(folder.resolve("none"));
    found = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(found.contains("expected a folder with " + dataset.files()), found);
    assertTrue(found.contains("which is not there"), found);
  }

  @Test
  void drawsOfEachClassAreBalancedAndMayTakeWhatThereIs() throws IOException {
    ImageData.Builder builder = small(ImageDataset.USPS);
    try (NDManager manager = NDManager.newBaseManager()) {
      ImageSet balanced = builder.optTrain(Draw.perClass(3)).build().train();
      assertEquals(0, balanced.signs(manager).sum().getFloat());
      ImageSet all = builder.optTrain(Draw.perClass(4, 5)).build().train();
      assertEquals(9, all.size(), "4 images of class 0, 5 of the 6 of class 1");
      assertEquals(10, builder.optTrain(Draw.between(1, 99)).build().train().size());
    }
    builder.optTrain(Draw.perClass(5, 9));
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, builder::build);
    assertEquals(
        "expected a wish for at most the 4 images of class 0 in the usps training files, found 5;"
            + " ask for fewer or name a folder with the published files",
        error.getMessage());
  }

  @Test
  void allWrongSettingsAreReportedAtOnce() {
    ImageData.Builder builder =
        ImageData.builder()
            .setDataset(ImageDataset.CELEBA)
            .setFolder(folder.resolve("none"))
            .optClasses(0, 2)
            .optSide(179);
    String found = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(found.contains("expected a folder with img_align_celeba.zip"), found);
    assertTrue(found.contains("2 or more different numbers from 0 to 1, found [0, 2]"), found);
    assertTrue(found.contains("side: expected 1 to 178 pixels, found 179"), found);
    builder.setDataset(ImageDataset.SVHN).setFolder(folder).optClasses(0, 2);
    found = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(found.contains("only celeba is scaled"), found);
    found =
        assertThrows(IllegalArgumentException.class, () -> ImageData.builder().build())
            .getMessage();
    assertTrue(found.contains("call setDataset") && found.contains("call setFolder"), found);
  }

  @Test
  void namesAreAsAPersonTypesThem() {
    for (ImageDataset dataset : ImageDataset.values()) {
      assertEquals(dataset, ImageDataset.of(" " + dataset.id().toUpperCase(Locale.ROOT)));
    }
    assertEquals(
        "Expected an image set, found 'cifar-100'; choose among cifar-10, svhn, usps, mnist,"
            + " fashion-mnist, celeba.",
        assertThrows(IllegalArgumentException.class, () -> ImageDataset.of("cifar-100"))
            .getMessage());
  }

  @Test
  void anEmptyDrawIsAFault() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Draw.of(0))
            .getMessage()
            .contains("found 0 to 0; ask for some"));
  }

  @Test
  void fullFashionMnistIsAsPublished() throws IOException {
    Path published = Path.of("/usr/share/datasets/fashion-mnist");
    assumeTrue(Files.isDirectory(published), "no " + published);
    ImageData data =
        ImageData.builder()
            .setDataset(ImageDataset.FASHION_MNIST)
            .setFolder(published)
            .optClasses(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
            .build();
    assertEquals(60_000, data.train().size());
    assertEquals(10_000, data.test().size());
    assertEquals(FULL_TRAIN, data.train().sha256());
    assertEquals(FULL_TEST, data.test().sha256());
  }
}
