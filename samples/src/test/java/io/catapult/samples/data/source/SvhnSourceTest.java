/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.data.PublishedFiles;
import io.catapult.tribuo.data.IdxFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SvhnSourceTest {

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("train_32x32.mat");
  }

  private void write(int images, int... digits) throws IOException {
    byte[] y = new byte[digits.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (byte) digits[i];
    }
    Files.write(
        file,
        PublishedFiles.mat(
            PublishedFiles.matMatrix("X", PublishedFiles.svhnPixels(images), 32, 32, 3, images),
            PublishedFiles.matMatrix("y", y, y.length, 1)));
  }

  @Test
  void tenIsTheDigitZeroAndColumnsBecomeRows() throws IOException {
    write(3, 10, 1, 9);
    SvhnSource source = SvhnSource.training(folder);
    assertArrayEquals(new byte[] {0, 1, 9}, source.labels());
    IdxFile pixels = source.pixels(new int[] {0, 2});
    assertEquals(List.of(2, 3, 32, 32), pixels.dims());
    int place = 2 * 1024 + 5 * 32 + 17;
    assertEquals(
        PublishedFiles.pixel(2, place), Byte.toUnsignedInt(pixels.bytes().get(3072 + place)));
  }

  @Test
  void aTornFileIsAFault() throws IOException {
    write(3, 10, 1, 9);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {whole.length - 4, whole.length / 2, 150, 128}) {
      Files.write(file, Arrays.copyOf(whole, length));
      String found = fault();
      assertTrue(found.startsWith(file + ": expected a whole file with X and y, found "), found);
      assertTrue(found.contains("take train_32x32.mat and test_32x32.mat"), found);
    }
    Files.write(file, Arrays.copyOf(whole, 10));
    assertTrue(fault().contains("found 'MATLAB 5.0'"), fault());
  }

  @Test
  void aFileOfAnotherLevelIsAFault() throws IOException {
    Files.writeString(file, "MATLAB 7.3 MAT-file, Platform: GLNXA64", StandardCharsets.US_ASCII);
    assertEquals(
        file
            + ": expected a file that begins with 'MATLAB 5.0 MAT-file', found"
            + " 'MATLAB 7.3 MAT-file'; take train_32x32.mat and test_32x32.mat (cropped digits) as"
            + " published (nothing is downloaded)",
        fault());
  }

  @Test
  void otherDigitsAndOtherSizesAreFaults() throws IOException {
    write(2, 0, 1);
    assertTrue(fault().contains("expected digits from 1 to 10 in y, found 0 for image 0"), fault());
    write(2, 1, 2, 3);
    assertTrue(fault().contains("expected X [32, 32, 3, 3], found [32, 32, 3, 2]"), fault());
  }

  private String fault() {
    return assertThrows(IOException.class, () -> SvhnSource.training(folder).pixels(new int[] {0}))
        .getMessage();
  }
}
