/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * Prints JSON for machines. Numbers that are none, "NaN", "Infinity" and "-Infinity", are texts, as
 * in a trace.
 */
final class Json {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
          .build()
          .writerWithDefaultPrettyPrinter();

  private Json() {}

  /** Prints maps, lists, texts and numbers. */
  static void print(PrintWriter out, Object value) {
    try {
      out.println(WRITER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
