/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** What happened over the steps, as a page shows it: of each kind the most telling ones. */
final class RunEvents {

  /** The most events, spikes and phases that a page shows; the trace has all. */
  static final int MOST = 2000;

  private RunEvents() {}

  /**
   * An event; the evidence of a spike stands with the spike.
   *
   * @param step the step
   * @param kind its kind, as in the trace
   * @param words one line
   */
  record Event(long step, String kind, String words) {

    static Event of(TraceEvent event) {
      return new Event(event.step(), event.kind().name(), event.words());
    }
  }

  /**
   * A spike of the loss.
   *
   * @param verdict what it was
   * @param onset the step before the rise
   * @param peak the step of the highest loss
   * @param end the step at which it was over
   * @param words one line
   * @param evidence names and values
   */
  record Spike(
      String verdict, long onset, long peak, long end, String words, List<List<String>> evidence) {

    static Spike of(RecordedSpike spike) {
      return new Spike(
          spike.verdict().name(),
          spike.onset(),
          spike.peak(),
          spike.end(),
          spike.event().words(),
          EvidenceText.of(spike.event().evidence()));
    }
  }

  /**
   * A stretch of steps in one phase.
   *
   * @param from its first step
   * @param to the step at which the next begins
   * @param phase its number
   */
  record PhaseStretch(long from, long to, String phase) {

    static PhaseStretch of(RecordedPhase phase) {
      return new PhaseStretch(phase.from(), phase.to(), phase.phase().name());
    }
  }

  /** The spikes that are shown, by their onset: the most striking ones if there are many. */
  static List<RecordedSpike> shown(List<RecordedSpike> spikes) {
    return most(spikes, MOST, RecordedSpike.MOST_STRIKING);
  }

  /** Onsets and peaks of the most striking spikes, ascending. */
  static long[] landmarks(List<RecordedSpike> spikes, int most) {
    return most(spikes, most / 2, RecordedSpike.MOST_STRIKING).stream()
        .flatMapToLong(spike -> LongStream.of(spike.onset(), spike.peak()))
        .sorted()
        .distinct()
        .toArray();
  }

  /** The events that are shown, in their order; those of spikes that are shown go first. */
  static List<Event> events(List<TraceEvent> events, List<RecordedSpike> shown) {
    Set<TraceEvent> told = new HashSet<>(shown.stream().map(RecordedSpike::event).toList());
    Comparator<TraceEvent> order =
        Comparator.comparing((TraceEvent event) -> !told.contains(event))
            .thenComparingInt(event -> rank(event.kind()));
    return most(events, MOST, order).stream().map(Event::of).toList();
  }

  private static int rank(TraceEvent.Kind kind) {
    return switch (kind) {
      case SPIKE -> 0;
      case FAILURE -> 1;
      case RESUMED, THINNED -> 2;
      case DECISION -> 3;
      case NOTE -> 4;
      case VALIDATION -> 5;
      case PHASE -> 6;
    };
  }

  /** The phases that are shown, in their order: the longest ones if there are many. */
  static List<PhaseStretch> phases(List<RecordedPhase> phases) {
    return most(phases, MOST, Comparator.comparingLong(RecordedPhase::length).reversed()).stream()
        .map(PhaseStretch::of)
        .toList();
  }

  static List<Spike> spikes(List<RecordedSpike> shown) {
    return shown.stream().map(Spike::of).toList();
  }

  /** The first of a list by an order, the earlier of equals, and in the list's own order. */
  private static <T> List<T> most(List<T> all, int most, Comparator<? super T> order) {
    if (all.size() <= most) {
      return all;
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      places.add(i);
    }
    places.sort((a, b) -> order.compare(all.get(a), all.get(b)));
    return places.subList(0, most).stream().sorted().map(all::get).toList();
  }
}
