/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import io.catapult.tribuo.data.IdxFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CelebA: aligned pictures of faces, and one of their 40 attributes as the class, 1 with it and 0
 * without. Liu et al., Deep learning face attributes in the wild, 2015. The splits are the
 * published ones, by the numbers of the images: to 162770 for training, from 182638 for testing.
 * The square in the middle of a picture, 178 x 178 of 178 x 218, is scaled down by averages; only
 * pictures that are asked for are opened.
 */
public final class CelebaSource implements ImageSource {

  private static final int LAST_OF_TRAINING = 162_770;
  private static final int FIRST_OF_TEST = 182_638;
  private static final int CHANNELS = 3;

  private final CelebaAttributes attributes;
  private final Path pictures;
  private final int side;

  private CelebaSource(CelebaAttributes attributes, Path pictures, int side) {
    this.attributes = attributes;
    this.pictures = pictures;
    this.side = side;
  }

  /** The images for training, labelled by an attribute and scaled to side x side. */
  public static CelebaSource training(Path folder, String attribute, int side) throws IOException {
    return new CelebaSource(
        CelebaAttributes.read(attributeFile(folder), attribute, i -> i <= LAST_OF_TRAINING),
        pictures(folder),
        side);
  }

  /** The images for testing, labelled by an attribute and scaled to side x side. */
  public static CelebaSource test(Path folder, String attribute, int side) throws IOException {
    return new CelebaSource(
        CelebaAttributes.read(attributeFile(folder), attribute, i -> i >= FIRST_OF_TEST),
        pictures(folder),
        side);
  }

  /** Beside the pictures, or in the folder that it is published in. */
  private static Path attributeFile(Path folder) throws IOException {
    for (Path place : List.of(folder, folder.resolve("Anno"))) {
      Path file = place.resolve(CelebaAttributes.FILE);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw SourceFaults.missing(folder, CelebaAttributes.FILE, CelebaAttributes.FILE);
  }

  private static Path pictures(Path folder) throws IOException {
    return CelebaPictures.find(List.of(folder, folder.resolve("Img")));
  }

  private int bytes(int images) {
    long bytes = (long) images * CHANNELS * side * side;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected images of at most 2^31 - 1 bytes in all, found %d of 3 x %d x %d; ask for fewer or smaller ones"
              .formatted(images, side, side));
    }
    return (int) bytes;
  }

  @Override
  public byte[] labels() {
    return attributes.labels().clone();
  }

  @Override
  public IdxFile pixels(int[] images) throws IOException {
    ByteBuffer picked = ByteBuffer.allocate(bytes(images.length));
    try (CelebaPictures all = CelebaPictures.open(pictures)) {
      for (int image : images) {
        String name = attributes.files().get(image);
        BufferedImage picture = all.read(name);
        if (Math.min(picture.getWidth(), picture.getHeight()) < side) {
          String found = picture.getWidth() + " x " + picture.getHeight();
          String expected = "at least " + side + " x " + side + " pixels";
          throw SourceFaults.malformed(name, expected, found, "the aligned pictures");
        }
        AreaAverage.write(picture, side, picked);
      }
    }
    return new IdxFile(List.of(images.length, CHANNELS, side, side), picked.flip());
  }
}
