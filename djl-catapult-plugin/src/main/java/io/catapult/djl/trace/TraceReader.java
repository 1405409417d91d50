/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Map;

/** Reads a trace file line by line; what cannot be read becomes a warning where it can. */
final class TraceReader {

  private static final ObjectReader JSON =
      new JsonMapper().readerFor(Map.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** How every trace file begins. */
  private static final String BEGINNING =
      "{\"type\":\"header\",\"format\":\"" + HeaderJson.FORMAT + "\"";

  private static final int EXCERPT = 60;

  private final Object source;
  private final LineReader lines;
  private final TraceContent content = new TraceContent();
  private final LineParser parser = new LineParser(content);
  private String torn = "";
  private long tornBytes;

  private TraceReader(Object source, InputStream in) {
    this.source = source;
    this.lines = new LineReader(in);
  }

  /** Reads a file. */
  static Result read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, path);
    }
  }

  /**
   * Reads a stream.
   *
   * @param source where it comes from, for messages
   */
  static Result read(InputStream in, Object source) throws IOException {
    return new TraceReader(source, in).read();
  }

  /** Whether a file holds nothing but the torn beginning of a header, or nothing at all. */
  static boolean isUnbegun(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      LineReader lines = new LineReader(in);
      byte[] first = lines.next();
      return first == null || (!lines.isTerminated() && isTornHeader(first));
    }
  }

  /**
   * What a file holds.
   *
   * @param trace the whole lines
   * @param torn the text of a torn last line, empty if there is none
   * @param tornBytes its length in the file
   * @param isTerminated whether the last whole line has its LF
   */
  record Result(TrainingTrace trace, String torn, long tornBytes, boolean isTerminated) {}

  private Result read() throws IOException {
    TraceHeader header = header(lines.next());
    boolean terminated = lines.isTerminated();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      terminated = lines.isTerminated();
      accept(line);
    }
    return new Result(content.trace(header), torn, tornBytes, terminated || tornBytes > 0);
  }

  private TraceHeader header(byte[] line) throws IOException {
    if (line == null) {
      throw notOurs("an empty file");
    }
    if (!lines.isTerminated() && isTornHeader(line)) {
      throw notOurs("a first line torn after " + line.length + " bytes, so nothing was recorded");
    }
    Fields fields = headerFields(line);
    checkVersion(fields);
    try {
      return HeaderJson.fromMap(fields);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new TraceFormatException(
          "a whole header in line 1 of " + source, e.getMessage(), "restore the line from a copy");
    }
  }

  private Fields headerFields(byte[] line) throws IOException {
    try {
      Fields fields = Fields.of(JSON.readValue(line));
      if (fields.text("type").equals("header") && fields.text("format").equals(HeaderJson.FORMAT)) {
        return fields;
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw notOurs("a first line that begins with " + excerpt(line));
    }
    throw notOurs("a first line that begins with " + excerpt(line));
  }

  private void checkVersion(Fields fields) throws IOException {
    FormatVersion version;
    try {
      version = FormatVersion.parse(fields.text("version"));
    } catch (IllegalArgumentException e) {
      throw notOurs("no format version: " + e.getMessage());
    }
    FormatVersion ours = FormatVersion.CURRENT;
    if (version.major() != ours.major()) {
      throw new TraceFormatException(
          "a trace of format " + ours.major() + ".x in " + source,
          "format " + version,
          "read it with the version of djl-catapult that wrote it, or a newer one");
    }
    if (version.minor() > ours.minor()) {
      content.warn(
          "The file has format " + version + ", newer than " + ours + ": what is new is left out.");
    }
  }

  private TraceFormatException notOurs(String found) {
    return new TraceFormatException(
        "a trace file, which begins with " + BEGINNING + ", in " + source,
        found,
        "give the path of a file that the trace of a training was written to");
  }

  private void accept(byte[] line) throws IOException {
    try {
      if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
        parser.accept(Fields.of(JSON.readValue(line)), lines.number());
      }
    } catch (JacksonException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      if (lines.isTerminated()) {
        content.warn(
            ("Line %d was skipped: expected a measurement, an event, an AGOP or a footer; found %s (%s)."
                    + " Remedy: mend the line or delete it.")
                .formatted(
                    lines.number(), excerpt(line), e.getMessage().lines().findFirst().get()));
      } else {
        tear(line);
      }
    }
  }

  private void tear(byte[] line) {
    torn = new String(line, StandardCharsets.UTF_8);
    tornBytes = line.length;
    content.warn(
        "Line %d, the last, is torn after %d bytes and was left out: its writer was stopped."
            .formatted(lines.number(), tornBytes));
  }

  private static boolean isTornHeader(byte[] line) throws IOException {
    String text = new String(line, StandardCharsets.UTF_8);
    if (!text.startsWith(BEGINNING)) {
      return BEGINNING.startsWith(text);
    }
    try {
      JSON.readValue(line);
      return false;
    } catch (JacksonException e) {
      return true;
    }
  }

  private static String excerpt(byte[] line) {
    String text =
        new String(line, 0, Math.min(line.length, EXCERPT), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}", "?");
    return "'" + text + (line.length > EXCERPT ? "..." : "") + "'";
  }
}
