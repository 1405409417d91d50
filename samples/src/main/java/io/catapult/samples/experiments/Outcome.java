/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

/** What a check says of a claim. */
public enum Outcome {
  /** The numbers are as the claim says. */
  PASS("pass"),
  /** They are not. */
  FAIL("fail"),
  /** A run failed or lacks the number, so that nothing can be said. */
  NOT_MEASURED("not measured");

  private final String id;

  Outcome(String id) {
    this.id = id;
  }

  /** The words in tables and files. */
  public String id() {
    return id;
  }
}
