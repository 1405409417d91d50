/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/**
 * JSON for machines. Numbers that are none, "NaN", "Infinity" and "-Infinity", are texts, as in a
 * trace.
 */
final class Json {

  private static final ObjectWriter WRITER = new JsonMapper().writerWithDefaultPrettyPrinter();

  private Json() {}

  /** Maps, lists, texts and numbers as a text of several lines. */
  static String text(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
