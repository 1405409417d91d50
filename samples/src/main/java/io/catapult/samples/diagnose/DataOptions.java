/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.samples.UsageFault;
import io.catapult.samples.data.ArrayFile;
import io.catapult.samples.data.ArrayFile.Numbers;
import io.catapult.samples.data.CsvTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** The options that name the data to measure on. */
final class DataOptions {

  private static final List<String> INPUT_KEYS = List.of("x", "X", "inputs", "input", "images");
  private static final List<String> TARGET_KEYS = List.of("y", "Y", "targets", "target", "labels");

  @Option(
      names = "--inputs",
      required = true,
      paramLabel = "FILE",
      description = {
        "Inputs, samples first: .npy, .npz (FILE:KEY names the array; else x), .csv"
            + " (FILE:COLUMN,COLUMN names the columns; else all but the targets'), or IDX images,"
            + " whose pixels become 0 to 1."
      })
  private String inputs;

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      description =
          "Targets [n, k], or class numbers for --loss ce, likewise (.npz: else y). Without them"
              + " there is no loss, no split and no Hessian.")
  private String targets;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Measure on N samples, spread evenly over the file, instead of all.")
  private Integer samples;

  @Option(
      names = "--input-shape",
      paramLabel = "D,..",
      split = ",",
      description = "Shape that the model takes a sample in, as 1,28,28 or 784.")
  private long[] inputShape;

  @Option(
      names = "--header",
      negatable = true,
      fallbackValue = "true",
      description =
          "The first line of a .csv holds names (--no-header: it does not). Else it does if it has"
              + " text and no number.")
  private Boolean header;

  /** Where the inputs are, as given. */
  String inputs() {
    return inputs;
  }

  /** Where the targets are, as given. */
  Optional<String> targets() {
    return Optional.ofNullable(targets);
  }

  /**
   * The inputs' numbers, all samples, each in the shape that the model takes.
   *
   * @throws IOException if they cannot be read
   * @throws UsageFault if there is no sample or the shape does not suit
   */
  Numbers readInputs() throws IOException {
    ArrayFile file = ArrayFile.parse(inputs);
    Numbers read = file.read(INPUT_KEYS, headerMode(), targetColumns(file));
    long[] shape = read.shape();
    if (shape.length == 0 || read.values().length == 0) {
      throw new UsageFault(
          inputs
              + ": expected samples along the first axis, found shape "
              + Arrays.toString(shape));
    }
    if (inputShape == null) {
      return shape.length == 1 ? new Numbers(new long[] {shape[0], 1}, read.values()) : read;
    }
    long size = Arrays.stream(inputShape).reduce(1, (a, b) -> a * b);
    if (Arrays.stream(inputShape).anyMatch(dim -> dim < 1)
        || size * shape[0] != read.values().length) {
      throw new UsageFault(
          "--input-shape: expected %d numbers a sample as in %s, found %s"
              .formatted(read.values().length / shape[0], inputs, Arrays.toString(inputShape)));
    }
    long[] shaped = new long[inputShape.length + 1];
    shaped[0] = shape[0];
    System.arraycopy(inputShape, 0, shaped, 1, inputShape.length);
    return new Numbers(shaped, read.values());
  }

  /** The columns of the inputs' own table that are targets. */
  private Set<String> targetColumns(ArrayFile inputFile) {
    if (targets == null) {
      return Set.of();
    }
    ArrayFile targetFile = ArrayFile.parse(targets);
    return targetFile.file().equals(inputFile.file()) ? Set.copyOf(targetFile.columns()) : Set.of();
  }

  /**
   * The targets' numbers.
   *
   * @param n the number of samples in the file of the inputs
   * @throws IOException if they cannot be read
   * @throws UsageFault if there are more or fewer than inputs
   */
  Optional<Numbers> readTargets(long n) throws IOException {
    if (targets == null) {
      return Optional.empty();
    }
    Numbers read = ArrayFile.parse(targets).read(TARGET_KEYS, headerMode(), Set.of());
    if (read.shape().length == 0 || read.shape()[0] != n) {
      throw new UsageFault(
          "%s: expected targets for the %d samples of %s, found shape %s"
              .formatted(targets, n, inputs, Arrays.toString(read.shape())));
    }
    return Optional.of(chosen(read));
  }

  private CsvTable.Header headerMode() {
    if (header == null) {
      return CsvTable.Header.DETECTED;
    }
    return header ? CsvTable.Header.PRESENT : CsvTable.Header.ABSENT;
  }

  /**
   * The samples that were asked for: rows floor(i n / N) for i = 0, .., N - 1.
   *
   * @throws UsageFault if there are not so many
   */
  Numbers chosen(Numbers all) {
    int n = Math.toIntExact(all.shape()[0]);
    if (samples == null || samples == n) {
      return all;
    }
    if (samples < 1 || samples > n) {
      throw new UsageFault(
          "--samples: expected 1 to %d, the samples of %s, found %d".formatted(n, inputs, samples));
    }
    int size = all.values().length / n;
    double[] values = new double[samples * size];
    IntStream.range(0, samples)
        .forEach(
            i ->
                System.arraycopy(
                    all.values(), (int) ((long) i * n / samples) * size, values, i * size, size));
    long[] shape = all.shape().clone();
    shape[0] = samples;
    return new Numbers(shape, values);
  }

  /** Numbers as an array of a type. */
  static NDArray array(NDManager manager, Numbers numbers, DataType type) {
    try (NDArray plain = manager.create(numbers.values(), new Shape(numbers.shape()))) {
      return plain.toType(type, true);
    }
  }
}
