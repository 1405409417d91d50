/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text on the class path that goes into a page. */
final class PageResource {

  private PageResource() {}

  /**
   * The text of a resource beside a class, with line feeds alone: a browser reads a page so, and a
   * script whose hash was taken of other line ends would not run.
   */
  static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "Expected a resource '"
                + name
                + "' beside "
                + beside.getName()
                + "; found none. Remedy: give the name of a file that is packed with that class.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n")
          .replace('\r', '\n');
    } catch (IOException e) {
      throw new UncheckedIOException("The resource '" + name + "' cannot be read", e);
    }
  }
}
