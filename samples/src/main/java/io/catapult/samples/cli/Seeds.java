/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;
import java.util.Arrays;
import java.util.stream.LongStream;
import picocli.CommandLine.ITypeConverter;

/**
 * The seeds of a comparison.
 *
 * @param values one run each
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, handed on at once
record Seeds(long... values) {

  /** Seeds 1 to a number. */
  static Seeds upTo(int count) {
    return new Seeds(LongStream.rangeClosed(1, count).toArray());
  }

  /** Reads a count, or a list with commas. */
  static final class Converter implements ITypeConverter<Seeds> {

    private static final int MOST = 1000;

    @Override
    public Seeds convert(String text) {
      try {
        if (text.contains(",")) {
          return new Seeds(
              Arrays.stream(text.split(","))
                  .map(String::strip)
                  .mapToLong(Long::parseLong)
                  .toArray());
        }
        int count = Integer.parseInt(text.strip());
        if (count >= 1 && count <= MOST) {
          return upTo(count);
        }
      } catch (NumberFormatException e) {
        throw fault(text);
      }
      throw fault(text);
    }

    private static UsageFault fault(String text) {
      return new UsageFault(
          "Expected a number of seeds, 1 to %d, or a list of seeds with commas; found '%s'. Remedy:"
                  .formatted(MOST, text)
              + " 3 means the seeds 1, 2, 3, and '7,' the seed 7 alone.");
    }
  }
}
