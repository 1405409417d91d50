/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.List;

/**
 * The fixed points that a training was measured on.
 *
 * @param samples n, the number of points
 * @param shapes the shape of each array, the inputs first, then the labels
 * @param dataType the type of the inputs, such as float32
 * @param sha256 the SHA-256 hash of the numbers, 64 hexadecimal digits
 * @param description what they are and where they come from; may be empty
 */
public record ProbeDescription(
    long samples, List<List<Long>> shapes, String dataType, String sha256, String description) {

  private static final String HASH = "[0-9a-f]{64}";

  /** Copies the shapes and checks the hash. */
  public ProbeDescription {
    Checks.notNegative(samples, "a number of samples");
    Checks.present(shapes, "a list of shapes");
    shapes = shapes.stream().map(List::copyOf).toList();
    Checks.text(dataType, "a data type");
    Checks.require(
        sha256 != null && sha256.matches(HASH),
        "a SHA-256 hash of 64 hexadecimal digits in lower case",
        sha256,
        "use java.util.HexFormat on the digest");
    Checks.present(description, "a description");
  }
}
