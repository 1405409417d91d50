/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.tribuo.Output;

/** The hash by which two datasets are told apart. */
final class ContentHash {

  private ContentHash() {}

  /** SHA-256 of the features as big-endian float32, row by row, and then of the outputs as text. */
  static String of(FeatureRows rows, List<? extends Output<?>> outputs) {
    MessageDigest digest = sha256();
    float[] row = new float[rows.width()];
    ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
    for (int i = 0; i < rows.size(); i++) {
      rows.read(i, row);
      bytes.clear().asFloatBuffer().put(row);
      digest.update(bytes);
    }
    for (Output<?> output : outputs) {
      digest.update((output.getSerializableForm(false) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
