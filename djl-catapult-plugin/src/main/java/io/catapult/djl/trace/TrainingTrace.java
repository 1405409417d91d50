/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured over a training, with everything that changes a number; immutable.
 *
 * <p>A {@link TraceRecorder} makes one as training goes, {@link #read} from a file.
 */
public final class TrainingTrace {

  private final TraceHeader header;
  private final List<Measurement> measurements;
  private final List<TraceEvent> events;
  private final List<FeatureSnapshot> features;
  private final Optional<TraceFooter> footer;
  private final List<String> warnings;
  private final Map<String, SortedMap<Long, List<Double>>> unknown;

  /** Keeps the lists, which are immutable, and copies the unknown quantities. */
  TrainingTrace(
      TraceHeader header,
      List<Measurement> measurements,
      List<TraceEvent> events,
      List<FeatureSnapshot> features,
      Optional<TraceFooter> footer,
      List<String> warnings,
      Map<String, ? extends SortedMap<Long, List<Double>>> unknown) {
    this.header = header;
    this.measurements = measurements;
    this.events = events;
    this.features = features;
    this.footer = footer;
    this.warnings = warnings;
    Map<String, SortedMap<Long, List<Double>>> copy = new LinkedHashMap<>();
    unknown.forEach(
        (id, values) -> copy.put(id, Collections.unmodifiableSortedMap(new TreeMap<>(values))));
    this.unknown = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads a trace file, whole, of a killed process or of a run that still goes on.
   *
   * <p>A torn last line and a line that cannot be read are left out and named in {@link
   * #warnings()}. Memory: all measurements of the file.
   *
   * @param path the file
   * @throws TraceFormatException if it is no trace, or of a format that this library cannot read
   * @throws IOException if it cannot be opened or read
   */
  public static TrainingTrace read(Path path) throws IOException {
    return TraceReader.read(path).trace();
  }

  /**
   * Reads a trace that {@link #writeTo} wrote, or the content of a trace file.
   *
   * @param in read to its end and left open
   * @throws TraceFormatException if it is no trace, or of a format that this library cannot read
   * @throws IOException if it cannot be read
   */
  public static TrainingTrace read(InputStream in) throws IOException {
    return TraceReader.read(in, "the stream").trace();
  }

  /**
   * Writes the trace as a trace file has it: header, measurements, snapshots of the AGOP, events
   * and footer. What {@link #warnings()} and {@link #unknownQuantities()} hold is left out.
   *
   * @param out left open
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(LineWriter.line(header));
    for (Measurement measurement : measurements) {
      out.write(LineWriter.line(measurement));
    }
    for (FeatureSnapshot snapshot : features) {
      out.write(LineWriter.line(snapshot));
    }
    for (TraceEvent event : events) {
      out.write(LineWriter.line(event));
    }
    if (footer.isPresent()) {
      out.write(LineWriter.line(footer.get()));
    }
  }

  /** Everything that changes a number; of a resumed run that of its first part. */
  public TraceHeader header() {
    return header;
  }

  /** The measurements by ascending step, at most one a step. */
  public List<Measurement> measurements() {
    return measurements;
  }

  /** The events in the order in which they were recorded. */
  public List<TraceEvent> events() {
    return events;
  }

  /** The events of one kind, in the order in which they were recorded. */
  public List<TraceEvent> events(TraceEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  /**
   * The AGOP itself at some steps: by ascending step, at one step the reference first. Empty where
   * it was not measured, and in a file of version 1.0.
   */
  public List<FeatureSnapshot> features() {
    return features;
  }

  /** The end of the recording; empty if it goes on still or the process was killed. */
  public Optional<TraceFooter> footer() {
    return footer;
  }

  /** What could not be read from the file, in words; empty if all is well. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Values of quantities that are not in the {@link Quantity} of this version, by id and step; a
   * file that a newer version wrote may have them.
   */
  public Map<String, SortedMap<Long, List<Double>>> unknownQuantities() {
    return unknown;
  }

  /** A quantity over the steps at which it was measured; of a list its first entry. */
  public Series series(Quantity quantity) {
    return series(quantity, 0);
  }

  /**
   * One entry of a list quantity over the steps at which the list was long enough.
   *
   * @param quantity the quantity
   * @param entry the entry, from 0
   */
  public Series series(Quantity quantity, int entry) {
    Checks.notNegative(entry, "an entry");
    List<Measurement> with = measurements.stream().filter(m -> has(m, quantity, entry)).toList();
    return new Series(
        with.stream().mapToLong(Measurement::step).toArray(),
        with.stream().mapToDouble(m -> m.raw().get(quantity)[entry]).toArray());
  }

  private static boolean has(Measurement measurement, Quantity quantity, int entry) {
    double[] values = measurement.raw().get(quantity);
    return values != null && values.length > entry;
  }
}
