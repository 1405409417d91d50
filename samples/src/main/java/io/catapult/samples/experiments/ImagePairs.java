/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

/** The images of the experiments of section 4.3. */
final class ImagePairs {

  /** What they are instead of the papers'. */
  static final String WORDS =
      "128 T-shirts and pullovers of Fashion-MNIST, pixels in [0, 1], in place of 128 images of two"
          + " classes of CIFAR-10, which are not read yet.";

  private ImagePairs() {}
}
