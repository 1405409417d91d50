/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * How many samples are differentiated at once. The same batch is always cut in the same way.
 *
 * <p>What the graph of a sample takes cannot be looked up, so it is assumed, and the gradients of
 * its k outputs are added once k is known.
 */
final class ChunkSize {

  /**
   * Bytes of activations taken to come with a byte of input. Counted: about 350 in a convolutional
   * net with 128 channels, 300 in ResNet-50, two to ten in fully connected nets on images.
   */
  private static final long ACTIVATIONS = 512;

  /** A small input says little about the width of a net: no sample is taken to need less. */
  private static final long MIN_SAMPLE_BYTES = 1L << 20;

  private final long memoryBytes;
  private final long inputBytes;
  private long sampleBytes;

  ChunkSize(long memoryBytes, Shape inputs, DataType type) {
    long samples = inputs.dimension() == 0 ? 1 : Math.max(1, inputs.get(0));
    this.memoryBytes = memoryBytes;
    this.inputBytes = inputs.size() / samples * type.getNumOfBytes();
    this.sampleBytes = Math.max(MIN_SAMPLE_BYTES, ACTIVATIONS * inputBytes);
  }

  long samples() {
    return Math.max(1, memoryBytes / sampleBytes);
  }

  /**
   * Whether the gradients of a chunk fit in the bound beside its graph; if not, the next is
   * smaller.
   *
   * @throws MeasurementException if those of a single sample do not fit even alone
   */
  boolean fits(Evaluation evaluation) {
    long rowBytes = evaluation.outputsPerSample() * inputBytes;
    if (rowBytes > memoryBytes) {
      throw new MeasurementException(
          "input gradients of one sample of at most " + memoryBytes + " bytes",
          "gradients of " + evaluation.outputsPerSample() + " outputs, " + rowBytes + " bytes",
          "raise the bound with withMemoryBytes, or give the model fewer outputs");
    }
    sampleBytes = Math.max(MIN_SAMPLE_BYTES, ACTIVATIONS * inputBytes + rowBytes);
    return evaluation.samples() <= samples();
  }
}
