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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UspsSourceTest {

  @TempDir private Path folder;

  @Test
  void classesBeginAtOneAndWhatIsLeftOutIsZero() throws IOException {
    Files.writeString(folder.resolve("usps.t"), "10 1:-1 2:1 4:-0.5 \n1 256:0.5\n");
    UspsSource source = UspsSource.test(folder);
    assertArrayEquals(new byte[] {9, 0}, source.labels());
    IdxFile pixels = source.pixels(new int[] {0, 1});
    assertEquals(List.of(2, 16, 16), pixels.dims());
    byte[] first = new byte[4];
    pixels.bytes().get(first);
    assertArrayEquals(new byte[] {0, (byte) 255, (byte) 128, 64}, first);
    assertEquals((byte) 191, pixels.bytes().get(2 * 256 - 1));
  }

  @Test
  void packedAndPlainAreTheSame() throws IOException {
    String text = PublishedFiles.usps(3, 1, 4);
    Files.writeString(folder.resolve("usps"), text);
    Files.write(folder.resolve("usps.t.bz2"), PublishedFiles.bzip2(text));
    int[] all = {0, 1, 2};
    assertEquals(UspsSource.training(folder).pixels(all), UspsSource.test(folder).pixels(all));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 1:-1~0 1:1|usps, image 2: expected a class from 1 to 10, found 0",
        "1 257:1|usps, image 1: expected INDEX:VALUE with 1 to 256 and -1 to 1, found 257:1",
        "1 1:200|found 1:200",
        "1 1;1|expected a number, found '1;1'",
        "1 1:|expected a number, found ''",
        "<html>|expected a number, found '<html>'",
        "~|usps, image 1: expected at least one image, found none"
      })
  void aLineOfAnotherFormIsAFault(String lines, String part) throws IOException {
    Files.writeString(folder.resolve("usps"), lines.replace('~', '\n'));
    String found = fault();
    assertTrue(found.contains(part), found);
    assertTrue(found.contains("take usps.bz2 and usps.t.bz2 of the LIBSVM data"), found);
  }

  @Test
  void tornDataAreAFault() throws IOException {
    byte[] whole = PublishedFiles.bzip2(PublishedFiles.usps(3, 1, 4, 1, 5));
    Path file = folder.resolve("usps.bz2");
    for (int length : new int[] {whole.length - 5, whole.length / 2, 3, 0}) {
      Files.write(file, Arrays.copyOf(whole, length));
      String found = fault();
      assertTrue(
          found.startsWith(file + ": expected whole text, packed by bzip2 or plain, found "),
          found);
    }
  }

  private String fault() {
    return assertThrows(IOException.class, () -> UspsSource.training(folder)).getMessage();
  }
}
