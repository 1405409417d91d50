/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.samples.data.ImageDataset;
import io.catapult.samples.data.PublishedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CifarSourceTest {

  private static final int[] LABELS = {3, 9, 0, 7, 7, 9, 5};

  @TempDir private Path folder;

  private void writeBatches(Path to) throws IOException {
    byte[][] batches = PublishedFiles.cifarBatches(LABELS);
    for (int i = 0; i < batches.length; i++) {
      Files.write(to.resolve("data_batch_" + (i + 1) + ".bin"), batches[i]);
    }
  }

  @Test
  void batchesAreTheSameInTheArchiveAndUnpackedAndInItsFolder() throws IOException {
    PublishedFiles.write(ImageDataset.CIFAR_10, folder, LABELS);
    CifarSource archive = CifarSource.training(folder);
    assertArrayEquals(new byte[] {3, 9, 0, 7, 7, 9, 5}, archive.labels());
    Path unpacked = Files.createDirectories(folder.resolve("b").resolve("cifar-10-batches-bin"));
    writeBatches(unpacked);
    int[] chosen = {1, 4, 6};
    for (Path place : List.of(unpacked, unpacked.getParent())) {
      CifarSource files = CifarSource.training(place);
      assertArrayEquals(archive.labels(), files.labels());
      assertEquals(archive.pixels(chosen), files.pixels(chosen));
    }
    assertEquals(List.of(3, 3, 32, 32), archive.pixels(chosen).dims());
    byte second = archive.pixels(chosen).bytes().get(3 * 1024 + 2 * 1024 + 33);
    assertEquals(PublishedFiles.pixel(4, 2 * 1024 + 33), Byte.toUnsignedInt(second));
  }

  @Test
  void aTornBatchIsAFault() throws IOException {
    writeBatches(folder);
    Path torn = folder.resolve("data_batch_1.bin");
    Files.write(torn, Arrays.copyOf(Files.readAllBytes(torn), 5000));
    assertEquals(
        torn
            + ": expected records of 3073 bytes, found a last one of 1927 (the file is truncated);"
            + " take the binary version of CIFAR-10 as published (nothing is downloaded)",
        fault());
  }

  @Test
  void aTornArchiveIsAFault() throws IOException {
    PublishedFiles.write(ImageDataset.CIFAR_10, folder, LABELS);
    Path torn = folder.resolve("cifar-10-binary.tar.gz");
    byte[] whole = Files.readAllBytes(torn);
    for (int length : new int[] {whole.length / 3, 5}) {
      Files.write(torn, Arrays.copyOf(whole, length));
      String found = fault();
      assertTrue(found.startsWith(torn.toString()), found);
      assertTrue(found.contains("cifar-10-binary.tar.gz as published"), found);
    }
    Files.writeString(torn, "<html>404 Not Found</html>");
    assertTrue(fault().contains("expected a whole archive packed by gzip"), fault());
  }

  @Test
  void recordsOfAnotherSetAreAFault() throws IOException {
    writeBatches(folder);
    Files.write(folder.resolve("data_batch_3.bin"), PublishedFiles.cifarBatch(0, 5, 99));
    assertTrue(
        fault().contains("data_batch_3.bin: expected classes from 0 to 9, found 99 in record 1"),
        fault());
  }

  @Test
  void aMissingBatchIsNamed() throws IOException {
    writeBatches(folder);
    Files.delete(folder.resolve("data_batch_4.bin"));
    assertEquals(
        "expected data_batch_4.bin in "
            + folder
            + ", found data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_5.bin;"
            + " take all batches of cifar-10-binary.tar.gz as published (nothing is downloaded)",
        fault());
  }

  private String fault() {
    return assertThrows(IOException.class, () -> CifarSource.training(folder)).getMessage();
  }
}
