/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import io.catapult.djl.autodiff.MeasurementException;

/**
 * How a kernel is cut to stay within a bound on memory.
 *
 * @param samples how many samples are run through the model at a time
 * @param mirrorSamples the size, in samples, of the diagonal blocks of a symmetric kernel that are
 *     computed in full; {@code samples} is a multiple of it unless it is all samples
 * @param chunkBytes what a single temporary may take
 */
record KernelBlocks(long samples, long mirrorSamples, long chunkBytes) {

  /** Below this, a block's matrix product loses more speed than the left-out half saves. */
  private static final long MIN_ROWS = 160;

  private static final long MAX_BLOCKS = 8;

  /**
   * What part of the bound a single temporary may take: small, since a temporary is used again and
   * again, and pages that the system has to find cost more than short matrix products.
   */
  private static final long CHUNK_SHARE = 24;

  /** Whether nothing is cut. */
  boolean isOne(long n) {
    return samples >= n && mirrorSamples >= n;
  }

  static KernelBlocks within(
      long bytes, long n, long m, boolean symmetric, LayerPlan plan, int matrices, int width) {
    long k = plan.outputsPerSample();
    long results = Math.multiplyExact(Math.multiplyExact(n * k, m * k), (long) matrices * width);
    if (results > bytes) {
      throw new MeasurementException(
          "a kernel of at most " + bytes + " bytes",
          "[%d, %d] of %d bytes an entry, %d matrices: %d bytes"
              .formatted(n * k, m * k, width, matrices, results),
          "raise the bound with withMemoryBytes, use fewer samples, or use operator(x), which"
              + " stores no matrix");
    }
    long room = Math.max(bytes - results, bytes / 2);
    long perSample = Math.max(1, plan.bytesPerSample());
    long mirror = mirror(n, k);
    boolean whole = (symmetric ? n : n + m) * perSample <= room;
    long samples = whole ? Math.max(n, m) : Math.max(1, room / (2 * perSample));
    if (samples < n) {
      mirror = Math.min(mirror, samples);
      samples = samples / mirror * mirror;
    }
    return new KernelBlocks(samples, mirror, bytes / CHUNK_SHARE);
  }

  private static long mirror(long n, long k) {
    long blocks = Math.max(1, Math.min(MAX_BLOCKS, n * k / MIN_ROWS));
    return (n + blocks - 1) / blocks;
  }
}
