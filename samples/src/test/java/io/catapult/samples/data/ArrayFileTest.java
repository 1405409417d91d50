/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayFileTest {

  @TempDir private Path folder;

  private static ArrayFile.Numbers read(String argument, String... excluded) throws IOException {
    return ArrayFile.parse(argument)
        .read(List.of("x", "inputs"), CsvTable.Header.DETECTED, Set.of(excluded));
  }

  private String archive(String... keys) throws IOException {
    Path file = folder.resolve("a.npz");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (int i = 0; i < keys.length; i++) {
        zip.putNextEntry(new ZipEntry(keys[i] + ".npy"));
        String hex = HexFormat.of().toHexDigits((byte) i);
        zip.write(NpyArrayTest.file("|u1", "False", "(1,)", hex));
      }
    }
    return file.toString();
  }

  @Test
  void anArrayOfAnArchiveIsFoundByItsKeyOrAUsualOne() throws IOException {
    String file = archive("y", "inputs", "x", "a.b");
    assertArrayEquals(new double[] {2}, read(file).values());
    assertArrayEquals(new double[] {0}, read(file + ":y").values());
    assertArrayEquals(new double[] {3}, read(file + ":a.b").values());
    assertArrayEquals(new double[] {0}, read(archive("any")).values());
  }

  @Test
  void aKeyThatIsNotThereIsAnswered() throws IOException {
    String file = archive("a", "b");
    assertEquals(
        file + ": expected an array named x or inputs, found a, b; name one as a.npz:KEY",
        assertThrows(IOException.class, () -> read(file)).getMessage());
    assertEquals(
        file + ": expected an array named \"c\", found a, b; name one as a.npz:KEY",
        assertThrows(IOException.class, () -> read(file + ":c")).getMessage());
  }

  @Test
  void aTruncatedArchiveIsRefused() throws IOException {
    Path file = Path.of(archive("x"));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    String fault = assertThrows(IOException.class, () -> read(file.toString())).getMessage();
    assertEquals(
        true, fault.startsWith(file + ": expected a .npz file, a complete zip archive"), fault);
  }

  @Test
  void columnsOfATableAreChosenOrLeftOut() throws IOException {
    String file = Files.writeString(folder.resolve("t.csv"), "a,b,c\n1,2,3\n4,5,6").toString();
    assertArrayEquals(new double[] {2, 3, 5, 6}, read(file, "a").values());
    assertArrayEquals(new long[] {2, 2}, read(file, "a").shape());
    assertArrayEquals(new double[] {3, 1, 6, 4}, read(file + ":c,a").values());
    assertArrayEquals(new double[] {1, 4}, read(file + ":a", "a").values());
    assertEquals(
        file
            + ": expected a column named \"z\", found a, b, c; check the name, or say that the"
            + " first line is a header",
        assertThrows(IOException.class, () -> read(file + ":z")).getMessage());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  @Test
  void pixelsBecomeFractionsAndClassNumbersStay() throws IOException {
    byte[] images = HexFormat.of().parseHex("0000080300000001000000010000000200ff");
    byte[] labels = HexFormat.of().parseHex("00000801000000020307");
    Path packed = Files.write(folder.resolve("i.gz"), gzip(images));
    Path plain = Files.write(folder.resolve("l"), labels);
    assertArrayEquals(new double[] {0, 1}, read(packed.toString()).values());
    assertArrayEquals(new long[] {1, 1, 2}, read(packed.toString()).shape());
    assertArrayEquals(new double[] {3, 7}, read(plain.toString()).values());
  }

  @Test
  void aWrongMagicNumberIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("i"), HexFormat.of().parseHex("0000090100000001"));
    String fault = assertThrows(IOException.class, () -> read(file.toString())).getMessage();
    assertEquals(true, fault.contains("the magic number 0x000008NN"), fault);
  }
}
