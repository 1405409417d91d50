/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files written out by hand from NumPy's description of the format. */
class NpyArrayTest {

  static byte[] file(String descr, String order, String shape, String hex) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(descr, order, shape);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HexFormat.of().parseHex("934e554d50590100"));
    bytes.write(header.length());
    bytes.write(0);
    bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    return bytes.toByteArray();
  }

  private static NpyArray read(byte[] file) throws IOException {
    return NpyArray.read(new ByteArrayInputStream(file), "a.npy");
  }

  private static String fault(byte[] file) {
    return assertThrows(IOException.class, () -> read(file)).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "<f8, 000000000000f83f 00000000000000c0, 1.5, -2",
    ">f8, 3ff8000000000000 c000000000000000, 1.5, -2",
    "<f4, 0000c03f 000000c0, 1.5, -2",
    ">f4, 3fc00000 c0000000, 1.5, -2",
    "<f2, 003e 00c0, 1.5, -2",
    "<f2, 0100 ff7b, 5.960464477539063e-8, 65504",
    "|b1, 01 00, 1, 0",
    "|u1, ff 01, 255, 1",
    "|i1, ff 01, -1, 1",
    ">i2, ffff 0001, -1, 1",
    "<u2, ffff 0100, 65535, 1",
    "<u4, ffffffff 01000000, 4294967295, 1",
    "<i4, ffffffff 01000000, -1, 1",
    "<i8, ffffffffffffffff 0100000000000000, -1, 1"
  })
  void everyRealTypeIsRead(String descr, String hex, double first, double second)
      throws IOException {
    NpyArray array = read(file(descr, "False", "(2,)", hex));
    assertArrayEquals(new long[] {2}, array.shape());
    assertArrayEquals(new double[] {first, second}, array.values());
  }

  @Test
  void columnsFirstIsTurnedIntoRowsFirst() throws IOException {
    NpyArray rows = read(file("|u1", "False", "(2, 3)", "000102 101112"));
    NpyArray columns = read(file("|u1", "True", "(2, 3)", "0010 0111 0212"));
    assertArrayEquals(rows.values(), columns.values());
    // Entry (i, j, k) = 100 i + 10 j + k in base 16, first index fastest.
    NpyArray cube = read(file("<u2", "True", "(2, 1, 2)", "0000 0001 0100 0101"));
    assertArrayEquals(new double[] {0, 1, 256, 257}, cube.values());
  }

  @Test
  void aSingleNumberHasNoDimension() throws IOException {
    assertArrayEquals(new long[0], read(file("|u1", "False", "()", "07")).shape());
  }

  @Test
  void aTruncatedFileIsRefused() {
    byte[] whole = file("<f4", "False", "(2, 1)", "0000c03f 000000c0");
    assertEquals(
        "a.npy: expected 8 bytes for shape [2, 1], found 7 (the file is truncated); save it again"
            + " with numpy.save or numpy.savez",
        fault(Arrays.copyOf(whole, whole.length - 1)));
    for (int length : new int[] {0, 5, 7, 9, 40}) {
      assertEquals(
          "a.npy: expected a whole .npy file, found its end in the header (it is truncated); save"
              + " it again with numpy.save or numpy.savez",
          fault(Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void whatIsNoArrayOfNumbersIsRefused() {
    byte[] text = "sepal,petal\n1,2\n".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "a.npy: expected a .npy file, which begins with 0x93 NUMPY, found another beginning; save"
            + " it again with numpy.save or numpy.savez",
        fault(text));
    String objects = fault(file("|O", "False", "(1,)", "80"));
    assertEquals(true, objects.contains("found the type '|O' of Python objects"), objects);
    String complex = fault(file("<c8", "False", "(1,)", "0000000000000000"));
    assertEquals(true, complex.contains("found the type '<c8'"), complex);
    String large = fault(file("|u1", "False", "(99999999999999999999,)", ""));
    assertEquals(true, large.contains("expected at most 268435455 numbers"), large);
    byte[] records = file("[('a', '<f4')]", "False", "(1,)", "00000000");
    assertEquals(true, fault(records).contains("expected an array of plain numbers"));
  }
}
