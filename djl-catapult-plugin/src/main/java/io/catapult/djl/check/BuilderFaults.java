/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.check;

import java.util.ArrayList;
import java.util.List;

/** Gathers everything that is wrong with a builder, so that one exception names it all. */
public final class BuilderFaults {

  private final String product;
  private final List<String> faults = new ArrayList<>();

  /**
   * Begins with no fault.
   *
   * @param product what is to be built, for the message
   */
  public BuilderFaults(String product) {
    this.product = product;
  }

  /**
   * Notes a fault unless {@code holds}.
   *
   * @param holds whether the setting is as it should be
   * @param setting the setting's name
   * @param expected what the setting should be
   * @param found the value it has
   * @param remedy what to do about it
   * @return this
   */
  public BuilderFaults require(
      boolean holds, String setting, String expected, Object found, String remedy) {
    if (!holds) {
      faults.add(setting + ": expected " + expected + ", found " + found + "; " + remedy);
    }
    return this;
  }

  /** Notes a fault that has been put into words. */
  public BuilderFaults add(String setting, String fault) {
    faults.add(setting + ": " + fault);
    return this;
  }

  /** Requires a whole number of at least {@code least}, set by the builder's {@code setter}. */
  public BuilderFaults requireAtLeast(long least, long value, String setting, String setter) {
    return require(value >= least, setting, "at least " + least, value, "call " + setter);
  }

  /**
   * Throws if any fault was noted.
   *
   * @throws IllegalArgumentException naming every fault
   */
  public void throwIfAny() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot build " + product + ". " + String.join(". ", faults) + ".");
    }
  }
}
