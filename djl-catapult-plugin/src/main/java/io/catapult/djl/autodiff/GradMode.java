/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** Whether the calling thread records graphs; always put back as it was. */
public final class GradMode {

  private GradMode() {}

  /** Runs {@code body} while operations are recorded. */
  public static <T> T recording(Supplier<T> body) {
    return run(true, body);
  }

  /** Runs {@code body} while nothing is recorded. */
  public static <T> T paused(Supplier<T> body) {
    return run(false, body);
  }

  /** Whether operations of this thread are recorded. */
  public static boolean isRecording() {
    return JniUtils.isGradMode();
  }

  static <T> T run(boolean record, Supplier<T> body) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(record);
    try {
      return body.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
