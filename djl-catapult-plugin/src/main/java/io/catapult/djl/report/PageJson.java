/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON that can stand inside a script element: on one line, in ASCII, without any of {@code < > &}.
 * Those are written as escapes, so that no text can end the element or begin a comment.
 */
final class PageJson {

  private static final JsonMapper JSON = new JsonMapper(factory());

  private PageJson() {}

  private static JsonFactory factory() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    return factory.setCharacterEscapes(new Escapes());
  }

  /**
   * A value as JSON.
   *
   * @param value maps, lists, numbers, texts, records of these, or a Jackson tree
   * @throws IllegalArgumentException if it holds something that has no JSON
   */
  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Expected data of maps, lists, numbers and texts; found "
              + e.getOriginalMessage()
              + ". Remedy: give a Jackson tree or a map of such values.",
          e);
    }
  }

  private static final class Escapes extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    private final int[] codes = standardAsciiEscapesForJSON();

    Escapes() {
      for (char unsafe : "<>&\u007f".toCharArray()) {
        codes[unsafe] = CharacterEscapes.ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return codes.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
