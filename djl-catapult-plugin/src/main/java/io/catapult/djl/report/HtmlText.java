/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

/** Text in HTML, between tags or in an attribute in double quotes. */
final class HtmlText {

  private static final char REPLACEMENT = '\uFFFD';

  private HtmlText() {}

  /** The text with markup as entities; control characters, which HTML has none of, replaced. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  private static void append(StringBuilder to, int point) {
    switch (point) {
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '&' -> to.append("&amp;");
      case '"' -> to.append("&quot;");
      default -> {
        boolean isText =
            !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
        to.appendCodePoint(isText ? point : REPLACEMENT);
      }
    }
  }
}
