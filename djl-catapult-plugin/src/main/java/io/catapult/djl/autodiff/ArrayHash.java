/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Tells whether arrays hold the same numbers, such as the data that two trainings were measured on.
 */
public final class ArrayHash {

  private ArrayHash() {}

  /**
   * SHA-256 over the arrays' types, shapes and entries, list by list; names and devices do not
   * count.
   *
   * @return 64 hexadecimal digits
   */
  public static String sha256(NDList... lists) {
    MessageDigest digest = digest();
    for (NDList list : lists) {
      text(digest, "list of " + list.size());
      for (NDArray array : list) {
        text(digest, array.getDataType() + Arrays.toString(array.getShape().getShape()));
        digest.update(array.toByteBuffer(false));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void text(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
