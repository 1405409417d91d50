/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of what takes part, as the build wrote them down; loads no library. */
final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    }
    return new String[] {
      "djl-catapult " + versions.getProperty("catapult"),
      "DJL " + versions.getProperty("djl"),
      "PyTorch " + versions.getProperty("pytorch"),
      "Java " + System.getProperty("java.runtime.version")
    };
  }
}
