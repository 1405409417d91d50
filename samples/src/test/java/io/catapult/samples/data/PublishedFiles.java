/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

import io.catapult.tribuo.data.IdxFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Small image sets in the form in which the large ones are published. */
public final class PublishedFiles {

  private static final int COLOUR = 3 * 32 * 32;

  private PublishedFiles() {}

  /** The value that image i has at place p of its pixels in reading order. */
  public static int pixel(int image, int place) {
    return (place * 7 + place / 32 + image * 31) & 0xff;
  }

  /** Writes a set with images of these classes, the same for training and for testing. */
  public static void write(ImageDataset dataset, Path folder, int... labels) throws IOException {
    switch (dataset) {
      case CIFAR_10 -> cifarArchive(folder, cifarBatches(labels), labels);
      case SVHN -> {
        svhn(folder.resolve("train_32x32.mat"), labels);
        svhn(folder.resolve("test_32x32.mat"), labels);
      }
      case USPS -> {
        Files.write(folder.resolve("usps.bz2"), bzip2(usps(labels)));
        Files.write(folder.resolve("usps.t.bz2"), bzip2(usps(labels)));
      }
      case MNIST, FASHION_MNIST -> {
        idx(folder, "train", labels);
        idx(folder, "t10k", labels);
      }
      case CELEBA -> celeba(folder, labels);
    }
  }

  /** A batch of CIFAR-10 whose first image has this number. */
  public static byte[] cifarBatch(int first, int... labels) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    for (int i = 0; i < labels.length; i++) {
      batch.write(labels[i]);
      for (int p = 0; p < COLOUR; p++) {
        batch.write(pixel(first + i, p));
      }
    }
    return batch.toByteArray();
  }

  /** All images but the last four in the first batch, one in each of the others. */
  public static byte[][] cifarBatches(int... labels) {
    byte[][] batches = new byte[5][];
    int most = labels.length - 4;
    batches[0] = cifarBatch(0, Arrays.copyOf(labels, most));
    for (int i = 1; i < batches.length; i++) {
      batches[i] = cifarBatch(most + i - 1, labels[most + i - 1]);
    }
    return batches;
  }

  /** Like the published archive, which does not have its batches in order. */
  private static void cifarArchive(Path folder, byte[][] batches, int... labels)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("cifar-10-binary.tar.gz"));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      add(tar, "batches.meta.txt", "airplane\n".getBytes(StandardCharsets.US_ASCII));
      add(tar, "test_batch.bin", cifarBatch(0, labels));
      for (int i : new int[] {1, 3, 4, 0, 2}) {
        add(tar, "data_batch_" + (i + 1) + ".bin", batches[i]);
      }
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void svhn(Path file, int... labels) throws IOException {
    byte[] digits = new byte[labels.length];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) (labels[i] == 0 ? 10 : labels[i]);
    }
    Files.write(
        file,
        mat(
            matMatrix("X", svhnPixels(labels.length), 32, 32, 3, labels.length),
            matMatrix("y", digits, labels.length, 1)));
  }

  /** X [row, column, channel, image], the first index fastest. */
  public static byte[] svhnPixels(int images) {
    byte[] x = new byte[images * COLOUR];
    for (int image = 0; image < images; image++) {
      for (int p = 0; p < COLOUR; p++) {
        int row = p / 32 % 32;
        int column = p % 32;
        int channel = p / 1024;
        x[row + 32 * (column + 32 * (channel + 3 * image))] = (byte) pixel(image, p);
      }
    }
    return x;
  }

  /** A MATLAB file of level 5, by MathWorks' "MAT-File Format", its variables packed. */
  public static byte[] mat(byte[]... variables) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    String text = "MATLAB 5.0 MAT-file, Platform: GLNXA64, Created on: Mon Dec 05 21:18:15 2011";
    file.writeBytes(String.format(Locale.ROOT, "%-116s", text).getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'I', 'M'});
    for (byte[] variable : variables) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream stream = new DeflaterOutputStream(packed)) {
        stream.write(variable);
      }
      file.writeBytes(ints(15, packed.size()));
      file.writeBytes(packed.toByteArray());
    }
    return file.toByteArray();
  }

  /** A variable of unsigned bytes. */
  public static byte[] matMatrix(String name, byte[] content, int... dims) {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.writeBytes(ints(6, 8, 9, 0));
    parts.writeBytes(ints(5, 4 * dims.length));
    parts.writeBytes(ints(dims));
    pad(parts);
    parts.writeBytes(ints(1 << 16 | 1));
    parts.writeBytes(new byte[] {(byte) name.charAt(0), 0, 0, 0});
    parts.writeBytes(ints(2, content.length));
    parts.writeBytes(content);
    pad(parts);
    ByteArrayOutputStream variable = new ByteArrayOutputStream();
    variable.writeBytes(ints(14, parts.size()));
    variable.writeBytes(parts.toByteArray());
    return variable.toByteArray();
  }

  private static void pad(ByteArrayOutputStream parts) {
    parts.writeBytes(new byte[-parts.size() & 7]);
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  /** Lines as those of LIBSVM's file. */
  public static String usps(int... labels) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < labels.length; i++) {
      lines.append(labels[i] + 1);
      for (int p = 0; p < 256; p++) {
        lines.append(String.format(Locale.ROOT, " %d:%.5f", p + 1, pixel(i, p) / 127.5 - 1));
      }
      lines.append(" \n");
    }
    return lines.toString();
  }

  /** Packs a text. */
  public static byte[] bzip2(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream stream = new BZip2CompressorOutputStream(packed)) {
      stream.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return packed.toByteArray();
  }

  private static void idx(Path folder, String split, int... labels) throws IOException {
    byte[] pixels = new byte[labels.length * 784];
    byte[] classes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (byte) labels[i];
      for (int p = 0; p < 784; p++) {
        pixels[i * 784 + p] = (byte) pixel(i, p);
      }
    }
    try (OutputStream images =
            new GZIPOutputStream(
                Files.newOutputStream(folder.resolve(split + "-images-idx3-ubyte.gz")));
        OutputStream numbers =
            Files.newOutputStream(folder.resolve(split + "-labels-idx1-ubyte"))) {
      new IdxFile(List.of(labels.length, 28, 28), ByteBuffer.wrap(pixels)).writeTo(images);
      new IdxFile(List.of(labels.length), ByteBuffer.wrap(classes)).writeTo(numbers);
    }
  }

  private static void celeba(Path folder, int... labels) throws IOException {
    StringBuilder lines = new StringBuilder();
    lines.append(2 * labels.length).append("\nBald Eyeglasses Smiling \n");
    Path pictures = Files.createDirectories(folder.resolve("img_align_celeba"));
    for (int first : new int[] {1, 182_638}) {
      for (int i = 0; i < labels.length; i++) {
        String name = String.format(Locale.ROOT, "%06d.jpg", first + i);
        lines.append(name).append(labels[i] == 1 ? " -1  1 -1\n" : " -1 -1  1\n");
        jpeg(pictures.resolve(name), 8 * i, 100, 200 - 8 * i);
      }
    }
    Files.writeString(folder.resolve("list_attr_celeba.txt"), lines);
  }

  /** A picture of the published size, all of one colour. */
  public static void jpeg(Path file, int red, int green, int blue) throws IOException {
    BufferedImage picture = new BufferedImage(178, 218, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 218; y++) {
      for (int x = 0; x < 178; x++) {
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ImageIO.write(picture, "jpg", file.toFile());
  }
}
