/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import io.catapult.tribuo.data.IdxFile;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * USPS, handwritten digits of 16 x 16 grey pixels, in the form of the LIBSVM data collection: a
 * text file a split, usps and usps.t, packed by bzip2 or plain. A line is a class, 1 to 10 for the
 * digits 0 to 9, and the pixels, -1 (background) to 1 (ink), as INDEX:VALUE; what is left out is 0.
 * Hull, 1994. Pixels are rounded to the nearest of 256 grey levels, which changes them by 0.002 of
 * the range at most. A split is held in memory, 2 MB at most.
 */
public final class UspsSource implements ImageSource {

  private static final int SIDE = 16;
  private static final int PIXELS = SIDE * SIDE;
  private static final String PUBLISHED = "usps.bz2 and usps.t.bz2 of the LIBSVM data";

  private final String source;
  private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();

  private UspsSource(Path file) throws IOException {
    source = file.toString();
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
        InputStream stream =
            source.endsWith(".bz2") ? new BZip2CompressorInputStream(packed, true) : packed;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          add(line.strip().split("\\s+"));
        }
      }
    } catch (MalformedLine e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw SourceFaults.malformed(source, "whole text, packed by bzip2 or plain", e, PUBLISHED);
    }
    if (labels.size() == 0) {
      throw malformed("at least one image", "none");
    }
  }

  /** The images for training. */
  public static UspsSource training(Path folder) throws IOException {
    return find(folder, "usps");
  }

  /** The images for testing. */
  public static UspsSource test(Path folder) throws IOException {
    return find(folder, "usps.t");
  }

  private static UspsSource find(Path folder, String name) throws IOException {
    for (String candidate : List.of(name + ".bz2", name)) {
      if (Files.isRegularFile(folder.resolve(candidate))) {
        return new UspsSource(folder.resolve(candidate));
      }
    }
    throw SourceFaults.missing(folder, name + ".bz2 or " + name, PUBLISHED);
  }

  private void add(String[] words) throws MalformedLine {
    int label = (int) number(words[0]);
    if (label < 1 || label > 10) {
      throw malformed("a class from 1 to 10", words[0]);
    }
    float[] row = new float[PIXELS];
    for (int i = 1; i < words.length; i++) {
      int colon = words[i].indexOf(':');
      int index = colon < 0 ? 0 : (int) number(words[i].substring(0, colon));
      double value = number(words[i].substring(colon + 1));
      if (index < 1 || index > PIXELS || value < -1 || value > 1) {
        throw malformed("INDEX:VALUE with 1 to 256 and -1 to 1", words[i]);
      }
      row[index - 1] = (float) value;
    }
    labels.write(label - 1);
    for (float value : row) {
      pixels.write(Math.round((value + 1) / 2 * 255));
    }
  }

  private double number(String word) throws MalformedLine {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw malformed("a number", "'" + word + "'");
    }
  }

  private MalformedLine malformed(String expected, String found) {
    String place = source + ", image " + (labels.size() + 1);
    return new MalformedLine(
        SourceFaults.malformed(place, expected, found, PUBLISHED).getMessage());
  }

  @Override
  public byte[] labels() {
    return labels.toByteArray();
  }

  @Override
  public IdxFile pixels(int[] images) {
    byte[] all = pixels.toByteArray();
    ByteBuffer picked = ByteBuffer.allocate(images.length * PIXELS);
    for (int image : images) {
      picked.put(all, image * PIXELS, PIXELS);
    }
    return new IdxFile(List.of(images.length, SIDE, SIDE), picked.flip());
  }

  /** Told apart from faults of unpacking. */
  private static final class MalformedLine extends IOException {

    private static final long serialVersionUID = 1L;

    private MalformedLine(String message) {
      super(message);
    }
  }
}
