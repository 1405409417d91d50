/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data;

/**
 * How many images of the chosen classes to keep, drawn without replacement.
 *
 * @param scope of what the numbers are
 * @param least fewer than these are a fault
 * @param most as many as there are, up to these
 */
public record Draw(Scope scope, int least, int most) {

  /** Of what the numbers are. */
  public enum Scope {
    /** Of all classes together. */
    TOGETHER,
    /** Of each class. */
    EACH_CLASS
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they are out of range
   */
  public Draw {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "expected a draw of at least 1 image, the most being no fewer than the least, found %d to %d; ask for some"
              .formatted(least, most));
    }
  }

  /** Every image of the classes. */
  public static Draw all() {
    return between(1, Integer.MAX_VALUE);
  }

  /** So many, of all classes together. */
  public static Draw of(int images) {
    return between(images, images);
  }

  /** As many as there are between two numbers, of all classes together. */
  public static Draw between(int least, int most) {
    return new Draw(Scope.TOGETHER, least, most);
  }

  /** So many of each class. */
  public static Draw perClass(int images) {
    return perClass(images, images);
  }

  /** As many as there are between two numbers, of each class. */
  public static Draw perClass(int least, int most) {
    return new Draw(Scope.EACH_CLASS, least, most);
  }
}
