/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import io.catapult.tribuo.data.IdxFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * CIFAR-10, binary version: records of a class, 0 to 9, and 3 x 32 x 32 pixels. Krizhevsky,
 * Learning multiple layers of features from tiny images, 2009. The batches are read twice, once for
 * the classes and once for the pixels that are asked for.
 */
public final class CifarSource implements ImageSource {

  private static final int SIDE = 32;
  private static final int CHANNELS = 3;
  private static final int PIXELS = CHANNELS * SIDE * SIDE;
  private static final int CLASSES = 10;
  private static final String PUBLISHED = "the binary version of CIFAR-10";

  private final CifarFiles files;
  private final byte[][] labels;

  private CifarSource(CifarFiles files) throws IOException {
    this.files = files;
    this.labels = new byte[files.batches().size()][];
    files.read((batch, source, stream) -> labels[batch] = readLabels(source, stream));
  }

  /** The five batches for training. */
  public static CifarSource training(Path folder) throws IOException {
    return new CifarSource(
        CifarFiles.find(
            folder,
            List.of(
                "data_batch_1.bin",
                "data_batch_2.bin",
                "data_batch_3.bin",
                "data_batch_4.bin",
                "data_batch_5.bin")));
  }

  /** The batch for testing. */
  public static CifarSource test(Path folder) throws IOException {
    return new CifarSource(CifarFiles.find(folder, List.of("test_batch.bin")));
  }

  private static byte[] readLabels(String source, InputStream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] record = new byte[1 + PIXELS];
    while (readRecord(source, stream, record)) {
      int label = Byte.toUnsignedInt(record[0]);
      if (label >= CLASSES) {
        String found = label + " in record " + all.size();
        throw SourceFaults.malformed(source, "classes from 0 to 9", found, PUBLISHED);
      }
      all.write(label);
    }
    return all.toByteArray();
  }

  /** Whether there was one more. */
  private static boolean readRecord(String source, InputStream stream, byte[] record)
      throws IOException {
    int read = stream.readNBytes(record, 0, record.length);
    if (read > 0 && read < record.length) {
      throw SourceFaults.malformed(
          source,
          "records of " + record.length + " bytes",
          "a last one of " + read + " (the file is truncated)",
          PUBLISHED);
    }
    return read > 0;
  }

  @Override
  public byte[] labels() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] batch : labels) {
      all.writeBytes(batch);
    }
    return all.toByteArray();
  }

  @Override
  public IdxFile pixels(int[] images) throws IOException {
    int[] places = new int[Arrays.stream(labels).mapToInt(batch -> batch.length).sum()];
    Arrays.fill(places, -1);
    for (int i = 0; i < images.length; i++) {
      places[images[i]] = i;
    }
    byte[] picked = new byte[images.length * PIXELS];
    files.read(
        (batch, source, stream) -> {
          int image = Arrays.stream(labels, 0, batch).mapToInt(each -> each.length).sum();
          byte[] record = new byte[1 + PIXELS];
          while (readRecord(source, stream, record)) {
            int place = places[image++];
            if (place >= 0) {
              System.arraycopy(record, 1, picked, place * PIXELS, PIXELS);
            }
          }
        });
    return new IdxFile(List.of(images.length, CHANNELS, SIDE, SIDE), ByteBuffer.wrap(picked));
  }
}
