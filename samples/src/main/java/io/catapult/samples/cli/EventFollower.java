/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Tells the events of a trace while its file grows, one line each. */
final class EventFollower implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String EVENT = "{\"type\":\"event\"";
  private static final long PAUSE_MILLIS = 200;

  private final Path file;
  private final Consumer<String> listener;
  private final Thread thread;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;
  private volatile boolean ended;

  private EventFollower(Path file, Consumer<String> listener) {
    this.file = file;
    this.listener = listener;
    this.thread = new Thread(this::follow, "events");
    this.thread.setDaemon(true);
  }

  /**
   * Begins to follow.
   *
   * @param file a trace file, which need not be there yet
   * @param listener takes each event as step and words
   */
  static EventFollower of(Path file, Consumer<String> listener) {
    EventFollower follower = new EventFollower(file, listener);
    follower.thread.start();
    return follower;
  }

  private void follow() {
    try {
      while (!ended) {
        read();
        Thread.sleep(PAUSE_MILLIS);
      }
      read();
    } catch (IOException e) {
      listener.accept("The trace cannot be followed any more: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes what the file has got since it was looked at last. */
  synchronized void read() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(position);
      byte[] more = new byte[Math.toIntExact(in.length() - position)];
      in.readFully(more);
      position += more.length;
      for (byte next : more) {
        take(next);
      }
    }
  }

  /** A line that is not whole yet waits for its end. */
  private void take(byte next) throws IOException {
    if (next != '\n') {
      line.write(next);
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.startsWith(EVENT)) {
      JsonNode event = JSON.readTree(text);
      listener.accept("%8d  %s".formatted(event.get("step").asLong(), event.get("words").asText()));
    }
  }

  /** Tells what is left, and ends. */
  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
