/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether two models answer the same, to the bit: SHA-256 of the outputs [n, k] as float32,
 * little-endian, in row-major order; in Python {@code
 * hashlib.sha256(f.astype("<f4").tobytes()).hexdigest()}.
 */
final class OutputHash {

  private OutputHash() {}

  static String sha256(NDArray outputs) {
    Number[] values = outputs.toArray();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (Number value : values) {
      bytes.putFloat(value.floatValue());
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
