/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import io.catapult.tribuo.data.IdxFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Street View House Numbers, cropped digits: a MATLAB file (level 5) a split, with X [32, 32, 3, n]
 * and y [n, 1], where 10 stands for the digit 0. Netzer et al., 2011. X is unpacked as a whole, 225
 * MB for the training images, and let go when the chosen ones are taken from it.
 */
public final class SvhnSource implements ImageSource {

  private static final int SIDE = 32;
  private static final int CHANNELS = 3;
  private static final int PIXELS = CHANNELS * SIDE * SIDE;
  private static final int CLASSES = 10;
  private static final String LEVEL_5 = "MATLAB 5.0 MAT-file";
  private static final String PUBLISHED = "train_32x32.mat and test_32x32.mat (cropped digits)";

  private final Path file;
  private final byte[] labels;

  private SvhnSource(Path folder, String name) throws IOException {
    file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw SourceFaults.missing(folder, name, PUBLISHED);
    }
    requireLevel5();
    labels = readLabels();
  }

  /** The images for training. */
  public static SvhnSource training(Path folder) throws IOException {
    return new SvhnSource(folder, "train_32x32.mat");
  }

  /** The images for testing. */
  public static SvhnSource test(Path folder) throws IOException {
    return new SvhnSource(folder, "test_32x32.mat");
  }

  private void requireLevel5() throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] start = stream.readNBytes(LEVEL_5.length());
      String found = new String(start, StandardCharsets.ISO_8859_1);
      if (!found.equals(LEVEL_5)) {
        String printable = found.replaceAll("[^ -~]", "?");
        throw malformed("a file that begins with '" + LEVEL_5 + "'", "'" + printable + "'");
      }
    }
  }

  private byte[] readLabels() throws IOException {
    Matrix y = read("y");
    byte[] all = new byte[y.getNumElements()];
    for (int i = 0; i < all.length; i++) {
      int digit = y.getInt(i);
      if (digit < 1 || digit > CLASSES) {
        throw malformed("digits from 1 to 10 in y", digit + " for image " + i);
      }
      all[i] = (byte) (digit % CLASSES);
    }
    return all;
  }

  /** Reads one of the variables and passes over the others without unpacking them. */
  private Matrix read(String name) throws IOException {
    try (Source source = Sources.openStreamingFile(file.toFile())) {
      Mat5File mat =
          Mat5.newReader(source).setEntryFilter(entry -> entry.getName().equals(name)).readMat();
      return mat.getMatrix(name);
    } catch (IOException | RuntimeException e) {
      throw SourceFaults.malformed(file, "a whole file with X and y", e, PUBLISHED);
    }
  }

  private IOException malformed(String expected, Object found) {
    return SourceFaults.malformed(file, expected, found, PUBLISHED);
  }

  @Override
  public byte[] labels() {
    return labels.clone();
  }

  @Override
  public IdxFile pixels(int[] images) throws IOException {
    Matrix x = read("X");
    int[] expected = {SIDE, SIDE, CHANNELS, labels.length};
    if (!Arrays.equals(expected, x.getDimensions())) {
      throw malformed("X " + Arrays.toString(expected), Arrays.toString(x.getDimensions()));
    }
    ByteBuffer picked = ByteBuffer.allocate(images.length * PIXELS);
    for (int image : images) {
      write(x, image, picked);
    }
    return new IdxFile(List.of(images.length, CHANNELS, SIDE, SIDE), picked.flip());
  }

  /** MATLAB's first dimension, the rows, runs fastest. */
  private static void write(Matrix x, int image, ByteBuffer to) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      int plane = image * PIXELS + channel * SIDE * SIDE;
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          to.put((byte) x.getInt(plane + column * SIDE + row));
        }
      }
    }
  }
}
