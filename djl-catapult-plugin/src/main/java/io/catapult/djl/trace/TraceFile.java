/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A trace file to write on: JSON lines in UTF-8, one a measurement, an event, a snapshot of the
 * AGOP, the header and the footer. Each is handed to the operating system whole before the call
 * returns, so a process that is killed loses at most the line it was writing; a machine that loses
 * power may lose more.
 *
 * <p>After a fault of writing the file may end with part of a line: close it and write no more. Not
 * for several threads at once, nor for several writers of one file.
 */
public final class TraceFile implements Closeable {

  private final OutputStream out;
  private final TraceEvent resumption;

  /** A file that is open. */
  TraceFile(OutputStream out, TraceEvent resumption) {
    this.out = out;
    this.resumption = resumption;
  }

  /**
   * Opens a file. A new or empty one gets the header. An existing trace is resumed: a torn last
   * line is cut off, and an event of kind RESUMED says so and names everything in which its header
   * differs from this one; then lines are appended.
   *
   * @param path the file; its folder is made where there is none
   * @param header the header of the run that begins
   * @throws TraceFormatException if the file is no trace, or of another version of the format
   * @throws IOException if it cannot be read or written
   */
  public static TraceFile open(Path path, TraceHeader header) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!Files.isRegularFile(path) || TraceReader.isUnbegun(path)) {
      return begin(path, header);
    }
    return resume(path, header);
  }

  private static TraceFile begin(Path path, TraceHeader header) throws IOException {
    TraceFile file = new TraceFile(new FileOutputStream(path.toFile()), null);
    file.writeFirst(LineWriter.line(header));
    return file;
  }

  private static TraceFile resume(Path path, TraceHeader header) throws IOException {
    TraceReader.Result before = TraceReader.read(path);
    FormatVersion version = before.trace().header().format();
    if (!version.equals(header.format())) {
      throw new TraceFormatException(
          "a trace of format " + header.format() + " to go on with in " + path,
          "format " + version,
          "write to another file");
    }
    cut(path, before.tornBytes());
    TraceEvent event = Resumption.event(path, before, header);
    TraceFile file = new TraceFile(new FileOutputStream(path.toFile(), true), event);
    byte[] line = LineWriter.line(event);
    file.writeFirst(before.isTerminated() ? line : afterLineFeed(line));
    return file;
  }

  private static byte[] afterLineFeed(byte[] line) {
    byte[] bytes = new byte[line.length + 1];
    bytes[0] = '\n';
    System.arraycopy(line, 0, bytes, 1, line.length);
    return bytes;
  }

  private static void cut(Path path, long bytes) throws IOException {
    if (bytes > 0) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() - bytes);
      }
    }
  }

  /** The event that says how an existing file was taken up; empty for a new one. */
  public Optional<TraceEvent> resumption() {
    return Optional.ofNullable(resumption);
  }

  /** Appends a measurement. */
  public void append(Measurement measurement) throws IOException {
    write(LineWriter.line(measurement));
  }

  /** Appends an event. */
  public void append(TraceEvent event) throws IOException {
    write(LineWriter.line(event));
  }

  /** Appends a snapshot of the AGOP. */
  public void append(FeatureSnapshot snapshot) throws IOException {
    write(LineWriter.line(snapshot));
  }

  /** Appends a footer. */
  public void append(TraceFooter footer) throws IOException {
    write(LineWriter.line(footer));
  }

  private void writeFirst(byte[] line) throws IOException {
    try {
      write(line);
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  private void write(byte[] line) throws IOException {
    // Unbuffered and in one piece; not a FileChannel, which an interrupt would close.
    out.write(line);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
