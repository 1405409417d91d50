/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One attribute of the file list_attr_celeba.txt: the number of images, the names of the
 * attributes, and a line for each image, its file and 1 or -1 for each attribute.
 *
 * @param files names of the images
 * @param labels 1 for images that have the attribute, 0 for the others
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, handed on at once
record CelebaAttributes(List<String> files, byte[] labels) {

  static final String FILE = "list_attr_celeba.txt";

  /**
   * Reads the images of a split.
   *
   * @param attribute its name, as Eyeglasses
   * @param numbers the image numbers of the split
   * @throws IllegalArgumentException if there is no such attribute
   */
  static CelebaAttributes read(Path file, String attribute, IntPredicate numbers)
      throws IOException {
    List<String> files = new ArrayList<>();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int count = number(file, lines.readLine());
      List<String> names = Arrays.asList(words(lines.readLine()));
      int column = column(file, names, attribute);
      int read = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine(), read++) {
        String[] words = words(line);
        if (words.length != 1 + names.size() || !words[1 + column].matches("-?1")) {
          throw malformed(
              file, "a file and " + names.size() + " times 1 or -1 a line", "'" + line + "'");
        }
        if (numbers.test(number(file, words[0].replaceFirst("\\.jpg$", "")))) {
          files.add(words[0]);
          labels.write(words[1 + column].equals("1") ? 1 : 0);
        }
      }
      if (read != count) {
        throw malformed(file, count + " images as the first line says", read);
      }
    }
    return new CelebaAttributes(files, labels.toByteArray());
  }

  private static int column(Path file, List<String> names, String attribute) {
    if (!names.contains(attribute)) {
      throw new IllegalArgumentException(
          "expected an attribute of %s, found '%s'; choose among %s"
              .formatted(file, attribute, String.join(", ", names)));
    }
    return names.indexOf(attribute);
  }

  private static int number(Path file, String word) throws IOException {
    try {
      return Integer.parseInt(String.valueOf(word).strip());
    } catch (NumberFormatException e) {
      throw malformed(file, "the number of images, then of each image NUMBER.jpg", word);
    }
  }

  private static String[] words(String line) {
    return line == null ? new String[0] : line.strip().split("\\s+");
  }

  private static IOException malformed(Path file, String expected, Object found) {
    return SourceFaults.malformed(file, expected, found, FILE);
  }
}
