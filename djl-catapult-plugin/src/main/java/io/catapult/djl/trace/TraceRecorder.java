/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records a trace as training goes: in memory, which is bounded, and in a file if one is wanted,
 * which keeps everything.
 *
 * <p>Past its limit of measurements the memory drops every second one of the older half, sparing
 * the neighbours of spikes while there is room; it never drops an event. Two measurements of one
 * step are joined. Safe for several threads: one may take a {@link #snapshot()} while another
 * records.
 *
 * <p>A fault of the file never loses memory: what is added is in memory first; the method that met
 * the fault throws {@link UncheckedIOException} once, the file is given up, and recording goes on
 * in memory alone.
 */
public final class TraceRecorder implements AutoCloseable {

  /** The number of measurements that memory holds unless another is given. */
  public static final int DEFAULT_LIMIT = 100_000;

  /** The number of snapshots of the AGOP that memory holds. */
  static final int SNAPSHOT_LIMIT = 128;

  private final TraceHeader header;
  private final RecentPoints points;
  private final List<TraceEvent> events = new ArrayList<>();
  private final SnapshotMemory snapshots = new SnapshotMemory(SNAPSHOT_LIMIT);
  private final RecentAdditions additions = new RecentAdditions();
  private long measured;
  private long lastStep;
  private TraceFile file;
  private TraceFooter footer;

  /**
   * @param file the file, or null
   */
  TraceRecorder(TraceHeader header, int limit, TraceFile file) {
    Checks.present(header, "a header");
    this.header = header;
    this.points = new RecentPoints(limit);
    this.file = file;
  }

  /**
   * Records in memory alone.
   *
   * @param header everything that changes a number
   * @param limit the largest number of measurements to hold, at least 4
   * @throws IllegalArgumentException if the limit is too small
   */
  public static TraceRecorder inMemory(TraceHeader header, int limit) {
    return new TraceRecorder(header, limit, null);
  }

  /**
   * Records in memory and in a file, which is begun or resumed: see {@link TraceFile#open}. The
   * memory of a resumed run begins with its event of kind RESUMED.
   *
   * @param header everything that changes a number
   * @param limit the largest number of measurements to hold in memory, at least 4
   * @param path the file
   * @throws IllegalArgumentException if the limit is too small
   * @throws TraceFormatException if the file is no trace, or of another version of the format
   * @throws IOException if it cannot be read or written
   */
  public static TraceRecorder toFile(TraceHeader header, int limit, Path path) throws IOException {
    TraceRecorder recorder = inMemory(header, limit);
    recorder.file = TraceFile.open(path, header);
    recorder.file.resumption().ifPresent(recorder::keep);
    return recorder;
  }

  /**
   * Records a measurement.
   *
   * @throws UncheckedIOException if the file cannot be written; the first time only
   * @throws IllegalStateException after {@link #finish}
   */
  public synchronized void add(Measurement measurement) {
    requireUnfinished();
    long dropped = points.dropped();
    additions.add(points.add(measurement, events));
    if (points.dropped() > dropped) {
      additions.breakOff();
    }
    measured++;
    lastStep = Math.max(lastStep, measurement.step());
    write(to -> to.append(measurement));
  }

  /**
   * Records an event.
   *
   * @throws UncheckedIOException if the file cannot be written; the first time only
   * @throws IllegalStateException after {@link #finish}
   */
  public synchronized void add(TraceEvent event) {
    requireUnfinished();
    keep(event);
    write(to -> to.append(event));
  }

  /**
   * Records a snapshot of the AGOP; of two of one step and origin the later counts. Memory holds
   * 128 of them and then drops every second one, sparing the first and the last; the file keeps
   * all.
   *
   * @throws UncheckedIOException if the file cannot be written; the first time only
   * @throws IllegalStateException after {@link #finish}
   */
  public synchronized void add(FeatureSnapshot snapshot) {
    requireUnfinished();
    snapshots.add(snapshot);
    additions.add(snapshot);
    lastStep = Math.max(lastStep, snapshot.step());
    write(to -> to.append(snapshot));
  }

  /**
   * Ends the recording: adds the footer and closes the file.
   *
   * @param measuringSeconds the time spent measuring
   * @param trainingSeconds the time spent training, measuring excluded
   * @param outcome how it ended, in words
   * @param summary numbers on the whole run, by name
   * @throws UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if it was called before
   */
  public synchronized void finish(
      double measuringSeconds,
      double trainingSeconds,
      String outcome,
      Map<String, Object> summary) {
    requireUnfinished();
    footer =
        new TraceFooter(
            Instant.now(),
            lastStep,
            measured,
            events.size(),
            measuringSeconds,
            trainingSeconds,
            outcome,
            summary);
    write(to -> to.append(footer));
    close();
  }

  /** What was recorded so far, with an event of kind THINNED if memory no longer holds it all. */
  public synchronized TrainingTrace snapshot() {
    List<TraceEvent> all = new ArrayList<>(events);
    points.thinned().ifPresent(all::add);
    return new TrainingTrace(
        header,
        points.list(),
        List.copyOf(all),
        snapshots.list(),
        Optional.ofNullable(footer),
        List.of(),
        new LinkedHashMap<>());
  }

  /** What was recorded so far, as {@link #snapshot()}, and where to go on from. */
  public synchronized TraceAt now() {
    return new TraceAt(additions.cursor(), snapshot());
  }

  /**
   * What was added since a reader looked last. Cost: O(what is new), at most some thousand
   * references; a reader that is further behind is told to take {@link #now()}.
   *
   * @param cursor of the reader's last update; 0 for the beginning
   */
  public synchronized TraceUpdate since(long cursor) {
    return additions.since(cursor);
  }

  /** Closes the file without a footer; what was recorded stays in memory. */
  @Override
  public synchronized void close() {
    TraceFile closing = file;
    file = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The trace file could not be closed: " + e.getMessage(), e);
      }
    }
  }

  private void keep(TraceEvent event) {
    events.add(event);
    additions.add(event);
    lastStep = Math.max(lastStep, event.step());
  }

  private void requireUnfinished() {
    if (footer != null) {
      throw new IllegalStateException(
          "Expected a recording that goes on; found one finished with '"
              + footer.outcome()
              + "'. Remedy: begin another TraceRecorder.");
    }
  }

  private void write(Line line) {
    if (file == null) {
      return;
    }
    try {
      line.appendTo(file);
    } catch (IOException e) {
      abandon(e);
      throw new UncheckedIOException(
          "The trace file cannot be written, the trace goes on in memory alone: " + e.getMessage(),
          e);
    }
  }

  private void abandon(IOException fault) {
    try {
      close();
    } catch (UncheckedIOException e) {
      fault.addSuppressed(e);
    }
  }

  /** A line to write. */
  @FunctionalInterface
  private interface Line {
    void appendTo(TraceFile file) throws IOException;
  }
}
