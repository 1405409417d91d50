/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.stream.IntStream;

/** Arithmetic of points; each result is a new array. */
final class Points {

  private Points() {}

  static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static double[] scaled(double factor, double[] a) {
    return IntStream.range(0, a.length).mapToDouble(i -> factor * a[i]).toArray();
  }

  static double[] plus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }
}
