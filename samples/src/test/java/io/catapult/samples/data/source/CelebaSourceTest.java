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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CelebaSourceTest {

  @TempDir private Path folder;

  private Path attributes;
  private Path pictures;

  @BeforeEach
  void write() throws IOException {
    PublishedFiles.write(ImageDataset.CELEBA, folder, 0, 1, 1);
    attributes = folder.resolve("list_attr_celeba.txt");
    pictures = folder.resolve("img_align_celeba");
  }

  private CelebaSource training(String attribute) throws IOException {
    return CelebaSource.training(folder, attribute, 8);
  }

  /** The archive and the folders in which it is published. */
  private Path publish() throws IOException {
    Path archive = Files.createDirectory(folder.resolve("Img")).resolve("img_align_celeba.zip");
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (String name : List.of("000001.jpg", "000002.jpg", "000003.jpg")) {
        zip.putNextEntry(new ZipEntry("img_align_celeba/" + name));
        zip.write(Files.readAllBytes(pictures.resolve(name)));
      }
    }
    Files.move(pictures, folder.resolve("elsewhere"));
    Files.move(
        attributes, Files.createDirectory(folder.resolve("Anno")).resolve("list_attr_celeba.txt"));
    return archive;
  }

  @Test
  void theClassIsTheAttribute() throws IOException {
    assertArrayEquals(new byte[] {0, 1, 1}, training("Eyeglasses").labels());
    assertArrayEquals(new byte[] {1, 0, 0}, training("Smiling").labels());
    assertArrayEquals(new byte[] {0, 1, 1}, CelebaSource.test(folder, "Eyeglasses", 8).labels());
    String found =
        assertThrows(IllegalArgumentException.class, () -> training("Glasses")).getMessage();
    assertTrue(found.endsWith("found 'Glasses'; choose among Bald, Eyeglasses, Smiling"), found);
  }

  @Test
  void theArchiveHasTheSamePicturesAsTheFolder() throws IOException {
    int[] chosen = {0, 2};
    var unpacked = training("Bald").pixels(chosen);
    publish();
    assertEquals(unpacked, training("Bald").pixels(chosen));
    assertEquals(List.of(2, 3, 8, 8), unpacked.dims());
  }

  @Test
  void onlyPicturesThatAreAskedForAreOpened() throws IOException {
    Files.write(pictures.resolve("000002.jpg"), new byte[100]);
    training("Bald").pixels(new int[] {0, 2});
    assertTrue(
        fault(1).contains("000002.jpg: expected a JPEG picture, found something else"), fault(1));
    Files.delete(pictures.resolve("000002.jpg"));
    assertTrue(fault(1).startsWith("expected 000002.jpg in " + pictures), fault(1));
  }

  @Test
  void tornPicturesAndArchivesAreFaults() throws IOException {
    Path picture = pictures.resolve("000001.jpg");
    Files.write(picture, Arrays.copyOf(Files.readAllBytes(picture), 300));
    assertTrue(fault(0).contains("000001.jpg: expected a whole JPEG picture, found"), fault(0));
    Path archive = publish();
    Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 500));
    assertTrue(fault(0).contains("expected a whole zip archive, found"), fault(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2~Bald~000001.jpg 1~|expected 2 images as the first line says, found 1",
        "1~Bald Old~000001.jpg 1~|expected a file and 2 times 1 or -1 a line, found '000001.jpg 1'",
        "1~Bald~000001.jpg 0~|expected a file and 1 times 1 or -1 a line",
        "1~Bald~a.png 1~|expected the number of images, then of each image NUMBER.jpg, found a.png",
        "image_id,Bald~1,1~|found image_id,Bald"
      })
  void anotherAttributeFileIsAFault(String lines, String part) throws IOException {
    Files.writeString(attributes, lines.replace('~', '\n'));
    String found = assertThrows(IOException.class, () -> training("Bald")).getMessage();
    assertTrue(found.startsWith(attributes + ": "), found);
    assertTrue(found.contains(part), found);
  }

  private String fault(int image) {
    return assertThrows(IOException.class, () -> training("Bald").pixels(new int[] {image}))
        .getMessage();
  }
}
