/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxFileTest {

  /** Written out by hand from the format's description: 2 x 3 unsigned bytes. */
  private static final String TWO_BY_THREE = "00000802 00000002 00000003 000102 fdfeff";

  private static final byte[] ELEMENTS = {0, 1, 2, (byte) 0xfd, (byte) 0xfe, (byte) 0xff};

  @Test
  void plainAndPackedFilesHaveTheSameContent(@TempDir Path folder) throws IOException {
    byte[] plain = bytes(TWO_BY_THREE);
    Path packed = Files.write(folder.resolve("a.gz"), gzip(plain));
    for (IdxFile file :
        List.of(
            IdxFile.read(new ByteArrayInputStream(plain), "plain"),
            IdxFile.read(packed),
            IdxFile.read(Files.write(folder.resolve("a"), plain)))) {
      assertEquals(List.of(2, 3), file.dims());
      assertArrayEquals(ELEMENTS, contentOf(file));
    }
  }

  @Test
  void theElementsCannotBeChangedThroughTheRecord() throws IOException {
    IdxFile file = IdxFile.read(new ByteArrayInputStream(bytes(TWO_BY_THREE)), "file");
    assertTrue(file.bytes().isReadOnly());
    contentOf(file);
    assertArrayEquals(ELEMENTS, contentOf(file), "a reader does not use up the elements");
  }

  static Stream<Arguments> malformedFiles() {
    byte[] whole = bytes(TWO_BY_THREE);
    byte[] packed = gzip(whole);
    byte[] corrupt = packed.clone();
    corrupt[corrupt.length - 6] ^= 1;
    return Stream.of(
        Arguments.of("empty", new byte[0], "expected a whole IDX file, found its end too early"),
        Arguments.of("floats", bytes("00000d01 00000001 00000000"), "found 0x00000d01"),
        Arguments.of("text", bytes("3c68746d 6c3e"), "expected the magic number 0x000008NN"),
        Arguments.of("no dimensions", bytes("00000800"), "found 0x00000800"),
        Arguments.of("half a header", bytes("00000802 00000002"), "the file is truncated"),
        Arguments.of("negative", bytes("00000801 ffffffff"), "expected positive dimensions"),
        Arguments.of(
            "huge", bytes("00000803 7fffffff 7fffffff 7fffffff"), "at most 2^31-1 elements"),
        Arguments.of(
            "truncated",
            Arrays.copyOf(whole, whole.length - 1),
            "expected 6 elements for dimensions [2, 3], found 5 (the file is truncated)"),
        Arguments.of(
            "too long",
            Arrays.copyOf(whole, whole.length + 1),
            "expected 6 elements for dimensions [2, 3], found more"),
        Arguments.of(
            "packed and truncated",
            Arrays.copyOf(packed, packed.length - 12),
            "the file is truncated"),
        Arguments.of("packed and corrupt", corrupt, "expected intact gzip data"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedFiles")
  void aMalformedFileIsReportedWithWhatWasExpectedAndFound(
      String name, byte[] content, String text) {
    IOException error =
        assertThrows(
            IOException.class, () -> IdxFile.read(new ByteArrayInputStream(content), name));
    assertTrue(error.getMessage().startsWith(name + ": expected "), error.getMessage());
    assertTrue(error.getMessage().contains(text), error.getMessage());
    assertTrue(error.getMessage().contains("; take the file as it was published"));
  }

  @Test
  void otherDimensionsThanRequiredAreReported() throws IOException {
    IdxFile file = IdxFile.read(new ByteArrayInputStream(bytes(TWO_BY_THREE)), "file");
    assertEquals(file, file.requireDims("file", -1, 3));
    IOException error =
        assertThrows(IOException.class, () -> file.requireDims("labels", -1, 28, 28));
    assertTrue(
        error
            .getMessage()
            .startsWith("labels: expected dimensions [any, 28, 28], found [2, 3]; take"),
        error.getMessage());
  }

  @Test
  void dimensionsMustMatchTheElements() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new IdxFile(List.of(2, 2), ByteBuffer.wrap(new byte[3])));
    assertTrue(error.getMessage().contains("found [2, 2] and 3 elements"), error.getMessage());
  }

  @Test
  void whatIsWrittenIsTheFileThatWasRead() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    IdxFile.read(new ByteArrayInputStream(bytes(TWO_BY_THREE)), "file").writeTo(written);
    assertArrayEquals(bytes(TWO_BY_THREE), written.toByteArray());
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] contentOf(IdxFile file) {
    byte[] content = new byte[file.bytes().remaining()];
    file.bytes().get(content);
    return content;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
