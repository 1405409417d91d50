/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

/**
 * The version of the trace format. A minor version only adds: quantities, kinds of events, types of
 * lines, fields. A major version may change anything. Version 1.1 added lines of the type agop.
 *
 * @param major the major version, from 1
 * @param minor the minor version, from 0
 */
public record FormatVersion(int major, int minor) {

  /** What this library writes; it reads every version with the same major number. */
  public static final FormatVersion CURRENT = new FormatVersion(1, 1);

  /** Checks the numbers. */
  public FormatVersion {
    Checks.require(major >= 1, "a major version of at least 1", major, "count from 1");
    Checks.notNegative(minor, "a minor version");
  }

  /**
   * The version that a text such as 1.0 names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static FormatVersion parse(String text) {
    Checks.require(
        text.matches("\\d{1,6}\\.\\d{1,6}"),
        "a format version such as " + CURRENT,
        "'" + text + "'",
        "write major and minor version with a dot between them");
    int dot = text.indexOf('.');
    return new FormatVersion(
        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
